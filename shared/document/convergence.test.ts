import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ShotId } from '../ids/ids.ts';
import { applyProposals } from './commands/apply-proposals.ts';
import { deleteBlocks, editBlockText, insertBlocks } from './commands/blocks.ts';
import { setStage } from './commands/entries.ts';
import { addShot, deleteShots, duplicateShot, moveShots, updateShot } from './commands/shots.ts';
import { compareOrder } from './order-keys.ts';
import type { Proposal } from './proposal.ts';
import { castOf, entriesOf, metaOf, scriptOf, shotsOf, stageOf } from './schema.ts';
import type { Story } from './story.ts';
import { createStoryReader, readStory, type StoryReader } from './story-reader.ts';
import { block, cafe, replica, seededIds, storyDoc } from './testing/story-fixture.ts';
import { tidyStory } from './tidy-story.ts';

/** More by `ONER_FUZZ_RUNS`. */
const runs = Number(process.env.ONER_FUZZ_RUNS ?? 60);

type Peer = {
  readonly doc: Y.Doc;
  readonly reader: StoryReader;
  readonly ids: ReturnType<typeof seededIds>;
  readonly inbox: Uint8Array[];
  /** Ids of shots that this peer made or deleted. */
  readonly made: Set<ShotId>;
  readonly deleted: Set<ShotId>;
};

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];
const shotIds = (story: Story): ShotId[] => [...story.shots.keys()].sort();

const proposal = (story: Story, n: number): Proposal | null => {
  const scene = pick(story.scenes, n);
  const target = scene === undefined ? undefined : pick(scene.blocks, n >> 3);
  if (target === undefined || target.text === '') return null;
  return {
    start: { block: target.id, offset: 0 },
    end: { block: target.id, offset: target.text.length },
    size: 'CU',
    angle: 'eye',
    roll: 0,
    framing: 'single',
    movement: 'static',
    lens: 85,
    subjects: ['ANNA'],
    description: `p${n}`,
    dialogue: '',
    durationMs: 1000,
  };
};

