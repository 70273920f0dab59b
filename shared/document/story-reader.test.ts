import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Block, BlockType } from '../fountain/screenplay.ts';
import { addShot, updateShot } from './commands/shots.ts';
import { scriptOf, shotsOf } from './schema.ts';
import { createStoryReader, readStory } from './story-reader.ts';
import { at, block, cafe, seededIds, storyDoc } from './testing/story-fixture.ts';

/** More by `ONER_FUZZ_RUNS`. */
const runs = Number(process.env.ONER_FUZZ_RUNS ?? 60);

const long = (words: number): string => 'word '.repeat(words).trim();
const script: readonly Block[] = [
  ...cafe.blocks,
  block('character', 'ANNA'),
  block('dialogue', 'You are late again.'),
  { ...block('character', 'BEN'), dual: 'right' },
  block('dialogue', long(40)),
  block('action', long(500)),
  block('sceneHeading', 'INT. HALL - DAY'),
  block('action', 'Rain on the glass. ANNA waits with a cold cup.'),
];
const count = script.length;

type Bench = { readonly doc: Y.Doc; readonly ids: ReturnType<typeof seededIds> };
type Where = { readonly block: number; readonly offset: number; readonly n: number };

const elementAt = ({ doc }: Bench, index: number): Y.XmlElement | null => {
  const node = scriptOf(doc).get(index % Math.max(scriptOf(doc).length, 1));
  return node instanceof Y.XmlElement ? node : null;
};
const textAt = (bench: Bench, index: number): Y.XmlText | null => {
  const child = elementAt(bench, index)?.toArray()[0];
  return child instanceof Y.XmlText ? child : null;
};
const newBlock = (type: BlockType, text: string, id: string): Y.XmlElement => {
  const element = new Y.XmlElement(type);
  element.setAttribute('id', id);
  element.insert(0, [new Y.XmlText(text)]);
  return element;
};
const shotAt = ({ doc }: Bench, n: number) => {
  const ids = [...readStory(doc).shots.keys()];
  return ids[n % Math.max(ids.length, 1)];
};
const wordsAt = ({ doc }: Bench, { block: index, offset, n }: Where) => {
  const { blocks } = readStory(doc);
  const first = index % blocks.length;
  const [start, end] = [blocks[first], blocks[Math.min(first + (n % 4), blocks.length - 1)]];
  if (start === undefined || end === undefined) return null;
  return { start: { block: start.id, offset }, end: { block: end.id, offset: offset + 5 } };
};

