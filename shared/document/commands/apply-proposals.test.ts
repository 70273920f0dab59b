import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ShotId } from '../../ids/ids.ts';
import type { Proposal } from '../proposal.ts';
import { readStory } from '../story-reader.ts';
import { at, expectOk, seededIds, storyDoc } from '../testing/story-fixture.ts';
import { applyAllProposals, applyProposals } from './apply-proposals.ts';
import { addShot, updateShot } from './shots.ts';

const makeCafe = () => {
  const doc = storyDoc();
  const ids = seededIds(40);
  const story = readStory(doc);
  const scene = at(story.scenes, 0);
  const propose = (block: number, fields: Partial<Proposal> = {}): Proposal => {
    const { id, text } = at(story.blocks, block);
    return {
      start: { block: id, offset: 0 },
      end: { block: id, offset: text.length },
      size: 'MS',
      angle: 'eye',
      roll: 0,
      framing: 'single',
      movement: 'static',
      lens: 50,
      subjects: ['ANNA'],
      description: text,
      dialogue: '',
      durationMs: 1000,
      ...fields,
    };
  };
  const apply = (...proposals: Proposal[]) => expectOk(applyProposals(doc, { scene: scene.id, proposals, ids }));
  const order = (): readonly ShotId[] => at(readStory(doc).scenes, 0).shots;
  return { doc, ids, scene, propose, apply, order };
};

describe('applying proposals', () => {
  it('DOC-23 they come in their order, as shots of a breakdown', () => {
    const { doc, propose, apply, order } = makeCafe();
    const { added } = apply(propose(2), propose(4), propose(6));
    expect(order()).toEqual(added);
    expect(added.map((id) => readStory(doc).shots.get(id)?.origin)).toEqual(['breakdown', 'breakdown', 'breakdown']);
  });

  it('DOC-23 the same again changes nothing', () => {
    const { doc, propose, apply } = makeCafe();
    const { added } = apply(propose(2), propose(4));
    const state = Y.encodeStateAsUpdate(doc);
    expect(apply(propose(2), propose(4))).toEqual({ added: [], kept: added, deleted: [], covered: 0 });
    expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
  });

  it('DOC-23 the same shot keeps its identity with new fields, and what is proposed no more goes', () => {
    const { doc, propose, apply, order } = makeCafe();
    const { added } = apply(propose(2), propose(4));
    const next = apply(propose(4, { description: 'new' }), propose(6));
    expect(next).toMatchObject({ kept: [at(added, 1)], deleted: [at(added, 0)] });
    expect(order()).toEqual([at(added, 1), ...next.added]);
    expect(readStory(doc).shots.get(at(added, 1))?.description).toBe('new');
  });

  it('DOC-23 what a person made or changed is not touched, and is not proposed again; proposals come around it', () => {
    const { doc, ids, scene, propose, apply, order } = makeCafe();
    const own = expectOk(addShot(doc, { ids, scene: scene.id, words: propose(4), fields: { notes: 'mine' } }));
    const first = apply(propose(2), propose(4), propose(6));
    expect(first.covered).toBe(1);
    expect(order()).toEqual([at(first.added, 0), own, at(first.added, 1)]);
    const taken = at(first.added, 1);
    updateShot(doc, { shot: taken, fields: { notes: 'mine, too' }, by: 'person' });
    const before = readStory(doc).shots;
    expect(apply()).toMatchObject({ added: [], deleted: [at(first.added, 0)] });
    const after = readStory(doc).shots;
    expect([...after.keys()].sort()).toEqual([own, taken].sort());
    for (const id of [own, taken]) {
      const { number: _old, ...kept } = before.get(id) ?? {};
      expect(after.get(id)).toMatchObject(kept);
    }
  });

  it('DOC-23 several scenes are applied alike, and what one of them fails at changes none', () => {
    const { doc, ids, scene, propose } = makeCafe();
    const state = Y.encodeStateAsUpdate(doc);
    const street = at(readStory(doc).scenes, 1).id;
    const bad = { scene: street, proposals: [propose(8, { lens: 1 })] };
    const scenes = [{ scene: scene.id, proposals: [propose(2)] }, bad];
    expect(applyAllProposals(doc, { scenes, ids })).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    const gone = [{ scene: at(readStory(doc).blocks, 2).id, proposals: [] }];
    expect(applyAllProposals(doc, { scenes: gone, ids })).toMatchObject({ error: { kind: 'no-such-scene' } });
    expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
    const good = [at(scenes, 0), { scene: street, proposals: [propose(8)] }];
    expect(expectOk(applyAllProposals(doc, { scenes: good, ids })).added).toHaveLength(2);
    expect(readStory(doc).scenes.map(({ shots }) => shots.length)).toEqual([1, 1]);
  });
});
