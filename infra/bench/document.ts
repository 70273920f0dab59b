/**
 * How long the document's readers and commands take on a feature of 6,000 blocks and 1,500 shots.
 * `node infra/bench/document.ts [--rounds 200]`
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { applyAllProposals } from '@oner/shared/document/commands/apply-proposals.ts';
import { editBlockText, insertBlocks } from '@oner/shared/document/commands/blocks.ts';
import { addShot, moveShots, updateShot } from '@oner/shared/document/commands/shots.ts';
import type { Proposal } from '@oner/shared/document/proposal.ts';
import { scriptOf } from '@oner/shared/document/schema.ts';
import { createStoryReader, type StoryReader } from '@oner/shared/document/story-reader.ts';
import { seededIds } from '@oner/shared/document/testing/story-fixture.ts';
import * as Y from 'yjs';
import { type FilledStory, fillStory, makeFeature } from '../testing/synthetic-feature.ts';

/** One thing that was timed, ms. */
export type DocumentBenchRow = { readonly name: string; readonly p50: number; readonly p95: number };

type Bench = { readonly doc: Y.Doc; readonly reader: StoryReader; readonly filled: FilledStory };

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Times `run` for each round; what `prepare` does is not timed. */
const timed = (name: string, rounds: number, run: (round: number) => void, prepare?: (round: number) => void) => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    prepare?.(round);
    const start = performance.now();
    run(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { name, p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
};

const textAt = (doc: Y.Doc, index: number): Y.XmlText | null => {
  const node = scriptOf(doc).get(index);
  const child = node instanceof Y.XmlElement ? node.get(0) : null;
  return child instanceof Y.XmlText ? child : null;
};

const snapshots = ({ doc, reader, filled }: Bench, rounds: number): readonly DocumentBenchRow[] => {
  const show = () => {
    reader.snapshot();
  };
  const ids = seededIds(7);
  const block = (round: number) => {
    const found = reader.snapshot().blocks[(round * 271) % 6000];
    if (found === undefined) throw new Error('the feature is too small');
    return found;
  };
  const shot = (round: number) => {
    const found = filled.shots[(round * 97) % filled.shots.length];
    if (found === undefined) throw new Error('the feature has no shots');
    return found;
  };
  return [
    timed('keystroke: snapshot', rounds, show, (round) => textAt(doc, (round * 271) % 6000)?.insert(1, 'x')),
    timed('new block: snapshot', rounds, show, (round) => {
      const blocks = [{ type: 'action', runs: [{ text: 'A new line.', marks: [] }] }] as const;
      insertBlocks(doc, { after: block(round).id, blocks, ids });
    }),
    timed('shot field: snapshot', rounds, show, (round) => {
      updateShot(doc, { shot: shot(round), fields: { notes: `n${round}` }, by: 'person' });
    }),
  ];
};

const commands = ({ doc, reader, filled }: Bench, rounds: number): readonly DocumentBenchRow[] => {
  const ids = seededIds(8);
  const sceneAt = (round: number) => {
    const scene = reader.snapshot().scenes[(round * 31) % filled.scenes.length];
    if (scene === undefined) throw new Error('the feature has no scenes');
    return scene;
  };
  return [
    timed('moveShots', rounds, (round) => {
      const scene = sceneAt(round);
      const moved = scene.shots.slice(0, 2);
      doc.transact(() => moveShots(doc, { shots: moved, scene: scene.id }));
    }),
    timed('editBlockText', rounds, (round) => {
      const block = sceneAt(round).blocks[1];
      if (block !== undefined) doc.transact(() => editBlockText(doc, { block: block.id, text: `${block.text} On.` }));
    }),
    timed('addShot from words', rounds, (round) => {
      const block = sceneAt(round).blocks[2];
      if (block === undefined) return;
      const words = { start: { block: block.id, offset: 0 }, end: { block: block.id, offset: 2 } };
      doc.transact(() => addShot(doc, { ids, words }));
    }),
  ];
};

/** The same proposals for every scene of a fresh feature, as a breakdown of the whole script makes them. */
const breakdown = (doc: Y.Doc, reader: StoryReader, rounds: number): DocumentBenchRow => {
  const ids = seededIds(9);
  const propose = (block: { id: Proposal['start']['block']; text: string }, round: number): Proposal => ({
    start: { block: block.id, offset: 0 },
    end: { block: block.id, offset: Math.max(1, block.text.length - (round % 2)) },
    size: 'MS',
    angle: 'eye',
    roll: 0,
    framing: 'single',
    movement: 'static',
    lens: 50,
    subjects: [],
    description: block.text,
    dialogue: '',
    durationMs: 2000,
  });
  return timed('applyAllProposals, every scene', rounds, (round) => {
    const scenes = reader.snapshot().scenes.map((scene) => ({
      scene: scene.id,
      proposals: scene.blocks.slice(1, 16).map((block) => propose(block, round)),
    }));
    doc.transact(() => applyAllProposals(doc, { scenes, ids }));
  });
};

/** Fills documents with a feature and times what an editor and a board do all day. */
export const benchDocument = (options: { readonly rounds?: number } = {}): readonly DocumentBenchRow[] => {
  const rounds = options.rounds ?? 200;
  const feature = makeFeature();
  const doc = new Y.Doc();
  const filled = fillStory(doc, feature);
  const update = Y.encodeStateAsUpdate(doc);
  let fresh = new Y.Doc();
  const first = timed(
    'first snapshot',
    10,
    () => createStoryReader(fresh).snapshot(),
    () => {
      fresh = new Y.Doc();
      Y.applyUpdate(fresh, update);
    },
  );
  const reader = createStoryReader(fresh);
  reader.snapshot();
  const bench = { doc: fresh, reader, filled };
  const rows = [first, ...snapshots(bench, rounds), ...commands(bench, rounds)];
  const whole = new Y.Doc();
  Y.applyUpdate(whole, update);
  return [...rows, breakdown(whole, createStoryReader(whole), 6)];
};

const isMain = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } });
  for (const { name, p50, p95 } of benchDocument({ rounds: Number(values.rounds) })) {
    process.stdout.write(`${name.padEnd(32)} p50 ${p50.toFixed(2)} ms   p95 ${p95.toFixed(2)} ms\n`);
  }
}