/** What moves anchors, pages and numbers; raw writes as other clients make them. */
const edits: Readonly<Record<string, (bench: Bench, where: Where) => void>> = {
  cover: (bench, where) => {
    const words = wordsAt(bench, where);
    if (words !== null) addShot(bench.doc, { ids: bench.ids, words });
  },
  reanchor: (bench, where) => {
    const shot = shotAt(bench, where.n);
    const words = where.n % 2 === 0 ? null : wordsAt(bench, where);
    if (shot !== undefined) updateShot(bench.doc, { shot, words, by: 'person' });
  },
  dropShot: (bench, { n }) => {
    const shot = shotAt(bench, n);
    if (shot !== undefined) shotsOf(bench.doc).delete(shot);
  },
  type: (bench, { block: index, offset, n }) => {
    const text = textAt(bench, index);
    text?.insert(Math.min(offset, text.length), n % 3 === 0 ? long(n) : 'x');
  },
  erase: (bench, { block: index, offset, n }) => {
    const text = textAt(bench, index);
    const from = Math.min(offset, text?.length ?? 0);
    text?.delete(from, Math.min(text.length - from, n % 2 === 0 ? 3 : 400));
  },
  mark: (bench, { block: index, n }) => {
    const text = textAt(bench, index);
    const [on, off] = n % 2 === 0 ? ['bold', 'italic'] : ['italic', 'bold'];
    text?.format(0, text.length, { [on ?? '']: {}, [off ?? '']: null, ...(n % 5 === 0 ? { noteMark: {} } : {}) });
  },
  /** As an editor moves a block: deleted here and written anew there. */
  moveBlock: (bench, { block: index, n }) => {
    const from = index % Math.max(scriptOf(bench.doc).length, 1);
    const node = elementAt(bench, from);
    if (node === null) return;
    const copy = node.clone();
    scriptOf(bench.doc).delete(from, 1);
    scriptOf(bench.doc).insert(n % (scriptOf(bench.doc).length + 1), [copy]);
  },
  insert: ({ doc, ids }, { block: index, n }) => {
    const type = n % 3 === 0 ? 'sceneHeading' : n % 3 === 1 ? 'action' : 'dialogue';
    const added = newBlock(type, n % 2 === 0 ? 'EXT. YARD - DAY' : long(n), ids.block());
    scriptOf(doc).insert(index % (scriptOf(doc).length + 1), [added]);
  },
  twin: ({ doc }, { block: index, n }) => {
    const id = readStory(doc).blocks[index % Math.max(readStory(doc).blocks.length, 1)]?.id ?? 'x';
    scriptOf(doc).insert(n % (scriptOf(doc).length + 1), [newBlock('action', 'Twin.', id)]);
  },
  remove: ({ doc }, { block: index, n }) => {
    const from = index % Math.max(scriptOf(doc).length, 1);
    scriptOf(doc).delete(from, Math.min(1 + (n % 2), scriptOf(doc).length - from));
  },
  attribute: (bench, { block: index, n }) => {
    const node = elementAt(bench, index);
    if (n % 4 === 0) node?.setAttribute('dual', 'right');
    else if (n % 4 === 1) node?.removeAttribute('dual');
    else if (n % 4 === 2) node?.setAttribute('number', `${n % 6}`);
    else node?.setAttribute('id', `named_${n % 5}`);
  },
};

const where = { block: fc.nat(count), offset: fc.nat(12), n: fc.nat(60) };
const step = fc.record({ edit: fc.constantFrom(...Object.keys(edits)), ...where });

describe('the story reader', () => {
  it('DOC-30 after every edit of one document a snapshot equals a fresh reading, whatever is kept between snapshots', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 2 }), { maxLength: 25 }), (rounds) => {
        const doc = storyDoc({ titlePage: [], blocks: script });
        const bench = { doc, ids: seededIds(60) };
        for (let index = 0; index < count; index += 1) edits.cover?.(bench, { block: index, offset: 1, n: index });
        const reader = createStoryReader(doc);
        reader.snapshot();
        for (const round of rounds) {
          doc.transact(() => {
            for (const { edit, ...place } of round) edits[edit]?.(bench, place);
          });
          expect(reader.snapshot()).toEqual(readStory(doc));
        }
        reader.dispose();
      }),
      { numRuns: runs },
    );
  });

  it('DOC-33 what did not change keeps its identity', () => {
    const doc = storyDoc({ titlePage: [], blocks: script });
    const bench = { doc, ids: seededIds(60) };
    for (let index = 0; index < count; index += 1) edits.cover?.(bench, { block: index, offset: 1, n: index });
    const reader = createStoryReader(doc);
    const before = reader.snapshot();
    expect(reader.snapshot()).toBe(before);
    textAt(bench, 2)?.insert(40, 'x');
    const typed = reader.snapshot();
    expect(typed.blocks.filter((one, index) => one !== before.blocks[index])).toHaveLength(1);
    expect(typed.scenes.map((scene, index) => scene === before.scenes[index])).toEqual([false, true, true]);
    expect(typed.meta).toBe(before.meta);
    const shot = at([...typed.shots.keys()], 0);
    updateShot(doc, { shot, fields: { notes: 'n' }, by: 'person' });
    const noted = reader.snapshot();
    expect([...noted.shots].filter(([id, one]) => one !== typed.shots.get(id)).map(([id]) => id)).toEqual([shot]);
    expect([noted.blocks === typed.blocks, noted.scenes === typed.scenes]).toEqual([true, true]);
    updateShot(doc, { shot, fields: { notes: 'n' }, by: 'person' });
    expect(reader.snapshot()).toBe(noted);
    reader.dispose();
  });
});
