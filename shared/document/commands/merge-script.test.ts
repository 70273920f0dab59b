import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Block, BlockType, Run, Screenplay } from '../../fountain/screenplay.ts';
import { blockText } from '../../fountain/screenplay.ts';
import type { ShotId } from '../../ids/ids.ts';
import { readScreenplay } from '../create-story.ts';
import { createUndo } from '../create-undo.ts';
import { outlineOf } from '../locate.ts';
import { userOrigin } from '../origins.ts';
import { currentRevision } from '../revision-record.ts';
import { scriptOf } from '../schema.ts';
import { normalizeRuns, readText } from '../script-xml.ts';
import { readStory } from '../story-reader.ts';
import { at, block, cafe, expectOk, replica, seededIds, storyDoc, sync } from '../testing/story-fixture.ts';
import { mergeScript } from './merge-script.ts';
import { startRevision } from './revisions.ts';
import { addShot } from './shots.ts';

const screenplayOf = (blocks: readonly Block[]): Screenplay => ({ titlePage: [], blocks });
const merge = (doc: Y.Doc, blocks: readonly Block[], seed = 99) =>
  doc.transact(() => mergeScript(doc, { screenplay: screenplayOf(blocks), ids: seededIds(seed) }));
const textsOf = (doc: Y.Doc): readonly string[] => readStory(doc).blocks.map(({ type, text }) => `${type} ${text}`);
const withText = (blocks: readonly Block[], index: number, text: string): readonly Block[] =>
  blocks.map((each, place) => (place === index ? block(each.type, text) : each));

/** A shot of these words, which stand in one block. */
const shotOf = (doc: Y.Doc, words: string, seed = 5): ShotId => {
  const found = readStory(doc).blocks.find(({ text }) => text.includes(words));
  if (found === undefined) throw new Error(`no block says ${words}`);
  const from = found.text.indexOf(words);
  const ends = { start: { block: found.id, offset: from }, end: { block: found.id, offset: from + words.length } };
  return expectOk(addShot(doc, { words: ends, ids: seededIds(seed) }));
};
const wordsOf = (doc: Y.Doc, shot: ShotId): string | null => {
  const story = readStory(doc);
  const anchor = story.shots.get(shot)?.anchor ?? null;
  const text = story.blocks.find(({ id }) => id === anchor?.start.block)?.text;
  return anchor === null || text === undefined || anchor.blocks.length > 1
    ? anchor === null
      ? null
      : anchor.blocks.join()
    : text.slice(anchor.start.offset, anchor.end.offset);
};
const letterIds = (doc: Y.Doc, index: number): readonly string[] => {
  const text = (scriptOf(doc).get(index) as Y.XmlElement).get(0) as Y.XmlText;
  return Array.from({ length: text.length }, (_, place) =>
    JSON.stringify(Y.createRelativePositionFromTypeIndex(text, place).item),
  );
};

