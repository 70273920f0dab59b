/** A feature with all its frames, made once and kept between benches: drawing 1,500 of them takes minutes. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { editBlockText } from '@oner/shared/document/commands/blocks.ts';
import { createStoryReader } from '@oner/shared/document/story-reader.ts';
import { createFeatureProject } from '../../testing/feature-project.ts';
import { openRawClient } from '../../testing/raw-client.ts';
import { type RunningServer, startServer } from '../../testing/start-server.ts';
import { makeFeature } from '../../testing/synthetic-feature.ts';

const root = path.dirname(path.dirname(path.dirname(import.meta.dirname)));

/** Nothing was drawn for so long: the queue has nothing for this project. */
const quietMs = 4000;

export type KeptFeature = { readonly project: string; readonly dataDir: string; readonly blocks: number };

/** Changes a word, so that whatever is out of date is asked for, and waits until nothing more is drawn. */
const settle = async (server: RunningServer, project: string): Promise<void> => {
  const access = { url: server.url, project, token: server.adminToken };
  const [story, desk] = await Promise.all([openRawClient(access), openRawClient({ ...access, document: 'desk' })]);
  let drawnAt = performance.now();
  desk.doc.on('update', () => {
    drawnAt = performance.now();
  });
  const block = createStoryReader(story.doc)
    .snapshot()
    .blocks.find(({ type, text }) => type === 'action' && text.length > 10);
  if (block === undefined) throw new Error('the feature has no action');
  editBlockText(story.doc, { block: block.id, text: `${block.text} ` });
  while (performance.now() - drawnAt < quietMs) await pause(200);
  story.close();
  desk.close();
};

/** A copy to write in, so that each bench begins with the same script; pictures are never changed, and are shared. */
const copyOf = (dataDir: string): string => {
  const copy = mkdtempSync(path.join(tmpdir(), 'oner-feature-'));
  for (const name of readdirSync(dataDir))
    if (name === 'assets') symlinkSync(path.join(dataDir, name), path.join(copy, name));
    else cpSync(path.join(dataDir, name), path.join(copy, name), { recursive: true });
  return copy;
};

/** `shots` and `pages` as asked: a copy of the one that is kept in the cache of the dependencies. */
export const keptFeature = async (size: { readonly pages: number; readonly shots: number }): Promise<KeptFeature> => {
  const feature = makeFeature(size);
  const kept = path.join(root, 'node_modules', '.cache', 'oner-bench', `feature-${size.pages}-${size.shots}`);
  const noted = path.join(kept, 'project-id');
  if (!existsSync(noted)) {
    rmSync(kept, { recursive: true, force: true });
    mkdirSync(kept, { recursive: true });
  }
  const server = await startServer({ dataDir: kept, env: { ONER_SAMPLE: 'false' } });
  let project = '';
  try {
    project = existsSync(noted) ? readFileSync(noted, 'utf8') : (await createFeatureProject(server, feature)).id;
    await settle(server, project);
    writeFileSync(noted, project);
  } finally {
    await server.stop();
  }
  return { project, dataDir: copyOf(kept), blocks: feature.screenplay.blocks.length };
};
