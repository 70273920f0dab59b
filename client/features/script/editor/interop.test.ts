// @vitest-environment node
import { readScreenplay, seedStory } from '@oner/shared/document/create-story.ts';
import { scriptOf } from '@oner/shared/document/schema.ts';
import { storedMarkNames } from '@oner/shared/document/script-xml.ts';
import { at, block, replica, seededIds } from '@oner/shared/document/testing/story-fixture.ts';
import { unknownBlocks } from '@oner/shared/document/unknown-blocks.ts';
import { type Block, blockText, blockTypes, markTypes, type Run } from '@oner/shared/fountain/screenplay.ts';
import { getSchema } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import * as Y from 'yjs';
import { schemaExtensions } from './schema.ts';

const schema = getSchema(schemaExtensions);

const scriptDoc = (blocks: readonly Block[]): Y.Doc => {
  const doc = new Y.Doc();
  const seeded = seedStory(doc, { meta: {}, screenplay: { titlePage: [], blocks }, ids: seededIds(1) });
  if (!seeded.ok) throw new Error(seeded.error.kind);
  return doc;
};

/** As the binding reads the shared script. */
const editorNode = (doc: Y.Doc): Node => yXmlFragmentToProseMirrorRootNode(scriptOf(doc), schema);

/** As the binding writes an editor's content into an empty document. */
const docOf = (node: Node): Y.Doc => {
  const doc = new Y.Doc();
  prosemirrorToYXmlFragment(node, scriptOf(doc));
  return doc;
};

const texts = fc.constantFrom('Rain', ' on ', '雨夜', '\n', 'a\nb', '😀', 'é', '  ', '\n\n');
const runs: fc.Arbitrary<Run[]> = fc.array(fc.record({ text: texts, marks: fc.subarray([...markTypes]) }), {
  maxLength: 5,
});
const blocks: fc.Arbitrary<Block> = fc.constantFrom(...blockTypes).chain((type) => {
  const content = type === 'pageBreak' ? fc.constant([]) : runs;
  return fc.record({ type: fc.constant(type), runs: content }).chain((made): fc.Arbitrary<Block> => {
    if (type === 'section') return fc.integer({ min: 1, max: 6 }).map((depth) => ({ ...made, depth }));
    if (type === 'sceneHeading') return fc.constantFrom('1', '12A').map((number) => ({ ...made, number }));
    if (type === 'character') return fc.constantFrom('left', 'right').map((dual) => ({ ...made, dual }) as Block);
    return fc.constant(made);
  });
});

describe('the editor and the shared document', () => {
  it('DOC-3 the editor has every block type, mark and line break under the name that is stored, and starts from nothing', () => {
    const own = new Set(['doc', 'text', 'hardBreak']);
    expect(
      Object.keys(schema.nodes)
        .filter((name) => !own.has(name))
        .sort(),
    ).toEqual([...blockTypes].sort());
    expect(Object.keys(schema.marks).sort()).toEqual(markTypes.map((mark) => storedMarkNames[mark]).sort());
    expect(schema.topNodeType.createAndFill()?.childCount).toBe(0);
  });

  it('DOC-3 a script that we wrote comes through the editor and back as it was, ids included', () => {
    fc.assert(
      fc.property(fc.array(blocks, { maxLength: 6 }), (script) => {
        const doc = scriptDoc(script);
        const node = editorNode(replica(doc, 2));
        node.check();
        expect(node.childCount).toBe(script.length);
        const back = docOf(node);
        expect(readScreenplay(back)).toEqual(readScreenplay(doc));
        // a stock binding also writes that a revision is not named
        expect(scriptOf(back).toJSON().replaceAll(' set="null"', '')).toBe(scriptOf(doc).toJSON());
        expect(editorNode(replica(back, 3)).toJSON()).toEqual(node.toJSON());
      }),
      { numRuns: 200 },
    );
  });

  it('DOC-3 each type, mark, break and attribute is told apart by the editor', () => {
    const script: readonly Block[] = [
      { type: 'sceneHeading', runs: [{ text: 'INT. A - DAY', marks: [] }], number: '4B' },
      { type: 'section', runs: [], depth: 3 },
      { type: 'character', runs: [{ text: 'BEN', marks: [] }], dual: 'right' },
      {
        type: 'action',
        runs: [...markTypes.map((mark) => ({ text: mark, marks: [mark] })), { text: '\n', marks: [] }],
      },
      block('pageBreak', ''),
    ];
    const node = editorNode(scriptDoc(script));
    const attributes = [0, 1, 2].map((index) => node.child(index).attrs);
    expect(attributes).toMatchObject([{ number: '4B' }, { depth: 3 }, { dual: 'right' }]);
    expect(attributes.map(({ id }) => typeof id)).toEqual(['string', 'string', 'string']);
    const inline = node.child(3).content.content.map((child) => child.marks[0]?.type.name ?? child.type.name);
    expect(inline).toEqual([...markTypes.map((mark) => storedMarkNames[mark]), 'hardBreak']);
    expect(node.child(4).type.name).toBe('pageBreak');
  });

  it('DOC-6 reading by the binding writes nothing, also for those who wrote the script', () => {
    fc.assert(
      fc.property(fc.array(blocks, { maxLength: 6 }), (script) => {
        const doc = scriptDoc(script);
        let updates = 0;
        doc.on('update', () => {
          updates += 1;
        });
        editorNode(doc);
        expect(updates).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('DOC-19 what the binding would delete is known beforehand, and nothing else', () => {
    const spoil: Readonly<Record<string, (script: Y.XmlFragment, action: Y.XmlElement, text: Y.XmlText) => void>> = {
      nothing: () => {},
      'an unknown block': (script) => script.insert(0, [new Y.XmlElement('paragraph')]),
      'an unknown mark': (_script, _action, text) => text.format(0, 2, { sparkle: {} }),
      'a removed mark': (_script, _action, text) => {
        text.format(0, 2, { sparkle: {} });
        text.format(0, 2, { sparkle: null });
      },
      'a hashed mark': (_script, _action, text) => text.format(0, 2, { 'bold--Zm9vYmFy': {} }),
      'an inline node': (_script, action) => action.insert(0, [new Y.XmlElement('mention')]),
      'a block in a block': (_script, action) => action.insert(0, [new Y.XmlElement('action')]),
      'an embedded object': (_script, _action, text) => text.insertEmbed(0, { image: 'x' }),
      'an empty text': (_script, action) => action.insert(0, [new Y.XmlElement('hardBreak')]),
      'an unknown attribute': (_script, action) => action.setAttribute('sparkle', 'x'),
    };
    for (const [what, change] of Object.entries(spoil)) {
      const doc = scriptDoc([block('action', 'Rain.')]);
      const script = scriptOf(doc);
      const action = at(script.toArray(), 0) as Y.XmlElement;
      change(script, action, at(action.toArray(), 0) as Y.XmlText);
      const copy = replica(doc, 2);
      const before = scriptOf(copy).toJSON();
      let harmed = false;
      try {
        const node = editorNode(copy);
        const words = readScreenplay(doc).blocks.map(blockText).join('').replaceAll('\n', '');
        // an embedded object is not deleted, but becomes words that nobody wrote
        harmed = scriptOf(copy).toJSON() !== before || node.textContent !== words;
      } catch {
        // some of it the binding cannot even read
        harmed = true;
      }
      expect([what, unknownBlocks(doc).length > 0]).toEqual([what, harmed]);
    }
  });
});
