import type { ShotMove, ShotPlace } from '@oner/shared/document/commands/shots.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import type { BoardOutline, Section } from '../../model/board-outline.ts';

const placeAt = (others: readonly ShotId[], index: number): ShotPlace => {
  const shot = others[index];
  return shot === undefined ? { at: 'end' } : { at: 'before', shot };
};

const nextScene = (outline: BoardOutline, from: number, step: number): (Section & { scene: SceneId }) | null => {
  for (let index = from + Math.sign(step); ; index += Math.sign(step)) {
    const section = outline[index];
    if (section === undefined) return null;
    if (section.scene !== null) return { ...section, scene: section.scene };
  }
};

/**
 * The move that shifts shots by `step` places in their scene, as one block in board order. At the edge of the scene it goes
 * on into the next scene. Null: there is nowhere to go.
 */
export const stepMove = (outline: BoardOutline, shots: readonly ShotId[], step: number): ShotMove | null => {
  const first = shots[0];
  const moved = new Set(shots);
  const at = outline.findIndex((section) => section.shots.some((shot) => shot === first));
  const section = outline[at];
  if (section === undefined) return null;
  const others = section.shots.filter((shot) => !moved.has(shot));
  const before = section.shots.slice(
    0,
    section.shots.findIndex((shot) => moved.has(shot)),
  ).length;
  const atEdge = step < 0 ? before === 0 : before === others.length;
  if (section.scene !== null && !atEdge) {
    const index = Math.max(0, Math.min(others.length, before + step));
    return { shots, scene: section.scene, place: placeAt(others, index) };
  }
  const target = nextScene(outline, at, step);
  if (target === null) return null;
  return { shots, scene: target.scene, place: step < 0 ? { at: 'end' } : placeAt(target.shots, 0) };
};

/** Where dragged shots would come to stand. */
export type Landing =
  | { readonly kind: 'beside'; readonly shot: ShotId; readonly side: 'before' | 'after' }
  | { readonly kind: 'in'; readonly scene: SceneId };

export type CardBox = {
  readonly shot: ShotId;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

const distance = (box: CardBox, x: number, y: number): number => {
  const across = Math.max(box.left - x, 0, x - box.right);
  const down = Math.max(box.top - y, 0, y - box.bottom);
  // A row is nearer than another one whatever the way along it.
  return across + 4 * down;
};

/** The side of the nearest card that the pointer is at; `down`: cards stand in one column. Null without cards. */
export const landingAt = (
  boxes: readonly CardBox[],
  pointer: { readonly x: number; readonly y: number },
  down: boolean,
): Landing | null => {
  let best: CardBox | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const away = distance(box, pointer.x, pointer.y);
    if (away < least) [best, least] = [box, away];
  }
  if (best === null) return null;
  const before = down ? pointer.y < (best.top + best.bottom) / 2 : pointer.x < (best.left + best.right) / 2;
  return { kind: 'beside', shot: best.shot, side: before ? 'before' : 'after' };
};

/** The move that a landing asks for; null when everything would stay where it is, or the shots have no scene to land in. */
export const moveOfLanding = (outline: BoardOutline, shots: readonly ShotId[], landing: Landing): ShotMove | null => {
  if (landing.kind === 'in') return { shots, scene: landing.scene };
  const section = outline.find((each) => each.shots.includes(landing.shot));
  if (section === undefined || section.scene === null) return null;
  const moved = new Set(shots);
  const index = section.shots.indexOf(landing.shot) + (landing.side === 'after' ? 1 : 0);
  const after = [
    ...section.shots.slice(0, index).filter((shot) => !moved.has(shot)),
    ...shots,
    ...section.shots.slice(index).filter((shot) => !moved.has(shot)),
  ];
  const same = after.length === section.shots.length && after.every((shot, at) => shot === section.shots[at]);
  return same ? null : { shots, scene: section.scene, place: { at: landing.side, shot: landing.shot } };
};
