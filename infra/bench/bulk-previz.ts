/** A whole feature drawn at once while people type in it: what the typing costs then, and how fast the pictures come. */
import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { deskRootOf } from '@oner/shared/document/desk-schema.ts';
import { scriptOf } from '@oner/shared/document/schema.ts';
import * as Y from 'yjs';
import { createFeatureProject } from '../testing/feature-project.ts';
import { openRawClient, type RawClient } from '../testing/raw-client.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { makeFeature } from '../testing/synthetic-feature.ts';
import { measuredRow, type TableRow } from './bench-table.ts';
import { quantile } from './sync/bench-row.ts';

export type BulkPrevizOptions = {
  readonly pages?: number;
  readonly shots?: number;
  /** How long is measured; the pictures that have not come then are reckoned by those that have. */
  readonly ms?: number;
};

const keysPerSecond = 8;

const firstText = (doc: Y.Doc): Y.XmlText => {
  for (const block of scriptOf(doc).toArray()) {
    const text = block instanceof Y.XmlElement && block.getAttribute('type') !== 'sceneHeading' ? block.get(0) : null;
    if (text instanceof Y.XmlText && text.length > 20) return text;
  }
  throw new Error('the script has no text to type in');
};

/** Types for so long; gives the time from each key to the document of the one who reads along, ms. */
const typeFor = async (writer: RawClient, reader: RawClient, ms: number): Promise<readonly number[]> => {
  const text = firstText(writer.doc);
  const times: number[] = [];
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const started = performance.now();
    const seen = new Promise<void>((resolve) => reader.doc.once('update', () => resolve()));
    text.insert(5, 'x');
    await seen;
    times.push(performance.now() - started);
    await pause(1000 / keysPerSecond);
  }
  return times;
};

/** Resident memory of a process, MB. */
const memoryOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;

const measure = async (server: RunningServer, options: Required<BulkPrevizOptions>) => {
  const { pages, shots, ms } = options;
  // A project of nothing to draw, for what typing costs in peace.
  const quiet = await createFeatureProject(server, makeFeature({ pages, shots: 0 }));
  const open = (project: string, document: 'story' | 'desk' = 'story'): Promise<RawClient> =>
    openRawClient({ url: server.url, project, token: server.adminToken, document });
  const alone = await typeFor(await open(quiet.id), await open(quiet.id), Math.min(ms, 10_000));
  const feature = await createFeatureProject(server, makeFeature({ pages, shots }));
  const [writer, reader, desk] = await Promise.all([open(feature.id), open(feature.id), open(feature.id, 'desk')]);
  const frames = deskRootOf(desk.doc, 'frames');
  while (frames.size === 0) await pause(50);
  const [before, started] = [frames.size, performance.now()];
  const meanwhile = await typeFor(writer, reader, ms);
  const drawn = frames.size - before;
  return { alone, meanwhile, drawn, seconds: (performance.now() - started) / 1000, memory: memoryOf(server.pid) };
};

export const benchBulkPreviz = async (options: BulkPrevizOptions = {}): Promise<readonly TableRow[]> => {
  const { pages = 120, shots = 1500, ms = 60_000 } = options;
  const server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  try {
    const { alone, meanwhile, drawn, seconds, memory } = await measure(server, { pages, shots, ms });
    const typing = 'typing: key to another’s document, p95';
    const what = `previz, ${shots} shots asked at once`;
    return [
      measuredRow({ what: `${typing}, nothing being drawn`, value: quantile(alone, 0.95), unit: 'ms' }),
      measuredRow({ what: `${what}: ${typing}`, value: quantile(meanwhile, 0.95), unit: 'ms', budget: 50 }),
      measuredRow({ what: `${what}: a picture with its maps every`, value: (seconds * 1000) / drawn, unit: 'ms' }),
      measuredRow({ what: `${what}: memory of the server`, value: memory, unit: 'MB' }),
    ];
  } finally {
    await server.stop();
  }
};
