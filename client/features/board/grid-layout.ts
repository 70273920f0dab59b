import type { ShotId } from '@oner/shared/ids/ids.ts';
import type { BoardOutline } from '../../model/board-outline.ts';

/** A row of the board: a scene's heading, as many of its cards as stand side by side, or what stands for none. */
export type GridRow =
  | { readonly kind: 'head' | 'empty'; readonly section: number }
  | { readonly kind: 'cards'; readonly section: number; readonly shots: readonly ShotId[] };

/** Space between cards, px. */
export const cardGap = { across: 12, down: 16 } as const;

/** How many cards of at least `least` px stand side by side in `width`; at least one. */
export const columnsIn = (width: number, least: number): number =>
  Math.max(1, Math.floor((width + cardGap.across) / (least + cardGap.across)));

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** The rows of the board from top to bottom. */
export const rowsOf = (outline: BoardOutline, columns: number, heads: boolean): readonly GridRow[] =>
  outline.flatMap(({ shots }, section): readonly GridRow[] => [
    ...(heads ? [{ kind: 'head', section } as const] : []),
    ...(shots.length === 0 ? [{ kind: 'empty', section } as const] : []),
    ...chunks(shots, columns).map((row) => ({ kind: 'cards', section, shots: row }) as const),
  ]);

/** The index of the row that a shot stands in; −1 when it is not on the board. */
export const rowOfShot = (rows: readonly GridRow[], shot: ShotId | null): number =>
  shot === null ? -1 : rows.findIndex((row) => row.kind === 'cards' && row.shots.includes(shot));

export type GridKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';
export const gridKeys: readonly GridKey[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

/** The card that a key goes to: along the rows, or to the same column of the next row that has cards. */
export const stepInGrid = (rows: readonly GridRow[], from: ShotId | null, key: GridKey): ShotId | null => {
  const lines = rows.flatMap((row) => (row.kind === 'cards' ? [row.shots] : []));
  const order = lines.flat();
  const at = from === null ? -1 : order.indexOf(from);
  if (at < 0 || key === 'Home') return order[0] ?? null;
  if (key === 'End') return order.at(-1) ?? null;
  if (key === 'ArrowLeft' || key === 'ArrowRight') return order[at + (key === 'ArrowLeft' ? -1 : 1)] ?? from;
  const line = lines.findIndex((shots) => shots.some((shot) => shot === from));
  const column = at - lines.slice(0, line).flat().length;
  const next = lines[line + (key === 'ArrowUp' ? -1 : 1)];
  return next?.[Math.min(column, next.length - 1)] ?? from;
};