/** Every kind of edit; `n` decides the details. Those that do not apply change nothing. */
const edits: Readonly<Record<string, (peer: Peer, story: Story, n: number) => void>> = {
  add: (peer, story, n) => {
    const scene = pick(story.scenes, n);
    if (scene === undefined) return;
    const after = pick(scene.shots, n >> 2);
    const place =
      after === undefined || n % 3 === 0 ? ({ at: 'end' } as const) : ({ at: 'after', shot: after } as const);
    const added = addShot(peer.doc, { ids: peer.ids, scene: scene.id, place });
    if (added.ok) peer.made.add(added.value);
  },
  addFromWords: (peer, story, n) => {
    const target = pick(story.blocks, n);
    if (target === undefined) return;
    const words = { start: { block: target.id, offset: n % 5 }, end: { block: target.id, offset: (n % 5) + 6 } };
    const added = addShot(peer.doc, { ids: peer.ids, words });
    if (added.ok) peer.made.add(added.value);
  },
  stockShot: (peer, story, n) => {
    const scene = pick(story.scenes, n);
    if (scene === undefined) return;
    const id = peer.ids.shot();
    shotsOf(peer.doc).set(id, n % 2 === 0 ? new Y.Map([['scene', scene.id]]) : { scene: scene.id });
    peer.made.add(id);
  },
  update: (peer, story, n) => {
    const shot = pick(shotIds(story), n);
    if (shot !== undefined) updateShot(peer.doc, { shot, fields: { notes: `n${n}` }, by: 'person' });
  },
  move: (peer, story, n) => {
    const scene = pick(story.scenes, n);
    const shots = [pick(shotIds(story), n), pick(shotIds(story), n >> 4)].filter((id) => id !== undefined);
    if (scene === undefined || shots.length === 0) return;
    const before = pick(scene.shots, n >> 2);
    const place = before === undefined ? ({ at: 'end' } as const) : ({ at: 'before', shot: before } as const);
    moveShots(peer.doc, { shots, scene: scene.id, place });
  },
  duplicate: (peer, story, n) => {
    const shot = pick(shotIds(story), n);
    const copy = shot === undefined ? null : duplicateShot(peer.doc, { shot, ids: peer.ids });
    if (copy?.ok) peer.made.add(copy.value);
  },
  delete: (peer, story, n) => {
    const shot = pick(shotIds(story), n);
    if (shot !== undefined && deleteShots(peer.doc, [shot]).ok) peer.deleted.add(shot);
  },
  breakdown: (peer, story, n) => {
    const scene = pick(story.scenes, n);
    const proposed = [proposal(story, n), proposal(story, n + (1 << 3))].filter((one) => one !== null);
    if (scene === undefined) return;
    const applied = applyProposals(peer.doc, { scene: scene.id, proposals: proposed, ids: peer.ids });
    if (!applied.ok) return;
    for (const id of applied.value.added) peer.made.add(id);
    for (const id of applied.value.deleted) peer.deleted.add(id);
  },
  type: (peer, story, n) => {
    const target = pick(story.blocks, n);
    if (target === undefined) return;
    const cut = n % (target.text.length + 1);
    const text = `${target.text.slice(0, cut)}${n % 7 === 0 ? '\n' : 'word '}${target.text.slice(cut + (n % 4))}`;
    editBlockText(peer.doc, { block: target.id, text });
  },
  insert: (peer, story, n) => {
    const after = pick(story.blocks, n);
    const fresh = n % 3 === 0 ? block('sceneHeading', `INT. ROOM ${n} - DAY`) : block('action', `Something ${n}.`);
    if (after !== undefined) insertBlocks(peer.doc, { after: after.id, blocks: [fresh], ids: peer.ids });
  },
  remove: (peer, story, n) => {
    const target = pick(story.blocks, n);
    if (target !== undefined && story.blocks.length > 3) deleteBlocks(peer.doc, [target.id]);
  },
  stockBlock: (peer, _story, n) => {
    const script = scriptOf(peer.doc);
    const element = new Y.XmlElement(n % 2 === 0 ? 'paragraph' : 'sceneHeading');
    element.insert(0, [new Y.XmlText(`Pasted ${n}`)]);
    script.insert(n % (script.length + 1), [n % 5 === 0 ? new Y.XmlText('bare') : element]);
  },
  twin: (peer, story, n) => {
    const target = pick(story.blocks, n);
    if (target === undefined) return;
    const element = new Y.XmlElement('action');
    element.setAttribute('id', target.id);
    scriptOf(peer.doc).insert(n % (scriptOf(peer.doc).length + 1), [element]);
  },
  rename: (peer, _story, n) => {
    const node = scriptOf(peer.doc).get(n % Math.max(scriptOf(peer.doc).length, 1));
    if (node instanceof Y.XmlElement) node.setAttribute('id', `named_${n % 4}`);
  },
  reanchor: (peer, story, n) => {
    const shot = pick(shotIds(story), n);
    const target = pick(story.blocks, n >> 2);
    if (shot === undefined || target === undefined) return;
    const words = { start: { block: target.id, offset: n % 3 }, end: { block: target.id, offset: (n % 3) + 4 } };
    updateShot(peer.doc, { shot, words: n % 4 === 0 ? null : words, by: 'person' });
  },
  number: (peer, _story, n) => {
    const node = scriptOf(peer.doc).get(n % Math.max(scriptOf(peer.doc).length, 1));
    if (!(node instanceof Y.XmlElement)) return;
    if (n % 3 === 0) node.setAttribute('dual', 'right');
    else if (n % 3 === 1) node.setAttribute('number', `${n % 5}`);
    else node.removeAttribute('number');
  },
  bold: (peer, _story, n) => {
    const node = scriptOf(peer.doc).get(n % Math.max(scriptOf(peer.doc).length, 1));
    const text = node instanceof Y.XmlElement ? node.get(0) : node;
    if (text instanceof Y.XmlText && text.length > 2) text.format(0, 2, { bold: n % 2 === 0 ? {} : null });
  },
  reorder: (peer, story, n) => {
    const shot = shotsOf(peer.doc).get(pick(shotIds(story), n) ?? '');
    if (shot instanceof Y.Map) shot.set('order', `a${n % 10}`);
  },
  scene: (peer, story, n) => {
    const shot = shotsOf(peer.doc).get(pick(shotIds(story), n) ?? '');
    if (shot instanceof Y.Map) shot.set('scene', pick(story.blocks, n >> 2)?.id ?? 'gone');
  },
  pages: (peer, story, n) => {
    const after = pick(story.blocks, n);
    const long = block('dialogue', 'Long words that go on. '.repeat(30 + (n % 60)));
    if (after !== undefined) insertBlocks(peer.doc, { after: after.id, blocks: [long], ids: peer.ids });
  },
  cast: (peer, _story, n) => {
    castOf(peer.doc).set(`cst_${n % 3}`, n % 4 === 0 ? 7 : { name: `N${n % 5}` });
    entriesOf(peer.doc, 'looks').set(`lok_${n % 3}`, new Y.Map([['name', `L${n % 5}`]]));
    metaOf(peer.doc).set('title', `T${n % 3}`);
  },
  stage: (peer, story, n) => {
    const target = pick(shotIds(story), n);
    if (target === undefined) return;
    if (n % 5 === 0) stageOf(peer.doc).set(target, { pieces: [] });
    else setStage(peer.doc, { target, fields: n % 2 === 0 ? { figures: [] } : { pieces: n % 3 === 0 ? null : [] } });
  },
  mend: (peer) => {
    const before = readStory(peer.doc);
    tidyStory(peer.doc);
    expect(readStory(peer.doc)).toEqual(before);
    expect(tidyStory(peer.doc)).toEqual({ blockIds: 0, anchors: 0 });
  },
};

