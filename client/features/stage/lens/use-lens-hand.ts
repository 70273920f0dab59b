import { poseFigure } from '@oner/shared/stage/pose-figure.ts';
import type { Camera, Vec3 } from '@oner/shared/stage/scene.ts';
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { Draft } from '../session.ts';
import { type Shown, useStage } from '../stage.tsx';
import { keyStep, movedBy, steppedBy, thingOf } from '../things.ts';
import { draggedCamera, steppedCamera, toolFor, wheeledCamera } from './lens-hand.ts';
import type { FramePoint, LensScene } from './lens-scene.ts';

type Drag =
  | { readonly kind: 'camera'; readonly camera: Camera; readonly from: FramePoint; moved: boolean }
  | { readonly kind: 'thing'; readonly thing: Draft; readonly height: number; readonly from: Vec3; moved: boolean };

const frameSteps: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const inFrame = (element: Element, event: { readonly clientX: number; readonly clientY: number }): FramePoint => {
  const box = element.getBoundingClientRect();
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
};

/** What a camera turns about: the head of whom the shot is of, else what it looks at. */
const usePivot = (shown: Shown | null) => {
  const { staged } = useStage();
  return (): Vec3 => {
    const main = shown?.seen.figures.find(({ name }) => name === staged?.spec.subjects[0]);
    return main ? poseFigure(main).points.neck : (shown?.camera.target ?? [0, 1, 0]);
  };
};

const useWheel = (element: RefObject<HTMLElement | null>, turn: (event: WheelEvent) => void): void => {
  const latest = useRef(turn);
  useEffect(() => {
    latest.current = turn;
  });
  useEffect(() => {
    const target = element.current;
    // Not passive: the page must not scroll or zoom under a hand on the camera.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      latest.current(event);
    };
    target?.addEventListener('wheel', onWheel, { passive: false });
    return () => target?.removeEventListener('wheel', onWheel);
  }, [element]);
};

/** Hands on the view through the lens: on its camera, or on what is seen in it. */
export const useLensHand = (element: RefObject<HTMLElement | null>, shown: Shown | null, lens: LensScene | null) => {
  const { session, hand } = useStage();
  const pivot = usePivot(shown);
  const drag = useRef<Drag | null>(null);
  const start = useRef<Vec3>([0, 0, 0]);

  useWheel(element, (event) => {
    if (hand === null || shown === null) return;
    hand.nudge({ kind: 'camera', camera: wheeledCamera(shown.camera, pivot(), event) });
  });

  const catchThing = (at: FramePoint): Drag | null => {
    if (lens === null || shown === null) return null;
    const chosen = lens.pick(at);
    session.change({ chosen });
    const thing = chosen === null ? null : thingOf(chosen, shown.set, shown.camera);
    if (thing === null || thing.kind === 'camera') return null;
    const height = thing.kind === 'figure' ? thing.figure.position[1] : thing.piece.position[1];
    const from = lens.pointAt(at, height);
    return from === null ? null : { kind: 'thing', thing, height, from, moved: false };
  };

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0 || shown === null) return;
      const at = inFrame(event.currentTarget, event);
      const { tool } = session.get();
      const caught = tool === 'things' && !event.altKey && !event.shiftKey ? catchThing(at) : null;
      if (hand === null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = pivot();
      drag.current = caught ?? { kind: 'camera', camera: shown.camera, from: at, moved: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      const now = drag.current;
      if (now === null || hand === null) return;
      const at = inFrame(event.currentTarget, event);
      if (now.kind === 'thing') {
        const to = lens?.pointAt(at, now.height);
        if (!to) return;
        now.moved = true;
        hand.hold(movedBy(now.thing, to[0] - now.from[0], to[2] - now.from[2]));
        return;
      }
      const { width, height } = event.currentTarget.getBoundingClientRect();
      const right = ((at.x - now.from.x) * width) / height;
      const down = at.y - now.from.y;
      if (!now.moved && Math.hypot(right, down) < 0.008) return;
      now.moved = true;
      const tool = toolFor(session.get().tool, event);
      hand.hold({
        kind: 'camera',
        camera: draggedCamera({ tool, camera: now.camera, pivot: start.current, right, down }),
      });
    },
    onPointerUp: (): void => {
      if (drag.current?.moved) hand?.drop();
      drag.current = null;
    },
    onPointerCancel: (): void => {
      if (drag.current?.moved) hand?.cancel();
      drag.current = null;
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      if (hand === null || shown === null || event.ctrlKey || event.metaKey) return;
      if (event.key === 'Escape' && session.get().draft !== null) hand.cancel();
      else {
        const next = keyed(event, session.get(), shown, pivot());
        if (next === null) return;
        hand.nudge(next);
      }
      event.preventDefault();
      event.stopPropagation();
    },
  };
};

const keyed = (
  event: KeyboardEvent,
  { tool, chosen }: ReturnType<ReturnType<typeof useStage>['session']['get']>,
  { set, camera }: Shown,
  pivot: Vec3,
): Draft | null => {
  if (tool === 'things' && chosen !== null) {
    const thing = thingOf(chosen, set, camera);
    return thing === null ? null : steppedBy(thing, event);
  }
  if (['[', ']', '{', '}'].includes(event.key)) return steppedBy({ kind: 'camera', camera }, event);
  const step = frameSteps[event.key];
  if (step === undefined) return null;
  const times = event.shiftKey ? keyStep.shift : 1;
  const byTool = event.altKey ? 'pan' : toolFor(tool, { shiftKey: false, altKey: false });
  return { kind: 'camera', camera: steppedCamera(byTool, camera, { pivot, x: step[0], y: step[1], times }) };
};
