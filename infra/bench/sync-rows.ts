import { figure, type TableRow } from './bench-table.ts';
import type { BenchRow } from './sync/bench-row.ts';

const peerNames: Readonly<Record<string, string>> = { hocuspocus: 'Hocuspocus', 'y-websocket': 'y-websocket' };

/** The figures of the sync servers, Oner's beside the others', one line for each measure. */
export const syncRows = (rows: readonly BenchRow[]): readonly TableRow[] =>
  rows
    .filter(({ peer }) => peer === 'oner')
    .map(({ scenario, measure, value, unit, budget }) => ({
      what: `${scenario}: ${measure}`,
      oner: figure(value, unit),
      peers: rows
        .filter((row) => row.peer !== 'oner' && row.scenario === scenario && row.measure === measure)
        .map((row) => `${peerNames[row.peer] ?? row.peer} ${figure(row.value, row.unit)}`)
        .join(' · '),
      budget: budget === null || Number.isNaN(budget) ? '' : `≤ ${figure(budget, unit)}`,
      ok: budget === null || Number.isNaN(budget) ? null : value <= budget,
    }));
