/** Where a suggestion's place is now, and whether what it wants changed still stands there. */
import type * as Y from 'yjs';
import type { BlockType } from '../fountain/screenplay.ts';
import type { BlockId } from '../ids/ids.ts';
import { anchorBetween, anchorOfGap, type LocatedBlock, type ResolvedPoint, resolvePoint } from './anchor.ts';
import { outlineOf, type ScriptOutline, textOfOutline } from './locate.ts';
import { isBlockType, readText } from './script-xml.ts';
import type { AskedChange, SuggestedChange } from './suggestion.ts';

/**
 * `fits`: all is as it was when it was suggested. `changed`: others changed what it is about; `now` says what stands there. `gone`: the
 * place is no more, and nothing can be accepted. Offsets are into the block's text; of an element and of lines both are 0.
 */
export type SuggestionPlace =
  | {
      readonly kind: 'fits' | 'changed';
      readonly block: BlockId;
      readonly from: number;
      readonly to: number;
      readonly now: string;
    }
  | { readonly kind: 'gone' };

const gone: SuggestionPlace = { kind: 'gone' };

const elementName = (outline: ScriptOutline, index: number): BlockType => {
  const node = outline.nodes[index];
  return node !== undefined && 'nodeName' in node && isBlockType(node.nodeName) ? node.nodeName : 'action';
};

const at = (block: BlockId, kind: 'fits' | 'changed', now: string): SuggestionPlace => ({
  ...{ kind, block, from: 0, to: 0, now },
});

type TextChange = Extract<SuggestedChange, { readonly kind: 'text' }>;

/** The end that holds best: by its letter, else by the words beside it. */
const gapOf = (start: ResolvedPoint | null, end: ResolvedPoint | null): ResolvedPoint | null => {
  for (const found of ['exact', 'quote'] as const)
    for (const point of [end, start]) if (point?.found === found) return point;
  return null;
};

const placeOfText = (doc: Y.Doc, change: TextChange, outline: ScriptOutline): SuggestionPlace => {
  const script = textOfOutline(outline);
  const find = (which: 'start' | 'end') => resolvePoint(doc, script, { stored: change.anchor, which, scene: [] });
  const [start, end] = [find('start'), find('end')];
  if (change.before === '') {
    const gap = gapOf(start, end);
    const block = gap && outline.ids[gap.block];
    return gap && block ? { kind: 'fits', block, from: gap.offset, to: gap.offset, now: '' } : gone;
  }
  const block = start === null ? undefined : outline.ids[start.block];
  if (!start || !end || !block || start.block !== end.block || start.offset >= end.offset) return gone;
  const now = script.text(start.block).slice(start.offset, end.offset);
  return { kind: now === change.before ? 'fits' : 'changed', block, from: start.offset, to: end.offset, now };
};

/** Where the change would be made now. `outline` spares reading the script's ids again. */
export const placeOfChange = (
  doc: Y.Doc,
  change: SuggestedChange,
  outline: ScriptOutline = outlineOf(doc),
): SuggestionPlace => {
  if (change.kind === 'text') return placeOfText(doc, change, outline);
  const block = change.kind === 'lines' ? change.after : change.block;
  const index = outline.indexOf.get(block);
  if (index === undefined) return gone;
  if (change.kind === 'lines') return at(block, 'fits', '');
  const now = elementName(outline, index);
  return at(block, now === change.from ? 'fits' : 'changed', now);
};

/** Where `before` stands nearest to the offset that somebody read it at; null when it stands nowhere in the text. */
const nearestOf = (text: string, before: string, from: number): number | null => {
  let nearest: number | null = null;
  for (let found = text.indexOf(before); found >= 0; found = text.indexOf(before, found + 1))
    if (nearest === null || Math.abs(found - from) < Math.abs(nearest - from)) nearest = found;
  return nearest;
};

export type UnplacedChange = { readonly kind: 'no-such-block' | 'words-changed' | 'no-change' };

const storeText = (
  located: LocatedBlock & { readonly id: BlockId },
  asked: Extract<AskedChange, { readonly kind: 'text' }>,
): SuggestedChange | UnplacedChange => {
  const { before, text } = asked;
  if (before === text) return { kind: 'no-change' };
  const from = before === '' ? Math.min(asked.from, located.text.length) : nearestOf(located.text, before, asked.from);
  if (from === null) return { kind: 'words-changed' };
  const place = { ...located, offset: from };
  const anchor =
    before === '' ? anchorOfGap(place) : anchorBetween(place, { ...located, offset: from + before.length });
  return anchor === null ? { kind: 'words-changed' } : { kind: 'text', block: located.id, anchor, before, text };
};

/** The change as it is stored, its place held by letters; or why it has none. */
export const storeChange = (doc: Y.Doc, asked: AskedChange): SuggestedChange | UnplacedChange => {
  const outline = outlineOf(doc);
  const id = asked.kind === 'lines' ? asked.after : asked.block;
  const index = outline.indexOf.get(id) ?? -1;
  const node = outline.nodes[index];
  if (node === undefined) return { kind: 'no-such-block' };
  switch (asked.kind) {
    case 'text':
      return storeText({ index, node, id, text: readText(node) }, asked);
    case 'element': {
      const name = elementName(outline, index);
      if (name === asked.to) return { kind: 'no-change' };
      return { kind: 'element', block: id, from: name, to: asked.to };
    }
    case 'lines':
      return { kind: 'lines', after: id, lines: [...asked.lines] };
  }
};
