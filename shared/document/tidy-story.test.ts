import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addShot } from './commands/shots.ts';
import { scriptOf } from './schema.ts';
import { readStory } from './story-reader.ts';
import { at, expectOk, replica, seededIds, storyDoc, sync } from './testing/story-fixture.ts';
import { tidyStory } from './tidy-story.ts';

/** The café whose second action was split as an editor splits: the shot's words are written anew in another block. */
const splitCafe = () => {
  const doc = storyDoc();
  const action = at(readStory(doc).blocks, 2);
  const from = action.text.indexOf('ANNA waits');
  const words = { start: { block: action.id, offset: from }, end: { block: action.id, offset: from + 10 } };
  const shot = expectOk(addShot(doc, { ids: seededIds(3), words }));
  const text = (scriptOf(doc).get(2) as Y.XmlElement).get(0) as Y.XmlText;
  doc.transact(() => {
    text.delete(from, action.text.length - from);
    const below = new Y.XmlElement('action');
    below.insert(0, [new Y.XmlText(action.text.slice(from))]);
    scriptOf(doc).insert(3, [below]);
  });
  const below = (scriptOf(doc).get(3) as Y.XmlElement).get(0) as Y.XmlText;
  return { doc, shot, text, below };
};

describe('tidying a story', () => {
  it('DOC-18 an anchor that its quote found is written anew, so that the words may change from then on', () => {
    const { doc, shot, below } = splitCafe();
    const before = readStory(doc);
    expect(tidyStory(doc)).toEqual({ blockIds: 1, anchors: 1 });
    expect(readStory(doc)).toEqual(before);
    expect(tidyStory(doc)).toEqual({ blockIds: 0, anchors: 0 });
    below.insert(4, ' still');
    expect(readStory(doc).shots.get(shot)?.anchor).toMatchObject({ start: { offset: 0 }, end: { offset: 16 } });
  });

  it('DOC-18 two nodes that tidy at once agree with each other and with what was read before', () => {
    const { doc, shot } = splitCafe();
    const other = replica(doc, 9);
    const before = readStory(doc).shots.get(shot)?.anchor;
    tidyStory(doc);
    tidyStory(other);
    sync(doc, other);
    expect(readStory(doc)).toEqual(readStory(other));
    expect(readStory(doc).shots.get(shot)?.anchor).toEqual(before);
    expect([tidyStory(doc), tidyStory(other)]).toEqual([
      { blockIds: 0, anchors: 0 },
      { blockIds: 0, anchors: 0 },
    ]);
  });

  it('DOC-18 words that are gone keep their quote, for when they return', () => {
    const { doc, shot, below } = splitCafe();
    const stored = () => (doc.getMap('shots').get(shot) as Y.Map<unknown>).get('anchor');
    const quoted = stored();
    below.delete(0, below.length);
    expect(tidyStory(doc).anchors).toBe(0);
    expect(stored()).toEqual(quoted);
  });
});
