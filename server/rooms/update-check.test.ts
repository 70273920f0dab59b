import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkUpdate, maxValueDepth } from './update-check.ts';

const nested = (levels: number): unknown => {
  let value: unknown = 'in the middle';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
};
const kindOf = (write: (doc: Y.Doc) => void): string => {
  const doc = new Y.Doc();
  write(doc);
  return checkUpdate(Y.encodeStateAsUpdate(doc), new Y.Doc().store).kind;
};

it.each([50, maxValueDepth - 2])('SYNC-27 a value nested %i levels deep is taken', (levels) => {
  expect(kindOf((doc) => doc.getMap('meta').set('deep', nested(levels)))).toBe('complete');
});

it.each([
  ['a value of a map', (doc: Y.Doc, value: unknown) => doc.getMap('meta').set('deep', value)],
  ['an item of an array', (doc: Y.Doc, value: unknown) => doc.getArray('list').push([value])],
  ['an embed', (doc: Y.Doc, value: unknown) => doc.getText('text').insertEmbed(0, { value })],
  ['a format', (doc: Y.Doc, value: unknown) => doc.getText('text').insert(0, 'x', { value })],
])('SYNC-27 %s nested deeper than that is malformed: it would take the stack of whoever walks it', (_name, write) => {
  for (const levels of [maxValueDepth + 1, 3_000])
    expect(kindOf((doc) => void write(doc, nested(levels)))).toBe('malformed');
});
