/** `node infra/bench/browser/main.ts [--pages 120] [--shots 1500] [--rounds 5]` */
import { parseArgs } from 'node:util';
import { markdownTable } from '../bench-table.ts';
import { benchBrowser } from './bench-browser.ts';

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '120' },
    shots: { type: 'string', default: '1500' },
    rounds: { type: 'string', default: '5' },
  },
});
console.log(
  markdownTable(
    await benchBrowser({ pages: Number(values.pages), shots: Number(values.shots), rounds: Number(values.rounds) }),
  ),
);
process.exit(0);
