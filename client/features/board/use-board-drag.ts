import { type DragStartEvent, MouseSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { type RefObject, useEffect, useState } from 'react';
import { type BoardOutline, shotsOf } from '../../model/board-outline.ts';
import { useProject } from '../../model/project.tsx';
import { selectOnly, targetsOf } from '../../model/shot-selection.ts';
import { useViewActions } from '../../model/view.ts';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { boardMessages } from './messages.ts';
import { type CardBox, type Landing, landingAt, moveOfLanding } from './reorder.ts';
import { useMoveShots } from './use-move-shots.ts';

/** The bar that shows a landing, in px of the board's inside. */
export type LandingBar = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};
type Shown = { readonly landing: Landing; readonly bar: LandingBar };

const thickness = 3;

// The same objects always: other ones would be other sensors, and wake every card.
const mouse = { activationConstraint: { distance: 5 } };
const touch = { activationConstraint: { delay: 220, tolerance: 6 } };

const boxesIn = (inner: HTMLElement): readonly CardBox[] =>
  [...inner.querySelectorAll<HTMLElement>('[data-shot]')].map((card) => {
    const { left, top, right, bottom } = card.getBoundingClientRect();
    return { shot: card.dataset.shot as ShotId, left, top, right, bottom }; // the card wrote it
  });

const emptySceneAt = (inner: HTMLElement, y: number): { readonly scene: SceneId; readonly box: DOMRect } | null => {
  for (const row of inner.querySelectorAll<HTMLElement>('[data-empty-scene]')) {
    const box = row.getBoundingClientRect();
    if (y >= box.top && y <= box.bottom) return { scene: row.dataset.emptyScene as SceneId, box };
  }
  return null;
};

const barBeside = (box: CardBox, origin: DOMRect, after: boolean, down: boolean): LandingBar => {
  const left = box.left - origin.left;
  const top = box.top - origin.top;
  return down
    ? { left, top: after ? box.bottom - origin.top + 4 : top - 6, width: box.right - box.left, height: thickness }
    : { left: after ? box.right - origin.left + 5 : left - 8, top, width: thickness, height: box.bottom - box.top };
};

const findLanding = (inner: HTMLElement, pointer: { x: number; y: number }, down: boolean): Shown | null => {
  const origin = inner.getBoundingClientRect();
  const empty = emptySceneAt(inner, pointer.y);
  if (empty !== null) {
    const { box, scene } = empty;
    const bar = { left: 0, top: box.top - origin.top, width: thickness, height: box.height };
    return { landing: { kind: 'in', scene }, bar };
  }
  const boxes = boxesIn(inner);
  const landing = landingAt(boxes, pointer, down);
  if (landing?.kind !== 'beside') return null;
  const box = boxes.find(({ shot }) => shot === landing.shot);
  return box === undefined ? null : { landing, bar: barBeside(box, origin, landing.side === 'after', down) };
};

/** Follows the pointer while shots are dragged, and the board when it scrolls under it. */
const useLanding = (
  dragging: boolean,
  { inner, down }: { readonly inner: RefObject<HTMLElement | null>; readonly down: boolean },
): Shown | null => {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    if (!dragging) return;
    let pointer: { x: number; y: number } | null = null;
    let asked = 0;
    const look = (): void => {
      asked = 0;
      if (inner.current && pointer) setShown(findLanding(inner.current, pointer, down));
    };
    const ask = (): void => {
      asked ||= requestAnimationFrame(look);
    };
    const onMove = ({ clientX, clientY }: { clientX: number; clientY: number }): void => {
      pointer = { x: clientX, y: clientY };
      ask();
    };
    const onTouch = (event: TouchEvent): void => {
      const touch = event.touches[0];
      if (touch) onMove(touch);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('touchmove', onTouch);
    window.addEventListener('scroll', ask, true);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('touchmove', onTouch);
      window.removeEventListener('scroll', ask, true);
      cancelAnimationFrame(asked);
      setShown(null);
    };
  }, [dragging, inner, down]);
  return shown;
};

/** Says where the shots would land, once for each place. */
const useSayLanding = (landing: Landing | null): void => {
  const t = useText(boardMessages);
  const { story } = useProject();
  const { say } = useAnnouncer();
  const key = landing === null ? '' : landing.kind === 'in' ? landing.scene : `${landing.side} ${landing.shot}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the landing
  useEffect(() => {
    if (landing === null) return;
    if (landing.kind === 'in') {
      say(t.landsIn(story.scene(landing.scene)?.number ?? ''));
      return;
    }
    const number = story.shot(landing.shot)?.number;
    if (number) say(landing.side === 'before' ? t.landsBefore(number) : t.landsAfter(number));
  }, [key]);
};

/** Dragging shots about, several at once when several are chosen. `down`: cards stand in one column. */
export const useBoardDrag = (
  outline: BoardOutline,
  options: { readonly inner: RefObject<HTMLElement | null>; readonly down: boolean },
) => {
  const { selection } = useProject();
  const { selectShot } = useViewActions();
  const moveShots = useMoveShots();
  const [dragged, setDragged] = useState<readonly ShotId[]>([]);
  const shown = useLanding(dragged.length > 0, options);
  useSayLanding(shown?.landing ?? null);
  const sensors = useSensors(useSensor(MouseSensor, mouse), useSensor(TouchSensor, touch));
  const onDragStart = ({ active }: DragStartEvent): void => {
    const shot = active.id as ShotId; // cards are registered under their shots
    if (!selection.get().shots.has(shot)) selection.set(selectOnly(shot));
    selectShot(shot);
    setDragged(targetsOf(selection.get(), shot, shotsOf(outline)));
  };
  const onDragEnd = (): void => {
    const move = shown === null ? null : moveOfLanding(outline, dragged, shown.landing);
    setDragged([]);
    if (move !== null) moveShots(move);
  };
  return { sensors, dragged, bar: shown?.bar ?? null, onDragStart, onDragEnd, onDragCancel: () => setDragged([]) };
};
