/** Builders for tests of documents: a small script, deterministic ids, and peers that exchange updates. */
import * as Y from 'yjs';
import type { Block, BlockType, Screenplay } from '../../fountain/screenplay.ts';
import { createIdFactory, type IdFactory } from '../../ids/ids.ts';
import { seedStory } from '../create-story.ts';

/** Ids from a seeded generator (mulberry32). */
export const seededIds = (seed: number): IdFactory => {
  let state = seed >>> 0;
  const byte = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) & 255;
  };
  return createIdFactory((length) => Uint8Array.from({ length }, byte));
};

export const block = (type: BlockType, text: string): Block => ({
  type,
  runs: text === '' ? [] : [{ text, marks: [] }],
});

export const cafe: Screenplay = {
  titlePage: [{ key: 'Title', values: ['Rain'] }],
  blocks: [
    block('action', 'FADE IN:'),
    block('sceneHeading', 'INT. CAFE - NIGHT'),
    block('action', 'Rain on the glass. ANNA waits with a cold cup.'),
    block('character', 'ANNA'),
    block('dialogue', 'You are late again.'),
    block('character', "BEN (CONT'D)"),
    block('dialogue', 'The bridge was closed.'),
    block('sceneHeading', 'EXT. STREET - DAY'),
    block('action', 'Ben runs. A car horn BLARES behind him.'),
  ],
};

export const storyDoc = (screenplay: Screenplay = cafe, seed = 1): Y.Doc => {
  const doc = new Y.Doc();
  doc.clientID = seed;
  const seeded = seedStory(doc, { meta: { title: 'Rain' }, screenplay, ids: seededIds(seed) });
  if (!seeded.ok) throw new Error(seeded.error.kind);
  return doc;
};

/** A replica of `doc` under another client id. */
export const replica = (doc: Y.Doc, clientID: number): Y.Doc => {
  const copy = new Y.Doc();
  copy.clientID = clientID;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};

/** Exchanges all that either side lacks. */
export const sync = (a: Y.Doc, b: Y.Doc): void => {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
};

/** The value of a result that a test relies on. */
export const expectOk = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** The element at `index` of a list that a test knows the length of. */
export const at = <T>(list: readonly T[], index: number): T => {
  const item = list.at(index);
  if (item === undefined) throw new Error(`nothing at ${index} of ${list.length}`);
  return item;
};
