import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { markTypes, type Run } from '../fountain/screenplay.ts';
import { createIdFactory } from '../ids/ids.ts';
import { scriptOf } from './schema.ts';
import { contentPieces, readRuns, readText, writeBlock } from './script-xml.ts';
import { changeBetween, writeRuns } from './write-runs.ts';

const ids = createIdFactory((length) => new Uint8Array(length).map((_, index) => index * 7));
const texts = fc.constantFrom('Rain', ' on ', '雨夜', '\n', 'a\nb', '😀', '😁', 'é', 'aaa', '\n\n', '');
const runsArbitrary: fc.Arbitrary<Run[]> = fc.array(
  fc.record({ text: texts, marks: fc.subarray([...markTypes], { maxLength: 2 }) }),
  { maxLength: 5 },
);

const elementOf = (runs: readonly Run[], doc = new Y.Doc()): Y.XmlElement => {
  const element = writeBlock({ type: 'action', runs }, ids.block());
  scriptOf(doc).insert(0, [element]);
  return element;
};

describe('writing the content of a block', () => {
  it('DOC-42 what is written is what is read, whatever stood there', () => {
    fc.assert(
      fc.property(runsArbitrary, runsArbitrary, fc.integer({ min: 0, max: 12 }), (before, after, caret) => {
        const element = elementOf(before);
        element.doc?.transact(() => writeRuns(element, after, caret));
        expect(readRuns(element)).toEqual(readRuns(elementOf(after)));
      }),
      { numRuns: 500 },
    );
  });

  it('DOC-42 writing what stands there already writes nothing', () => {
    fc.assert(
      fc.property(runsArbitrary, (runs) => {
        const element = elementOf(runs);
        let updates = 0;
        element.doc?.on('update', () => {
          updates += 1;
        });
        element.doc?.transact(() => writeRuns(element, readRuns(element)));
        expect(updates).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('DOC-42 a mark or a letter more leaves every other letter the one that it was', () => {
    const element = elementOf([{ text: 'Rain on the window.', marks: [] }]);
    const [piece] = contentPieces(element);
    if (piece?.kind !== 'text') throw new Error('no text');
    const held = Y.createRelativePositionFromTypeIndex(piece.node, 12);
    const offset = () => Y.createAbsolutePositionFromRelativePosition(held, element.doc as Y.Doc)?.index;
    writeRuns(element, [
      { text: 'Rain ', marks: [] },
      { text: 'on the', marks: ['bold'] },
      { text: ' window.', marks: [] },
    ]);
    expect(offset()).toBe(12);
    writeRuns(element, [{ text: 'Hard rain on the window.', marks: [] }]);
    expect(offset()).toBe(17);
    expect(readText(element)).toBe('Hard rain on the window.');
  });

  it('DOC-42 of several like letters the one before the caret is the new one', () => {
    expect(changeBetween('aaa', 'aaaa', 1)).toEqual({ from: 0, to: 0, text: 'a' });
    expect(changeBetween('aaa', 'aaaa', 4)).toEqual({ from: 3, to: 3, text: 'a' });
    expect(changeBetween('aaa', 'aaaa')).toEqual({ from: 3, to: 3, text: 'a' });
    expect(changeBetween('aaa', 'aa', 1)).toEqual({ from: 1, to: 2, text: '' });
    expect(changeBetween('😀', '😁')).toEqual({ from: 0, to: 2, text: '😁' });
  });

  it('DOC-42 letters typed by two at once in one line are all kept', () => {
    const doc = new Y.Doc();
    elementOf([{ text: 'Rain.', marks: [] }], doc);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    const blockOf = (of: Y.Doc) => scriptOf(of).get(0) as Y.XmlElement;
    writeRuns(blockOf(doc), [{ text: 'Cold rain.', marks: [] }]);
    writeRuns(blockOf(other), [{ text: 'Rain falls.', marks: [] }]);
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(readText(blockOf(doc))).toBe('Cold rain falls.');
    expect(readText(blockOf(other))).toBe('Cold rain falls.');
  });
});
