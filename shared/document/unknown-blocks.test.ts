import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { blockTypes, markTypes } from '../fountain/screenplay.ts';
import { scriptOf } from './schema.ts';
import { at, block, storyDoc } from './testing/story-fixture.ts';
import { unknownBlocks } from './unknown-blocks.ts';

const wholeSchema = blockTypes.map((type) =>
  type === 'pageBreak'
    ? block(type, '')
    : { type, runs: markTypes.map((mark) => ({ text: `${mark}\n`, marks: [mark] })) },
);

describe('unknown blocks', () => {
  it('DOC-19 all that this version writes is known', () => {
    expect(unknownBlocks(storyDoc({ titlePage: [], blocks: wholeSchema }))).toEqual([]);
  });

  it('DOC-19 whatever an editor would delete is named', () => {
    const doc = storyDoc();
    const script = scriptOf(doc);
    const action = at(script.toArray(), 2) as Y.XmlElement;
    (action.get(0) as Y.XmlText).format(0, 4, { sparkle: {} });
    (action.get(0) as Y.XmlText).insertEmbed(0, { image: 'x' });
    action.insert(1, [new Y.XmlElement('mention')]);
    const pageBreak = new Y.XmlElement('pageBreak');
    pageBreak.insert(0, [new Y.XmlText('x')]);
    const lined = new Y.XmlElement('action');
    const lineBreak = new Y.XmlElement('hardBreak');
    lineBreak.insert(0, [new Y.XmlText('x')]);
    lined.insert(0, [lineBreak]);
    script.insert(0, [new Y.XmlElement('paragraph'), new Y.XmlText('bare'), pageBreak, lined]);
    expect(unknownBlocks(doc)).toEqual([
      'embedded object',
      'hardBreak with content',
      'mention',
      'pageBreak with content',
      'paragraph',
      'sparkle',
      'text outside a block',
    ]);
  });
});
