import type { SetPiece } from '@oner/shared/stage/scene.ts';
import { type PointerEvent, useRef } from 'react';
import { type Chosen, type Draft, sameChosen } from '../session.ts';
import { useStage } from '../stage.tsx';
import { movedBy, placeOf, turnedTo } from '../things.ts';

/** A part of a thing that a pointer takes: the thing itself, the knob that it looks along, the corner that sizes it. */
export type Grip = 'move' | 'turn' | 'size';

type Drag = {
  readonly grip: Grip;
  readonly pointer: number;
  readonly thing: Draft;
  readonly from: readonly [x: number, z: number];
  moved: boolean;
};

const pointOf = (svg: SVGSVGElement, event: PointerEvent): readonly [x: number, z: number] => {
  const matrix = svg.getScreenCTM();
  if (matrix === null) return [0, 0];
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  return [x, y];
};

/** Sizes, metres. */
const least = 0.05;

const sizedTo = (piece: SetPiece, x: number, z: number): SetPiece => {
  const [c, s] = [Math.cos(piece.heading), Math.sin(piece.heading)];
  const [dx, dz] = [x - piece.position[0], z - piece.position[2]];
  const side = (along: number): number => Math.round(Math.max(least, Math.abs(along) * 2) * 100) / 100;
  return { ...piece, size: [side(c * dx - s * dz), piece.size[1], side(s * dx + c * dz)] };
};

const dragged = ({ grip, thing, from }: Drag, [x, z]: readonly [number, number]): Draft => {
  if (grip === 'turn') return turnedTo(thing, x, z);
  if (grip === 'size' && thing.kind === 'piece') return { kind: 'piece', piece: sizedTo(thing.piece, x, z) };
  return movedBy(thing, x - from[0], z - from[1]);
};

/** Pixels that a pointer may tremble before it drags. */
const tremble = 3;

/** Pointer handlers for the grips of a thing on the plan. A drag is one step of undo; Escape puts the thing back. */
export const usePlanDrag = () => {
  const { session, hand } = useStage();
  const drag = useRef<Drag | null>(null);
  const start = useRef<readonly [number, number]>([0, 0]);
  const handlers = (chosen: Chosen, thing: Draft | null, grip: Grip) => ({
    onPointerDown: (event: PointerEvent<SVGElement>): void => {
      if (event.button !== 0 || thing === null) return;
      event.stopPropagation();
      if (!sameChosen(session.get().chosen, chosen)) session.change({ chosen });
      const svg = event.currentTarget.ownerSVGElement;
      if (hand === null || svg === null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const at = pointOf(svg, event);
      start.current = [event.clientX, event.clientY];
      const from = grip === 'move' ? at : placeOf(thing);
      drag.current = { grip, pointer: event.pointerId, thing, from, moved: false };
    },
    onPointerMove: (event: PointerEvent<SVGElement>): void => {
      const now = drag.current;
      const svg = event.currentTarget.ownerSVGElement;
      if (now === null || hand === null || svg === null || now.pointer !== event.pointerId) return;
      const [x, y] = start.current;
      if (!now.moved && Math.hypot(event.clientX - x, event.clientY - y) < tremble) return;
      now.moved = true;
      hand.hold(dragged(now, pointOf(svg, event)));
    },
    onPointerUp: (): void => {
      if (drag.current?.moved) hand?.drop();
      drag.current = null;
    },
    onPointerCancel: (): void => {
      if (drag.current?.moved) hand?.cancel();
      drag.current = null;
    },
  });
  return { handlers, isDragging: () => drag.current !== null, putBack: () => (drag.current = null) };
};