type Step =
  | { readonly kind: 'edit'; readonly peer: number; readonly edit: string; readonly n: number }
  /** Delivers what the peer was sent, in the order that `n` shuffles; drops some when `lossy`. */
  | { readonly kind: 'deliver'; readonly peer: number; readonly n: number; readonly lossy: boolean }
  | { readonly kind: 'reconnect'; readonly peer: number; readonly other: number };

const small = fc.nat({ max: 3 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('edit' as const),
        peer: small,
        edit: fc.constantFrom(...Object.keys(edits)),
        n: fc.nat({ max: 1000 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('deliver' as const), peer: small, n: fc.nat(), lossy: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reconnect' as const), peer: small, other: small }) },
  ),
  { minLength: 5, maxLength: 40 },
);

const makePeers = (count: number): Peer[] => {
  const origin = storyDoc(cafe, 1);
  const peers = Array.from({ length: count }, (_, index): Peer => {
    const doc = replica(origin, 100 + index);
    return {
      doc,
      reader: createStoryReader(doc),
      ids: seededIds(1000 + index),
      inbox: [],
      made: new Set(),
      deleted: new Set(),
    };
  });
  for (const peer of peers) {
    peer.doc.on('update', (update: Uint8Array, from: unknown) => {
      if (from === 'network') return;
      for (const other of peers) if (other !== peer) other.inbox.push(update);
    });
  }
  return peers;
};

const deliver = (peer: Peer, n: number, lossy: boolean): void => {
  const updates = peer.inbox.splice(0);
  if (n % 2 === 1) updates.reverse();
  updates.forEach((update, index) => {
    if (!lossy || (n >> (index % 20)) % 3 !== 0) Y.applyUpdate(peer.doc, update, 'network');
  });
};

const exchange = (a: Peer, b: Peer): void => {
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc)), 'network');
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc)), 'network');
};

const run = (peers: readonly Peer[], step: Step): void => {
  const peer = peers[step.peer % peers.length];
  if (peer === undefined) return;
  if (step.kind === 'deliver') deliver(peer, step.n, step.lossy);
  else if (step.kind === 'reconnect') {
    const other = peers[step.other % peers.length];
    if (other !== undefined && other !== peer) exchange(peer, other);
  } else {
    const story = peer.reader.snapshot();
    peer.doc.transact(() => edits[step.edit]?.(peer, story, step.n));
  }
  expect(peer.reader.snapshot()).toEqual(readStory(peer.doc));
};

const checkInvariants = (story: Story): void => {
  const blockIds = story.blocks.map(({ id }) => id);
  expect(new Set(blockIds).size).toBe(blockIds.length);
  const placed = story.scenes.flatMap(({ shots }) => shots);
  const listed = [...placed, ...story.unplaced];
  expect([...listed].sort()).toEqual(shotIds(story));
  for (const scene of story.scenes) {
    const shots = scene.shots.flatMap((id) => story.shots.get(id) ?? []);
    expect(new Set(shots.map(({ number }) => number)).size).toBe(shots.length);
    expect([...shots].sort(compareOrder)).toEqual(shots);
    for (const shot of shots) expect(shot.scene).toBe(scene.id);
  }
  for (const id of story.unplaced) expect(story.shots.get(id)).toMatchObject({ scene: null, number: null });
  for (const { anchor } of story.shots.values()) {
    if (anchor === null) continue;
    const first = blockIds.indexOf(anchor.start.block);
    expect(blockIds.slice(first, first + anchor.blocks.length)).toEqual(anchor.blocks);
    expect(anchor.blocks.at(-1)).toBe(anchor.end.block);
    const texts = new Map(story.blocks.map((one) => [one.id, one.text]));
    for (const { block: id, offset } of [anchor.start, anchor.end]) {
      expect(offset).toBeGreaterThanOrEqual(0);
      expect(offset).toBeLessThanOrEqual(texts.get(id)?.length ?? -1);
    }
  }
};

const settle = (peers: readonly Peer[]): void => {
  for (let round = 0; round < 2; round += 1) {
    for (const a of peers) for (const b of peers) if (a !== b) exchange(a, b);
  }
};

describe('convergence', () => {
  it('DOC-30 replicas that saw the same edits show the same story, whatever was lost or late on the way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 4 }), steps, (count, script) => {
        const peers = makePeers(count);
        for (const step of script) run(peers, step);
        settle(peers);
        const stories = peers.map((peer) => peer.reader.snapshot());
        for (const [index, story] of stories.entries()) {
          const peer = peers[index];
          if (peer !== undefined) expect(story).toEqual(readStory(peer.doc));
          expect(story).toEqual(stories[0]);
          expect([...story.shots.keys()]).toEqual([...(stories[0]?.shots.keys() ?? [])]);
          checkInvariants(story);
        }
        const deleted = new Set(peers.flatMap((peer) => [...peer.deleted]));
        const kept = peers.flatMap((peer) => [...peer.made]).filter((id) => !deleted.has(id));
        for (const id of kept) expect(stories[0]?.shots.has(id)).toBe(true);
        for (const peer of peers) peer.reader.dispose();
      }),
      { numRuns: runs },
    );
  });
});
