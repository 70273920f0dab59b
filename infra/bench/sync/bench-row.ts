/** One figure of one server. */
export type BenchRow = {
  readonly scenario: string;
  readonly peer: string;
  readonly measure: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'kB' | '/s' | '%';
  /** What it must not exceed, where something is promised. */
  readonly budget: number | null;
};

/** The value below which the share `q` (0..1) of `values` lies; NaN for none. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
};

export const formatRows = (rows: readonly BenchRow[]): string => {
  const cells = rows.map(({ scenario, peer, measure, value, unit, budget }) => [
    scenario,
    peer,
    measure,
    Number.isNaN(value) ? 'none' : `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`,
    budget === null ? '' : `≤ ${budget.toFixed(budget < 100 ? 1 : 0)} ${unit}`,
  ]);
  const head = ['scenario', 'server', 'measure', 'value', 'budget'];
  const widths = head.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)));
  return [head, ...cells].map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')).join('\n');
};