describe('a changed script that is merged into the one that is there', () => {
  it('IMP-40 changes nothing when it says what is there', () => {
    const doc = storyDoc();
    const before = Y.encodeStateVector(doc);
    expect(merge(doc, cafe.blocks)).toEqual({ added: 0, removed: 0, changed: 0, moved: 0 });
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });

  it('IMP-41 keeps the letters of words that stay, between changes too', () => {
    const doc = storyDoc();
    const before = letterIds(doc, 2);
    merge(doc, withText(cafe.blocks, 2, 'Snow on the glass. ANNA waits with a warm cup.'));
    const text = readText(at(outlineOf(doc).nodes, 2));
    expect(text).toBe('Snow on the glass. ANNA waits with a warm cup.');
    const kept = letterIds(doc, 2).slice('Snow'.length, text.indexOf('warm'));
    expect(kept).toEqual(before.slice('Rain'.length, before.length - 'cold cup.'.length));
  });

  it('IMP-42 keeps scenes that moved, with their shots and their words', () => {
    const doc = storyDoc();
    const shot = shotOf(doc, 'A car horn BLARES');
    const scenes = readStory(doc).scenes.map(({ id }) => id);
    const moved = [...cafe.blocks.slice(0, 1), ...cafe.blocks.slice(7), ...cafe.blocks.slice(1, 7)];
    expect(merge(doc, moved)).toEqual({ added: 0, removed: 0, changed: 0, moved: 2 });
    const story = readStory(doc);
    expect(story.scenes.map(({ id }) => id)).toEqual([...scenes].reverse());
    expect(story.shots.get(shot)?.scene).toBe(scenes[1]);
    expect(wordsOf(doc, shot)).toBe('A car horn BLARES');
  });

  it('IMP-43 leaves shots of a scene that goes unplaced, unless their words went to another scene', () => {
    const doc = storyDoc();
    const lost = shotOf(doc, 'Ben runs.');
    const joined = shotOf(doc, 'You are late again.', 6);
    merge(doc, cafe.blocks.slice(0, 7));
    expect(readStory(doc).unplaced).toEqual([lost]);
    expect(readStory(doc).shots.get(joined)?.scene).not.toBeNull();
    const home = storyDoc();
    const stays = shotOf(home, 'Ben runs.');
    merge(
      home,
      cafe.blocks.filter((_, index) => index !== 7),
    );
    const [scene] = readStory(home).scenes;
    expect(readStory(home).shots.get(stays)?.scene).toBe(scene?.id);
    expect(wordsOf(home, stays)).toBe('Ben runs.');
  });

  it('IMP-44 lets what took the place of words of a shot stand for them', () => {
    const doc = storyDoc();
    const shot = shotOf(doc, 'with a cold cup');
    merge(doc, withText(cafe.blocks, 2, 'Rain on the glass. ANNA waits beside a cold stove.'));
    expect(wordsOf(doc, shot)).toBe('beside a cold stove');
  });

  it('IMP-45 knows a scene again under another heading, and a paragraph under another element', () => {
    const doc = storyDoc();
    const [scene] = readStory(doc).scenes;
    const shot = shotOf(doc, 'The bridge was closed.');
    const retyped = cafe.blocks.map((each, index) => (index === 6 ? block('action', 'The bridge was closed.') : each));
    merge(doc, withText(retyped, 1, 'INT. STATION HALL - DAWN'));
    const story = readStory(doc);
    expect(story.scenes[0]?.id).toBe(scene?.id);
    expect(story.scenes[0]?.heading).toBe('INT. STATION HALL - DAWN');
    expect(at(story.blocks, 6).type).toBe('action');
    expect(wordsOf(doc, shot)).toBe('The bridge was closed.');
  });

  it('IMP-46 is one step that one undo takes back, shots and all', () => {
    const doc = storyDoc();
    const shot = shotOf(doc, 'Ben runs.');
    const undo = createUndo(doc, { origin: userOrigin(null), editorOrigins: [] });
    const before = textsOf(doc);
    undo.step(() => mergeScript(doc, { screenplay: screenplayOf(cafe.blocks.slice(0, 3)), ids: seededIds(4) }));
    expect(textsOf(doc)).toEqual(before.slice(0, 3));
    undo.manager.undo();
    expect(textsOf(doc)).toEqual(before);
    expect(wordsOf(doc, shot)).toBe('Ben runs.');
    undo.dispose();
  });

  it('IMP-47 marks what a file without revisions changes as the present revision’s, and keeps what is marked', () => {
    const doc = storyDoc();
    const revision = expectOk(startRevision(doc, readStory(doc), { ids: seededIds(8) }));
    expect(currentRevision(doc)).toBe(revision);
    const changed = withText(cafe.blocks, 4, 'You are never late again.');
    merge(doc, changed);
    merge(doc, withText(changed, 8, 'Ben runs. A lorry horn BLARES behind him.'));
    const marked = readStory(doc).blocks.flatMap(({ runs }) => runs.filter(({ marks }) => marks.includes('revision')));
    expect(marked.map(({ text }) => text.trim())).toEqual(['never', 'lorry']);
  });

  const words = fc.constantFrom(
    'rain',
    'Anna',
    'the door',
    '雨停了',
    'she runs',
    'a cold cup',
    'no',
    '他来了',
    'light,',
    'x',
  );
  const text = fc.array(words, { minLength: 1, maxLength: 7 }).map((list) => list.join(' '));
  const bodyTypes = [
    'action',
    'character',
    'dialogue',
    'parenthetical',
    'transition',
    'synopsis',
    'note',
  ] as const satisfies readonly BlockType[];
  const run: fc.Arbitrary<Run> = fc.record({
    text,
    marks: fc.constantFrom<Run['marks']>([], [], ['bold'], ['italic', 'underline'], ['note']),
  });
  const body = fc
    .record({ type: fc.constantFrom(...bodyTypes), runs: fc.array(run, { maxLength: 3 }) })
    .map(({ type, runs }): Block => ({ type, runs: normalizeRuns(runs) }));
  const heading = text.map((place): Block => block('sceneHeading', `INT. ${place.toUpperCase()}`));
  const scene = fc.tuple(heading, fc.array(body, { maxLength: 8 })).map(([first, rest]) => [first, ...rest]);
  const scenes = fc.array(scene, { maxLength: 7 });

  /** What somebody does to a script in another program. */
  type Change =
    | { readonly kind: 'drop' | 'copy' | 'split'; readonly at: number }
    | { readonly kind: 'move'; readonly at: number; readonly to: number }
    | { readonly kind: 'write'; readonly at: number; readonly text: string; readonly from: number }
    | { readonly kind: 'retype'; readonly at: number; readonly type: BlockType }
    | { readonly kind: 'insert'; readonly at: number; readonly block: Block }
    | { readonly kind: 'moveScene'; readonly at: number; readonly to: number };
  const place = fc.nat(40);
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.record({ kind: fc.constantFrom('drop' as const, 'copy' as const, 'split' as const), at: place }),
    fc.record({ kind: fc.constant('move' as const), at: place, to: place }),
    fc.record({ kind: fc.constant('write' as const), at: place, text, from: fc.nat(30) }),
    fc.record({ kind: fc.constant('retype' as const), at: place, type: fc.constantFrom(...bodyTypes) }),
    fc.record({ kind: fc.constant('insert' as const), at: place, block: fc.oneof(body, heading) }),
    fc.record({ kind: fc.constant('moveScene' as const), at: place, to: place }),
  );
  const apply = (blocks: readonly Block[], step: Change): readonly Block[] => {
    const list = [...blocks];
    const index = list.length === 0 ? 0 : step.at % list.length;
    const chosen = list[index];
    if (step.kind === 'insert') return list.toSpliced(index, 0, step.block);
    if (chosen === undefined) return list;
    switch (step.kind) {
      case 'drop':
        return list.toSpliced(index, 1);
      case 'copy':
        return list.toSpliced(index, 0, chosen);
      case 'split': {
        const whole = blockText(chosen);
        const half = [...whole].slice(0, 4).join('');
        return list.toSpliced(index, 1, block(chosen.type, half), block(chosen.type, whole.slice(half.length)));
      }
      case 'move':
        return list.toSpliced(index, 1).toSpliced(step.to % list.length, 0, chosen);
      case 'write': {
        const letters = [...blockText(chosen)];
        const from = step.from % (letters.length + 1);
        return withText(list, index, [...letters.slice(0, from), step.text, ...letters.slice(from + 3)].join(''));
      }
      case 'retype':
        return list.with(index, { ...chosen, type: step.type });
      case 'moveScene': {
        const starts = list.flatMap((each, at) => (each.type === 'sceneHeading' ? [at] : []));
        const first = starts[step.at % Math.max(starts.length, 1)];
        if (first === undefined) return list;
        const last = starts.find((start) => start > first) ?? list.length;
        const rest = list.toSpliced(first, last - first);
        return rest.toSpliced(step.to % (rest.length + 1), 0, ...list.slice(first, last));
      }
    }
  };

  const fingerprint = (doc: Y.Doc) =>
    readScreenplay(doc).blocks.map((each) => [each.type, each.number ?? null, each.dual ?? null, each.runs]);
  const expected = (blocks: readonly Block[]) =>
    blocks.map((each) => [each.type, each.number ?? null, each.dual ?? null, normalizeRuns(each.runs)]);

  it('IMP-48 makes any script read exactly as any other; no shot is lost, and none whose words stay loses them', () => {
    fc.assert(
      fc.property(
        scenes,
        fc.array(change, { maxLength: 8 }),
        fc.array(fc.nat(60), { maxLength: 6 }),
        (list, steps, picks) => {
          const a = list.flat();
          const b = steps.reduce(apply, a);
          const doc = storyDoc(screenplayOf(a));
          const placed = readStory(doc).blocks.filter((each) => each.text !== '');
          const shots = picks.flatMap((pick, index) => {
            const target = placed[pick % Math.max(placed.length, 1)];
            if (target === undefined) return [];
            const ends = {
              start: { block: target.id, offset: 0 },
              end: { block: target.id, offset: target.text.length },
            };
            const made = addShot(doc, { words: ends, ids: seededIds(index + 50) });
            return made.ok ? [{ shot: made.value, block: target }] : [];
          });
          merge(doc, b);
          expect(fingerprint(doc)).toEqual(expected(b));
          const story = readStory(doc);
          expect(new Set(story.blocks.map(({ id }) => id)).size).toBe(b.length);
          for (const { shot, block: covered } of shots) {
            const there = story.blocks.find(({ id }) => id === covered.id);
            expect(story.shots.has(shot)).toBe(true);
            if (there?.text === covered.text) expect(wordsOf(doc, shot)).toBe(covered.text);
          }
        },
      ),
      { numRuns: 250 },
    );
  });

  it('IMP-49 converges with what another writer does at the same time, and loses none of their new blocks', () => {
    fc.assert(
      fc.property(
        scenes,
        fc.array(change, { maxLength: 6 }),
        fc.array(fc.record({ at: place, text }), { minLength: 1, maxLength: 4 }),
        (list, steps, typed) => {
          const a = list.flat();
          const here = storyDoc(screenplayOf(a));
          const there = replica(here, 77);
          merge(here, steps.reduce(apply, a));
          typed.forEach((typing, index) => {
            const script = scriptOf(there);
            const fresh = new Y.XmlElement('action');
            fresh.setAttribute('id', `typed-${index}`);
            fresh.insert(0, [new Y.XmlText(typing.text)]);
            script.insert(typing.at % (script.length + 1), [fresh]);
            const node = script.get(typing.at % script.length);
            const words = node instanceof Y.XmlElement ? node.get(0) : null;
            if (words instanceof Y.XmlText) words.insert(0, 'Y');
          });
          sync(here, there);
          expect(textsOf(here)).toEqual(textsOf(there));
          const ids = readStory(here).blocks.map(({ id }) => String(id));
          for (const index of typed.keys()) expect(ids).toContain(`typed-${index}`);
        },
      ),
      { numRuns: 150 },
    );
  });
});
