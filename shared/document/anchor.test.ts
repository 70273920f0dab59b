import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ShotId } from '../ids/ids.ts';
import { editBlockText } from './commands/blocks.ts';
import { addShot } from './commands/shots.ts';
import { anchoredText } from './domain-events.ts';
import { scriptOf } from './schema.ts';
import { createStoryReader, readStory } from './story-reader.ts';
import { at, expectOk, seededIds, storyDoc } from './testing/story-fixture.ts';

/** The café with a shot of “ANNA waits” in its action. */
const annaWaits = () => {
  const doc = storyDoc();
  const action = at(readStory(doc).blocks, 2);
  const offset = action.text.indexOf('ANNA waits');
  const words = { start: { block: action.id, offset }, end: { block: action.id, offset: offset + 10 } };
  const shot = expectOk(addShot(doc, { ids: seededIds(3), words }));
  return { doc, shot, action };
};

const covered = (doc: Y.Doc, shot: ShotId): string | null => {
  const story = readStory(doc);
  const found = story.shots.get(shot);
  return found === undefined || found.anchor === null ? null : anchoredText(story, found);
};

const elementAt = (doc: Y.Doc, index: number): Y.XmlElement => scriptOf(doc).get(index) as Y.XmlElement;

describe('anchors', () => {
  it('DOC-10 an anchor is a pair of Yjs relative positions as JSON that a stock client can resolve', () => {
    const { doc, shot, action } = annaWaits();
    const stored = (doc.getMap('shots').get(shot) as Y.Map<{ start: { block: string; position: object } }>).get(
      'anchor',
    );
    const wire: unknown = JSON.parse(JSON.stringify(stored?.start.position));
    const position = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(wire), doc);
    expect(stored?.start.block).toBe(action.id);
    expect(position?.index).toBe(action.text.indexOf('ANNA'));
  });

  it('DOC-11 typing before, inside and after the words moves the anchor with them', () => {
    const { doc, shot, action } = annaWaits();
    editBlockText(doc, { block: action.id, text: `Heavy ${action.text}` });
    expect(covered(doc, shot)).toBe('ANNA waits');
    editBlockText(doc, { block: action.id, text: `Heavy ${action.text.replace('ANNA waits', 'ANNA still waits')}` });
    expect(covered(doc, shot)).toBe('ANNA still waits');
    editBlockText(doc, {
      block: action.id,
      text: `Heavy ${action.text.replace('ANNA waits', 'ANNA still waits now')}`,
    });
    expect(covered(doc, shot)).toBe('ANNA still waits');
  });

  it('DOC-12 a split as the editor makes it (text deleted here, written anew below) keeps the words', () => {
    const { doc, shot, action } = annaWaits();
    const text = elementAt(doc, 2).get(0) as Y.XmlText;
    const cut = action.text.indexOf('ANNA');
    const tail = action.text.slice(cut);
    doc.transact(() => {
      text.delete(cut, tail.length);
      const below = new Y.XmlElement('action');
      below.insert(0, [new Y.XmlText(tail)]);
      scriptOf(doc).insert(3, [below]);
    });
    expect(covered(doc, shot)).toBe('ANNA waits');
    expect(readStory(doc).shots.get(shot)?.anchor?.start).toEqual({
      block: at(readStory(doc).blocks, 3).id,
      offset: 0,
    });
  });

  it('DOC-12 a join with the block before, and a block that moved, keep the words', () => {
    const { doc, shot, action } = annaWaits();
    doc.transact(() => {
      scriptOf(doc).delete(2, 1);
      const previous = elementAt(doc, 1).get(0) as Y.XmlText;
      previous.insert(previous.length, action.text);
    });
    expect(covered(doc, shot)).toBe('ANNA waits');
  });

  it('DOC-13 when the words are gone the anchor is null and the shot stays; when they return so does the anchor', () => {
    const { doc, shot, action } = annaWaits();
    const reader = createStoryReader(doc);
    editBlockText(doc, { block: action.id, text: 'Rain.' });
    expect(reader.snapshot().shots.get(shot)).toMatchObject({ anchor: null, number: '1A' });
    editBlockText(doc, { block: action.id, text: action.text });
    const story = reader.snapshot();
    const found = story.shots.get(shot);
    expect(found && anchoredText(story, found)).toBe('ANNA waits');
    expect(story).toEqual(readStory(doc));
    reader.dispose();
  });

  it('DOC-13 words found elsewhere are found again in their own block once they are back there', () => {
    const { doc, shot, action } = annaWaits();
    const own = elementAt(doc, 2).get(0) as Y.XmlText;
    const reader = createStoryReader(doc);
    doc.transact(() => {
      own.delete(0, own.length);
      (elementAt(doc, 4).get(0) as Y.XmlText).insert(0, 'Here ANNA waits. ');
    });
    const blockOf = () => reader.snapshot().shots.get(shot)?.anchor?.start.block;
    expect(blockOf()).toBe(at(reader.snapshot().blocks, 4).id);
    own.insert(0, 'Again ANNA waits.');
    expect(blockOf()).toBe(action.id);
    expect(reader.snapshot()).toEqual(readStory(doc));
    reader.dispose();
  });

  it('DOC-12 a last block that is written anew under its own id, with other words before, keeps the end', () => {
    const doc = storyDoc();
    const [first, last] = [at(readStory(doc).blocks, 2), at(readStory(doc).blocks, 4)];
    const words = { start: { block: first.id, offset: 5 }, end: { block: last.id, offset: 12 } };
    const shot = expectOk(addShot(doc, { ids: seededIds(3), words }));
    const reader = createStoryReader(doc);
    reader.snapshot();
    doc.transact(() => {
      const again = new Y.XmlElement('dialogue');
      again.setAttribute('id', last.id);
      again.insert(0, [new Y.XmlText(`Well. ${last.text}`)]);
      scriptOf(doc).delete(4, 1);
      scriptOf(doc).insert(4, [again]);
    });
    expect(reader.snapshot().shots.get(shot)?.anchor?.end).toEqual({ block: last.id, offset: 18 });
    expect(reader.snapshot()).toEqual(readStory(doc));
    reader.dispose();
  });

  it('DOC-13 an anchor that another client made up reads as none', () => {
    const { doc, shot } = annaWaits();
    const record = doc.getMap('shots').get(shot) as Y.Map<unknown>;
    for (const anchor of [
      'x',
      { start: 1 },
      { start: { block: 'b', position: { item: 7 } }, end: { block: 'b', position: {} } },
    ]) {
      record.set('anchor', anchor);
      expect(readStory(doc).shots.get(shot)).toMatchObject({ anchor: null });
    }
  });

  it('DOC-14 words that start after they end, or are none, make no shot', () => {
    const { doc, action } = annaWaits();
    const before = readStory(doc).shots.size;
    const words = { start: { block: action.id, offset: 9 }, end: { block: action.id, offset: 9 } };
    expect(addShot(doc, { ids: seededIds(4), words })).toEqual({ ok: false, error: { kind: 'no-words' } });
    expect(readStory(doc).shots.size).toBe(before);
  });
});
