/** One line of the table that `npm run bench` prints. */
export type TableRow = {
  readonly what: string;
  readonly oner: string;
  /** What others need for the same in the same run; empty where there is no other. */
  readonly peers: string;
  readonly budget: string;
  /** Whether the budget is kept; null where nothing is promised. */
  readonly ok: boolean | null;
};

const digits = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** A figure with its unit, to two digits or more. */
export const figure = (value: number, unit: string): string =>
  Number.isFinite(value) ? `${digits(value)} ${unit}` : 'none';

/** A line whose figure must not exceed `budget`, if there is one. */
export const measuredRow = (row: {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly budget?: number;
  readonly peers?: string;
}): TableRow => ({
  what: row.what,
  oner: figure(row.value, row.unit),
  peers: row.peers ?? '',
  budget: row.budget === undefined ? '' : `≤ ${row.budget} ${row.unit}`,
  ok: row.budget === undefined ? null : row.value <= row.budget,
});

const mark = (ok: boolean | null): string => (ok === null ? '' : ok ? 'yes' : '**no**');

/** The rows as a table in Markdown. */
export const markdownTable = (rows: readonly TableRow[]): string =>
  [
    ['what', 'Oner', 'peers', 'budget', 'kept'],
    ['---', '---', '---', '---', '---'],
    ...rows.map(({ what, oner, peers, budget, ok }) => [what, oner, peers, budget, mark(ok)]),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
