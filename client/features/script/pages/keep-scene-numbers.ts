/**
 * Where scene numbers are locked, a scene that a person deletes stays as OMITTED under its number, with what it held kept to be restored; and
 * no number comes twice by a copy.
 */
import { omittedOf } from '@oner/shared/document/schema.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { omittedWords } from '@oner/shared/fountain/revision-names.ts';
import type { Block, BlockType } from '@oner/shared/fountain/screenplay.ts';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import * as Y from 'yjs';
import type { runsOfNode } from '../editor/block-node.ts';

const key = new PluginKey('keepSceneNumbers');

type Heading = { readonly id: string; readonly number: string; readonly offset: number; readonly index: number };

const headingsOf = (doc: Node): readonly Heading[] => {
  const found: Heading[] = [];
  doc.forEach((node, offset, index) => {
    const { id, number } = node.attrs;
    if (node.type.name === 'sceneHeading' && typeof number === 'string')
      found.push({ id: String(id), number, offset, index });
  });
  return found;
};

const idsOf = (doc: Node): ReadonlySet<string> => {
  const ids = new Set<string>();
  doc.forEach(({ attrs }) => {
    ids.add(String(attrs.id));
  });
  return ids;
};

type KeptBlock = Block & { readonly id: string };

type RunsOf = typeof runsOfNode;

const blockOf = (node: Node, runsOf: RunsOf): KeptBlock => {
  const { id, number, depth, dual } = node.attrs;
  return {
    ...{ id: String(id), type: node.type.name as BlockType, runs: runsOf(node) },
    ...(typeof number === 'string' ? { number } : {}),
    ...(node.type.name === 'section' ? { depth: Number(depth) } : {}),
    ...(dual === 'left' || dual === 'right' ? { dual } : {}),
  };
};

type Left = { readonly left: ReadonlySet<string>; readonly runsOf: RunsOf };

/** The blocks of a scene that are gone now, its heading first. */
const goneOf = (before: Node, { index }: Heading, { left, runsOf }: Left): readonly KeptBlock[] => {
  const gone = [blockOf(before.child(index), runsOf)];
  for (let at = index + 1; at < before.childCount; at += 1) {
    const node = before.child(at);
    if (node.type.name === 'sceneHeading') break;
    if (!left.has(String(node.attrs.id))) gone.push(blockOf(node, runsOf));
  }
  return gone;
};

/** A place between blocks, at or behind a position. */
const betweenBlocks = (doc: Node, position: number): number => {
  const place = doc.resolve(Math.min(position, doc.content.size));
  return place.depth === 0 ? place.pos : place.after(1);
};

type Kept = Map<string, readonly KeptBlock[]>;

type Omission = {
  readonly before: Node;
  readonly mapped: (at: number) => number;
  readonly words: string;
  readonly runsOf: RunsOf;
};

const omitDeleted = (fix: Transaction, { before, mapped, words, runsOf }: Omission): Kept => {
  const left = idsOf(fix.doc);
  const kept: Kept = new Map();
  for (const heading of headingsOf(before)) {
    if (left.has(heading.id)) continue;
    const { schema } = fix.doc.type;
    const node = schema.node('sceneHeading', { id: heading.id, number: heading.number }, schema.text(words));
    fix.insert(betweenBlocks(fix.doc, fix.mapping.map(mapped(heading.offset))), node);
    kept.set(heading.id, goneOf(before, heading, { left, runsOf }));
  }
  return kept;
};

/** Numbers of headings that were not there before are those of their originals: they have none of their own. */
const dropCopies = (fix: Transaction, before: Node): void => {
  const known = idsOf(before);
  const holders = new Map(headingsOf(before).map(({ number, id }) => [number, id]));
  for (const { id, number, offset } of headingsOf(fix.doc))
    if (!known.has(id) && holders.get(number) !== id) fix.setNodeAttribute(offset, 'number', null);
};

export type KeepSceneNumbersOptions = {
  readonly doc: Y.Doc;
  readonly story: { readonly snapshot: () => Pick<Story, 'production'> };
  readonly language: string;
  /** How the editor is bound to the script. */
  readonly binding: {
    readonly runsOfNode: RunsOf;
    readonly isShowing: (transaction: Transaction) => boolean;
    readonly editorOrigin: unknown;
  };
};

export const keepSceneNumbers = ({ doc, story, language, binding }: KeepSceneNumbersOptions): Plugin => {
  let waiting: Kept = new Map();
  /** Numbers of headings that became another element: one that becomes a heading again has its number back. */
  const lost = new Map<string, string>();
  const giveBack = (fix: Transaction, before: Node): void => {
    const numbers = new Map(headingsOf(before).map(({ id, number }) => [id, number]));
    fix.doc.forEach((node, offset) => {
      const id = String(node.attrs.id);
      const isHeading = node.type.name === 'sceneHeading';
      const number = isHeading ? lost.get(id) : numbers.get(id);
      if (number === undefined) return;
      if (!isHeading) lost.set(id, number);
      else if (node.attrs.number === null) fix.setNodeAttribute(offset, 'number', number);
    });
  };
  const append = (transactions: readonly Transaction[], before: EditorState, after: EditorState) => {
    if (story.snapshot().production.sceneNumbers === null) return null;
    const own = transactions.some(
      (transaction) =>
        transaction.docChanged && !binding.isShowing(transaction) && transaction.getMeta(key) === undefined,
    );
    if (!own || !touchesBlocks(before.doc, after.doc)) return null;
    const mapped = (at: number): number => transactions.reduce((place, { mapping }) => mapping.map(place, -1), at);
    const fix = after.tr;
    giveBack(fix, before.doc);
    dropCopies(fix, before.doc);
    const kept = omitDeleted(fix, {
      before: before.doc,
      mapped,
      words: omittedWords(language),
      runsOf: binding.runsOfNode,
    });
    for (const [id, blocks] of kept) waiting.set(id, blocks);
    return fix.docChanged ? fix.setMeta(key, true) : null;
  };
  const keep = (): void => {
    if (waiting.size === 0) return;
    const kept = waiting;
    waiting = new Map();
    doc.transact(() => {
      const omitted = omittedOf(doc);
      for (const [id, blocks] of kept)
        if (!omitted.has(id)) omitted.set(id, new Y.Map(Object.entries({ blocks, anchors: {} })));
    }, binding.editorOrigin);
  };
  return new Plugin({ key, view: () => ({ update: keep }), appendTransaction: append });
};

/** Whether blocks came, went or became other elements: typing inside one block does none of it. */
const touchesBlocks = (before: Node, after: Node): boolean => {
  if (before.childCount !== after.childCount) return true;
  for (let index = 0; index < before.childCount; index += 1) {
    const [old, now] = [before.child(index), after.child(index)];
    if (old !== now && (old.type !== now.type || old.attrs.id !== now.attrs.id)) return true;
  }
  return false;
};
