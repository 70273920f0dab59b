import type { ShotId } from '@oner/shared/ids/ids.ts';

/** Which shots are chosen together, and from which one a range is drawn. */
export type ShotSelection = { readonly shots: ReadonlySet<ShotId>; readonly anchor: ShotId | null };

export const noSelection: ShotSelection = { shots: new Set(), anchor: null };

export const selectOnly = (shot: ShotId): ShotSelection => ({ shots: new Set([shot]), anchor: shot });

/** Adds a shot, or takes it out. */
export const toggleShot = ({ shots }: ShotSelection, shot: ShotId): ShotSelection => {
  const next = new Set(shots);
  if (!next.delete(shot)) next.add(shot);
  return { shots: next, anchor: shot };
};

/** The range from the anchor to `shot`, ends included; without an anchor on the board, the shot alone. */
export const extendTo = (selection: ShotSelection, shot: ShotId, order: readonly ShotId[]): ShotSelection => {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(shot);
  if (from < 0 || to < 0) return selectOnly(shot);
  return { shots: new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor: selection.anchor };
};

/**
 * What a command acts on, in board order: all that are chosen when the current shot is one of them, else the current shot
 * alone. Shots that someone deleted are left out.
 */
export const targetsOf = (
  { shots }: ShotSelection,
  current: ShotId | null,
  order: readonly ShotId[],
): readonly ShotId[] => {
  if (current !== null && !shots.has(current)) return order.includes(current) ? [current] : [];
  return order.filter((shot) => shots.has(shot));
};
