import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Block } from '../fountain/screenplay.ts';
import { ensureBlockIds } from './block-ids.ts';
import { appendScript, readScreenplay, replaceScript, seedStory } from './create-story.ts';
import { metaOf, scriptOf } from './schema.ts';
import { readStory } from './story-reader.ts';
import { at, block, cafe, replica, seededIds, storyDoc, sync } from './testing/story-fixture.ts';

const rich: readonly Block[] = [
  { type: 'sceneHeading', runs: [{ text: 'INT. A - DAY', marks: [] }], number: '12A' },
  {
    type: 'action',
    runs: [
      { text: 'one\ntwo ', marks: ['bold'] },
      { text: 'both', marks: ['bold', 'italic'] },
      { text: ' plain\n\n', marks: [] },
      { text: 'why', marks: ['note'] },
    ],
  },
  { type: 'section', depth: 2, runs: [{ text: 'Act', marks: [] }] },
  { type: 'character', dual: 'right', runs: [{ text: 'BEN', marks: [] }] },
  { type: 'action', runs: [] },
];

describe('the script in its fragment', () => {
  it('DOC-3 a screenplay comes out as it went in', () => {
    const doc = storyDoc({ titlePage: cafe.titlePage, blocks: rich });
    expect(readScreenplay(doc)).toEqual({ titlePage: cafe.titlePage, blocks: rich });
  });

  it('DOC-3 blocks are stored as y-tiptap stores nodes: marks by name, hardBreak elements, no null attributes', () => {
    const script = scriptOf(storyDoc({ titlePage: [], blocks: rich }));
    const action = script.get(1) as Y.XmlElement;
    const names = action
      .toArray()
      .map((child) => (child instanceof Y.XmlText ? child.toDelta() : child instanceof Y.XmlElement && child.nodeName));
    expect(names).toEqual([
      [{ insert: 'one', attributes: { bold: {} } }],
      'hardBreak',
      [
        { insert: 'two ', attributes: { bold: {} } },
        { insert: 'both', attributes: { bold: {}, italic: {} } },
        { insert: ' plain' },
      ],
      'hardBreak',
      'hardBreak',
      [{ insert: 'why', attributes: { noteMark: {} } }],
    ]);
    expect(Object.keys(action.getAttributes())).toEqual(['id']);
    expect((script.get(2) as Y.XmlElement).getAttributes()).toMatchObject({ depth: 2 });
    expect((script.get(4) as Y.XmlElement).length).toBe(0);
  });

  it('DOC-3 a mark that y-tiptap hashed reads by its name, and unknown marks are passed over', () => {
    const doc = storyDoc({ titlePage: [], blocks: [] });
    const element = new Y.XmlElement('action');
    const text = new Y.XmlText();
    text.insert(0, 'seen', { 'note--Zm9vYmFy': {}, sparkle: {} });
    element.insert(0, [text]);
    scriptOf(doc).insert(0, [element]);
    expect(at(readStory(doc).blocks, 0).runs).toEqual([{ text: 'seen', marks: ['note'] }]);
  });

  it('DOC-4 blocks without an id, or with that of another, have ids that every replica derives alike and mending writes down', () => {
    const doc = storyDoc();
    const script = scriptOf(doc);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('pasted')]);
    const twin = new Y.XmlElement('action');
    twin.setAttribute('id', at(readStory(doc).blocks, 1).id);
    script.insert(3, [paragraph, twin, new Y.XmlText('bare')]);
    const other = replica(doc, 9);
    const before = readStory(doc);
    expect(readStory(other)).toEqual(before);
    expect(new Set(before.blocks.map(({ id }) => id)).size).toBe(before.blocks.length);
    expect(before.blocks.slice(3, 6).map(({ type, text }) => [type, text])).toEqual([
      ['action', 'pasted'],
      ['action', ''],
      ['action', 'bare'],
    ]);
    expect(ensureBlockIds(doc)).toBe(2);
    expect(ensureBlockIds(other)).toBe(2);
    sync(doc, other);
    expect(readStory(doc)).toEqual(before);
    expect(readStory(other)).toEqual(before);
    expect(ensureBlockIds(doc)).toBe(0);
  });
});

describe('seeding and importing', () => {
  it('DOC-2 a document is seeded once: content twice is refused and changes nothing', () => {
    const doc = storyDoc();
    const state = Y.encodeStateAsUpdate(doc);
    const again = seedStory(doc, { meta: { title: 'Other' }, screenplay: cafe, ids: seededIds(5) });
    expect(again).toEqual({ ok: false, error: { kind: 'already-seeded' } });
    expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
  });

  it('DOC-2 invalid meta is refused by field and leaves the document empty', () => {
    const doc = new Y.Doc();
    const seeded = seedStory(doc, { meta: { fps: 0 }, screenplay: cafe, ids: seededIds(5) });
    expect(seeded).toMatchObject({ ok: false, error: { kind: 'invalid', issues: [{ path: 'fps' }] } });
    expect(scriptOf(doc).length).toBe(0);
    expect(metaOf(doc).size).toBe(0);
  });

  it('DOC-5 replacing the script keeps the identity of blocks that read the same', () => {
    const doc = storyDoc();
    const before = readStory(doc).blocks;
    const blocks = [block('action', 'New opening.'), ...cafe.blocks.slice(1, 4), block('dialogue', 'Changed.')];
    replaceScript(doc, { titlePage: [], blocks }, seededIds(6));
    const after = readStory(doc).blocks;
    expect(readScreenplay(doc).blocks).toEqual(blocks);
    expect(after.slice(1, 4).map(({ id }) => id)).toEqual(before.slice(1, 4).map(({ id }) => id));
    expect(new Set(after.map(({ id }) => id)).size).toBe(5);
  });

  it('DOC-5 appending adds at the end and keeps what was there', () => {
    const doc = storyDoc();
    appendScript(doc, { titlePage: [], blocks: rich }, seededIds(6));
    expect(readScreenplay(doc).blocks).toEqual([...cafe.blocks, ...rich]);
  });

  it('DOC-6 reading writes nothing to the document', () => {
    const doc = storyDoc();
    let updates = 0;
    doc.on('update', () => {
      updates += 1;
    });
    readStory(doc);
    readScreenplay(doc);
    expect(updates).toBe(0);
  });
});
