import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ShotId } from '../../ids/ids.ts';
import { shotsOf } from '../schema.ts';
import { readStory } from '../story-reader.ts';
import { at, block, expectOk, seededIds, storyDoc } from '../testing/story-fixture.ts';
import { editBlockText } from './blocks.ts';
import { setStage } from './entries.ts';
import { addShot, deleteShots, duplicateShot, moveShots, setPick, updateShot } from './shots.ts';

const script = {
  titlePage: [],
  blocks: [
    block('sceneHeading', 'INT. HALL - DAY'),
    block('action', 'One two three four five six seven eight.'),
    block('action', 'Nine ten eleven twelve.'),
    block('sceneHeading', 'EXT. YARD - DAY'),
    block('action', 'Rain.'),
  ],
};

const makeHall = () => {
  const doc = storyDoc(script);
  const ids = seededIds(20);
  const story = readStory(doc);
  const hall = at(story.scenes, 0);
  const yard = at(story.scenes, 1);
  const on = (index: number, from: number, to = from + 3) => {
    const id = at(story.blocks, index).id;
    return { start: { block: id, offset: from }, end: { block: id, offset: to } };
  };
  const add = (index: number, from: number): ShotId => expectOk(addShot(doc, { ids, words: on(index, from) }));
  const order = (): readonly ShotId[] => at(readStory(doc).scenes, 0).shots;
  return { doc, ids, hall, yard, on, add, order };
};

describe('adding shots', () => {
  it('DOC-20 a shot of words comes in script order, whatever order shots are made in', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(1, 2), fc.nat(15)), { minLength: 1, maxLength: 10 }), (places) => {
        const { add, order } = makeHall();
        const made = places.map(([index, offset], nth) => ({ id: add(index, offset), index, offset, nth }));
        const wanted = made.sort((a, b) => a.index - b.index || a.offset - b.offset || a.nth - b.nth);
        expect(order()).toEqual(wanted.map(({ id }) => id));
      }),
      { numRuns: 40 },
    );
  });

  it('DOC-20 it comes after the last shot whose words start no later, where a person ordered shots otherwise', () => {
    const { doc, hall, add, order } = makeHall();
    const late = add(2, 0);
    const early = add(1, 0);
    moveShots(doc, { shots: [early], scene: hall.id });
    const middle = add(1, 10);
    expect(order()).toEqual([late, early, middle]);
  });

  it('DOC-20 shots without words keep their places, and one before all words goes before the first that starts later', () => {
    const { doc, ids, hall, add, order } = makeHall();
    const master = expectOk(addShot(doc, { ids, scene: hall.id }));
    const late = add(2, 0);
    const first = add(1, 0);
    expect(order()).toEqual([master, first, late]);
  });

  it('DOC-20 words of another scene, no words, and a place that is asked for are taken as they are', () => {
    const { doc, ids, hall, on, add, order } = makeHall();
    const late = add(2, 0);
    const plain = expectOk(addShot(doc, { ids, scene: hall.id }));
    const elsewhere = expectOk(addShot(doc, { ids, scene: hall.id, words: on(4, 0) }));
    const last = expectOk(addShot(doc, { ids, words: on(1, 0), place: { at: 'end' } }));
    const before = expectOk(addShot(doc, { ids, words: on(1, 0), place: { at: 'before', shot: late } }));
    expect(order()).toEqual([before, late, plain, elsewhere, last]);
  });

  it('DOC-21 what fails changes nothing and says why', () => {
    const { doc, ids, hall, on, add } = makeHall();
    const shot = add(1, 0);
    const gone = 'sht_gone' as ShotId;
    const state = Y.encodeStateAsUpdate(doc);
    const errors = [
      addShot(doc, { ids, fields: {} }),
      addShot(doc, { ids, scene: hall.id, place: { at: 'after', shot: gone } }),
      addShot(doc, { ids, scene: hall.id, fields: { lens: 1 } }),
      addShot(doc, { ids: { shot: () => shot }, scene: hall.id }),
      updateShot(doc, { shot: gone, by: 'person' }),
      updateShot(doc, { shot, words: on(1, 5, 5), by: 'person' }),
      moveShots(doc, { shots: [shot, gone], scene: hall.id }),
      moveShots(doc, { shots: [shot], scene: at(readStory(doc).blocks, 1).id }),
      deleteShots(doc, [shot, gone]),
      duplicateShot(doc, { shot: gone, ids }),
      setPick(doc, { shot: gone, frame: null }),
    ].map((result) => (result.ok ? 'ok' : result.error.kind));
    expect(errors).toEqual([
      'no-such-scene',
      'no-such-shot',
      'invalid',
      'already-there',
      'no-such-shot',
      'no-words',
      'no-such-shot',
      'no-such-scene',
      'no-such-shot',
      'no-such-shot',
      'no-such-shot',
    ]);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
  });

  it('DOC-21 a shot that a stock client wrote takes its place among the others by a move, and keeps unknown keys', () => {
    const { doc, hall, add, order } = makeHall();
    const own = add(1, 0);
    const stock = 'sht_stock' as ShotId;
    shotsOf(doc).set(stock, { scene: hall.id, sparkle: 7 });
    expect(order()).toEqual([own, stock]);
    moveShots(doc, { shots: [stock], scene: hall.id, place: { at: 'before', shot: own } });
    expect(order()).toEqual([stock, own]);
    expect((shotsOf(doc).get(stock) as Y.Map<unknown>).get('sparkle')).toBe(7);
  });

  it('DOC-21 a copy comes right after its shot, with its words and staging and without its picked frame', () => {
    const { doc, ids, add, order } = makeHall();
    const [first, second] = [add(1, 0), add(2, 0)];
    setStage(doc, { target: first, fields: { pieces: [] } });
    const copy = expectOk(duplicateShot(doc, { shot: first, ids }));
    expect(order()).toEqual([first, copy, second]);
    const story = readStory(doc);
    expect(story.shots.get(copy)).toMatchObject({ anchor: story.shots.get(first)?.anchor, pick: null });
    expect(story.stage.get(copy)).toMatchObject({ figures: null, pieces: [], camera: null });
    expectOk(deleteShots(doc, [copy]));
    expect(readStory(doc).stage.has(copy)).toBe(false);
  });

  it('DOC-12 a line break that rewrites a block leaves exact anchors', () => {
    const { doc, add, on } = makeHall();
    const shot = add(1, 4);
    editBlockText(doc, { block: on(1, 0).start.block, text: 'Zero\nOne two three four five.' });
    const before = readStory(doc).shots.get(shot)?.anchor;
    expect(before).toMatchObject({ start: { offset: 9 }, end: { offset: 12 } });
    editBlockText(doc, { block: on(1, 0).start.block, text: 'Zero\nOne tw-o three four five.' });
    expect(readStory(doc).shots.get(shot)?.anchor).toMatchObject({ start: { offset: 9 }, end: { offset: 13 } });
  });
});
