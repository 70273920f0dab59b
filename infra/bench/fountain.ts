/**
 * How long reading and writing a feature of 120 pages takes.
 * `node infra/bench/fountain.ts [--rounds 20]`
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { writeFountain } from '@oner/shared/fountain/write-fountain.ts';

/** The median of the rounds, ms of processor time; `coldReadMs` is the first read of a fresh process. */
export type FountainBench = {
  readonly coldReadMs: number;
  readonly readMs: number;
  readonly writeMs: number;
  readonly lines: number;
};

/** Lines of a feature's file: 120 pages of 55 lines, less what page breaks leave blank. */
const featureLines = 6300;

const screenplayPath = fileURLToPath(new URL('../../server/sample/the-spare-key.fountain', import.meta.url));

const makeFeature = (): string => {
  const scenes = readFileSync(screenplayPath, 'utf8')
    .replace(/^(?:.+\n)+\n/, '')
    .split('\n');
  const lines: string[] = [];
  while (lines.length < featureLines) lines.push(...scenes, '');
  return lines.slice(0, featureLines).join('\n');
};

const processorMs = (run: () => void): number => {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Reads and writes a feature `rounds` times. */
export const benchFountain = (rounds = 20): FountainBench => {
  const text = makeFeature();
  const coldReadMs = processorMs(() => readFountain(text));
  const screenplay = readFountain(text);
  const times = Array.from({ length: rounds }, () => ({
    read: processorMs(() => readFountain(text)),
    write: processorMs(() => writeFountain(screenplay)),
  }));
  return {
    coldReadMs,
    readMs: median(times.map(({ read }) => read)),
    writeMs: median(times.map(({ write }) => write)),
    lines: featureLines,
  };
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
  process.stdout.write(`${JSON.stringify(benchFountain(Number(values.rounds)))}\n`);
}
