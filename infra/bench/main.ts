/**
 * `npm run bench [-- --only=sync|previz|fountain|document|client|browser] [--short]`: every budget of the project, measured
 * on this machine, as one table. What is over its budget is said in the table; only a crash is an error.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchPreviz } from '@oner/server/generation/providers/previz/previz.bench.ts';
import { chromiumPath } from '../testing/open-browser.ts';
import { markdownTable, measuredRow, type TableRow } from './bench-table.ts';
import { benchBrowser } from './browser/bench-browser.ts';
import { benchBulkPreviz } from './bulk-previz.ts';
import { clientSize } from './client-size.ts';
import { benchDocument } from './document.ts';
import { benchFountain } from './fountain.ts';
import { benchSync } from './sync/bench-sync.ts';
import { syncRows } from './sync-rows.ts';

type Bench = { readonly name: string; readonly run: (short: boolean) => Promise<readonly TableRow[]> };

const benches: readonly Bench[] = [
  {
    name: 'sync',
    run: async (short) => syncRows(await benchSync(short ? { ms: 1000, scale: 0.25 } : {})),
  },
  {
    name: 'previz',
    run: async (short) => {
      const { frameMs, mappedMs, cpuMs } = await benchPreviz(short ? { frames: 8, warmUp: 4 } : {});
      return [
        measuredRow({ what: 'previz frame, 1280 × 720, encoded', value: frameMs, unit: 'ms', budget: 100 }),
        measuredRow({ what: 'previz frame with its five maps, encoded', value: mappedMs, unit: 'ms', budget: 200 }),
        measuredRow({ what: 'previz frame, processor time', value: cpuMs, unit: 'ms' }),
        ...(await benchBulkPreviz(short ? { pages: 12, shots: 100, ms: 8000 } : {})),
      ];
    },
  },
  {
    name: 'fountain',
    run: async (short) => {
      const { coldReadMs, readMs, writeMs } = benchFountain(short ? 5 : 20);
      return [
        measuredRow({ what: 'Fountain, 120 pages: read', value: readMs, unit: 'ms', budget: 50 }),
        measuredRow({ what: 'Fountain, 120 pages: first read of a process', value: coldReadMs, unit: 'ms' }),
        measuredRow({ what: 'Fountain, 120 pages: write', value: writeMs, unit: 'ms' }),
      ];
    },
  },
  {
    name: 'document',
    run: async (short) =>
      benchDocument({ rounds: short ? 30 : 200 }).map(({ name, p95 }) =>
        measuredRow({ what: `feature document, ${name}, p95`, value: p95, unit: 'ms' }),
      ),
  },
  {
    name: 'client',
    run: async () => {
      const { firstLoadKb, entryKb } = clientSize();
      return [
        measuredRow({ what: 'client, first load of a project, gzip', value: firstLoadKb, unit: 'kB', budget: 350 }),
        measuredRow({ what: 'client, first load of the home page, gzip', value: entryKb, unit: 'kB' }),
      ];
    },
  },
  {
    name: 'browser',
    run: async (short) => {
      if (chromiumPath() !== null) return benchBrowser(short ? { pages: 12, shots: 100, rounds: 2 } : {});
      console.log('browser: left out, there is no Chromium on this machine');
      return [];
    },
  },
];

const machine = (): string => {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  return `${cpus().length} × ${first?.model ?? 'processor'}, ${gigabytes} GiB, Node ${process.versions.node}, ${process.platform}, load before ${load}`;
};

const { values } = parseArgs({
  options: { only: { type: 'string' }, short: { type: 'boolean', default: false } },
});
const asked = benches.filter(({ name }) => values.only === undefined || values.only === name);
if (asked.length === 0) {
  console.error(`--only is one of ${benches.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
// Each stock client of y-websocket listens for the exit of the process.
process.setMaxListeners(0);
const line = machine();
const rows: TableRow[] = [];
for (const bench of asked) rows.push(...(await bench.run(values.short)));
console.log(`\n${line}${values.short ? ', short run: smaller loads' : ''}\n\n${markdownTable(rows)}`);
process.exit(0);
