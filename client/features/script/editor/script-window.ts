/**
 * The editor holds a stretch of the shared script, not all of it: a page in which the browser edits a whole feature takes several frames
 * a key. This binds the stretch to the script both ways, and moves it. Blocks of the script never move in it, they come and go.
 */
import { type ScriptNode, writtenId } from '@oner/shared/document/script-xml.ts';
import type { Node } from '@tiptap/pm/model';
import { AllSelection, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { type CaretPoint, type KeptPoint, type KeptSelection, keepPoint, pointAt } from './caret-position.ts';
import { type HeldBlock, keepLetters, mergeHeld } from './held-block.ts';
import { showBlock, showBlocks } from './show-blocks.ts';
import { writeBlocks } from './write-blocks.ts';

/** Indexes into the script's blocks; `to` is the first that is not shown. */
export type BlockRange = { readonly from: number; readonly to: number };

/** The origin of what the editor writes: undo tracks it. */
export const editorOrigin = { kind: 'script-editor' } as const;

const key = new PluginKey<null>('scriptWindow');

/** Whether a transaction shows what is in the script already, rather than writing it. */
export const isShowing = (transaction: Transaction): boolean => transaction.getMeta(key) !== undefined;

const startOf = (doc: Node, block: number): number => {
  let start = 1;
  for (let index = 0; index < block; index += 1) start += doc.child(index).nodeSize;
  return start;
};

/** What of an editor's view is used. */
export type WindowedView = Pick<EditorView, 'state' | 'dispatch' | 'composing'> & {
  readonly dom: Pick<HTMLElement, 'toggleAttribute'>;
};

/** After a composition the editor first reads what the input method left (ProseMirror: 20 ms), then it is written, ms. */
const settleMs = 25;

type Events = readonly Y.YEvent<Y.AbstractType<unknown>>[];

export class ScriptWindow {
  readonly #script: Y.XmlFragment;
  readonly #listeners = new Set<() => void>();
  #view: WindowedView | null = null;
  /** The editor's document as it is in the script; what differs from it is to be written. */
  #written: Node | null = null;
  /** In step with the blocks of `#written`. */
  #elements: readonly ScriptNode[] = [];
  #from = 0;
  /** Whether the stretch reaches to the end of the script. */
  #atEnd = true;
  /** Where the caret is while that is not shown. */
  #parked: KeptSelection | null = null;
  #beforeChange: KeptSelection | null = null;
  /** The block that an input method is at work in. */
  #held: HeldBlock | null = null;

  constructor(script: Y.XmlFragment) {
    this.#script = script;
  }

  /** Shows the first stretch in an editor, in place of what it has. */
  attach(view: WindowedView, range: BlockRange): void {
    this.#view = view;
    this.#elements = [];
    this.#script.observeDeep(this.#observe);
    this.#script.doc?.on('beforeTransaction', this.#beforeTransaction);
    const { tr } = view.state;
    tr.delete(0, tr.doc.content.size);
    this.#commit(tr);
    this.show(range);
    const { doc } = view.state;
    if (doc.childCount > 0) this.#commit(view.state.tr.setSelection(TextSelection.near(doc.resolve(0))));
  }

  /** What the editor needs of this; leaves the script when the editor goes. */
  plugin(): Plugin {
    return new Plugin<null>({
      key,
      view: () => ({
        update: ({ state }) => {
          if (this.#written !== null && state.doc !== this.#written) this.#write(state.doc);
        },
        destroy: () => {
          if (this.#held && this.#view) this.#write(this.#view.state.doc, true);
          this.#view = null;
          this.#script.unobserveDeep(this.#observe);
          this.#script.doc?.off('beforeTransaction', this.#beforeTransaction);
        },
      }),
      props: {
        handleDOMEvents: {
          compositionend: () => {
            setTimeout(() => this.compositionEnded(), settleMs);
            return false;
          },
        },
      },
      appendTransaction: (transactions) => {
        // one's own click takes the caret from where it was kept
        if (this.#parked && transactions.some((transaction) => transaction.selectionSet && !isShowing(transaction)))
          this.#park(null);
        return null;
      },
    });
  }

  /** Writes what an input method made, unless it is at work again. */
  compositionEnded(): void {
    if (this.#held && this.#view && !this.#view.composing) this.#write(this.#view.state.doc);
  }

  range(): BlockRange {
    return { from: this.#from, to: this.#from + this.#elements.length };
  }

  /** The number of blocks in the script. */
  length(): number {
    return this.#script.length;
  }

  /** Calls when other blocks are shown, or blocks came or went anywhere; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  show(range: BlockRange): void {
    const all = this.#script.toArray();
    const before = this.selection();
    this.#from = Math.max(0, Math.min(range.from, all.length));
    this.#reconcile(all.slice(this.#from, Math.max(range.to, this.#from)), new Set(), before);
    this.#tell();
  }

  /** Whether the caret is in a part of the script that is not shown; it is kept there. */
  isParked(): boolean {
    return this.#parked !== null;
  }

  /** The selection, shown or not; null when there is nothing to select. */
  selection(): KeptSelection | null {
    if (this.#parked || !this.#view) return this.#parked;
    const { doc, selection } = this.#view.state;
    // while the editor is ahead of the script there is no telling where in the script it is
    if (doc !== this.#written) return null;
    const anchor = this.#keep(doc, selection.anchor);
    const head = this.#keep(doc, selection.head);
    return anchor && head ? { anchor, head } : null;
  }

  /** Selects what is shown, or keeps the selection until it is. */
  select(wanted: KeptSelection): void {
    if (!this.#view) return;
    const { tr } = this.#view.state;
    this.#place(tr, wanted);
    this.#commit(tr);
  }

  /** The indexes of the blocks in which a selection begins and ends; null when one of them is gone. */
  blocksOf({ anchor, head }: KeptSelection): { readonly anchor: number; readonly head: number } | null {
    const all = this.#script.toArray();
    const [from, to] = [anchor, head].map((point) => this.#find(all, point)?.block ?? -1);
    return from === undefined || to === undefined || from < 0 || to < 0 ? null : { anchor: from, head: to };
  }

  /** A point in a block of the script, by index. */
  pointIn(block: number, offset: number): KeptPoint | null {
    const element = this.#script.toArray()[block];
    return element ? keepPoint({ element, offset }) : null;
  }

  /** Where a point that someone else keeps is in the editor; null when it is not shown. */
  positionOf(position: Y.RelativePosition): number | null {
    const point = pointAt(this.#script, position);
    if (!point || !this.#view || point.element === this.#held?.element) return null;
    const { doc } = this.#view.state;
    return doc === this.#written || this.#held ? this.#positionIn(doc, point) : null;
  }

  /** Whether a block that is not shown has this id. */
  isElsewhere(id: string): boolean {
    const here = new Set(this.#elements);
    return this.#script.toArray().some((element) => !here.has(element) && writtenId(element) === id);
  }

  #keep(doc: Node, position: number): KeptPoint | null {
    const resolved = doc.resolve(position);
    const block = Math.min(resolved.index(0), this.#elements.length - 1);
    const element = this.#elements[block];
    if (!element) return null;
    const behind = resolved.depth === 0 && resolved.index(0) > block;
    return keepPoint({
      element,
      offset: behind ? doc.child(block).content.size : resolved.depth && resolved.parentOffset,
    });
  }

  #positionIn(doc: Node, { element, offset }: CaretPoint): number | null {
    const block = this.#elements.indexOf(element);
    return block < 0 ? null : startOf(doc, block) + Math.min(offset, doc.child(block).content.size);
  }

  /** Where a kept point is among `elements`: at its letter, else in the element that took its block's place. */
  #find(
    elements: readonly ScriptNode[],
    { position, block, offset }: KeptPoint,
  ): { readonly block: number; readonly offset: number } | null {
    const point = pointAt(this.#script, position);
    const at = point ? elements.indexOf(point.element) : -1;
    if (point && at >= 0) return { block: at, offset: point.offset };
    const heir = block === null ? -1 : elements.findIndex((element) => writtenId(element) === block);
    return heir < 0 ? null : { block: heir, offset };
  }

  /** Puts the selection where it belongs, parks it when that is not shown, and leaves it where it fell when its block is gone. */
  #place(transaction: Transaction, wanted: KeptSelection): void {
    const { doc } = transaction;
    const [anchor, head] = [wanted.anchor, wanted.head].map((point) => {
      const found = this.#find(this.#elements, point);
      return found ? startOf(doc, found.block) + Math.min(found.offset, doc.child(found.block).content.size) : null;
    });
    if (typeof anchor === 'number' && typeof head === 'number') {
      this.#park(null);
      if (transaction.selection.anchor !== anchor || transaction.selection.head !== head)
        transaction.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head)));
      return;
    }
    const gone = this.blocksOf(wanted) === null;
    this.#park(gone ? null : wanted);
    // out of the way: nothing is written there
    if (!gone && !transaction.selection.empty && doc.childCount > 0)
      transaction.setSelection(TextSelection.near(doc.resolve(0)));
  }

  #park(selection: KeptSelection | null): void {
    this.#parked = selection;
    this.#view?.dom.toggleAttribute('data-parked', selection !== null);
  }

  #commit(transaction: Transaction): void {
    this.#written = this.#withoutHeld(transaction.doc);
    this.#view?.dispatch(transaction.setMeta(key, true).setMeta('addToHistory', false));
  }

  /** The editor's document as it is in the script: the block that an input method works in as it was before. */
  #withoutHeld(doc: Node): Node {
    const index = this.#held ? this.#elements.indexOf(this.#held.element) : -1;
    if (index < 0) this.#held = null;
    return this.#held ? doc.copy(doc.content.replaceChild(index, this.#held.base)) : doc;
  }

  /** Whether all that the editor is ahead by is in one block that an input method is at work in. */
  #holds(before: Node, after: Node): boolean {
    if (!this.#view?.composing || before.childCount !== after.childCount) return false;
    const differing = after.content.content.flatMap((block, index) => (block === before.child(index) ? [] : [index]));
    const [index, ...others] = differing;
    if (index === undefined || others.length > 0) return false;
    const [base, block, element] = [before.child(index), after.child(index), this.#elements[index]];
    if (base.type !== block.type || base.attrs.id !== block.attrs.id || !(element instanceof Y.XmlElement))
      return false;
    if (this.#held && this.#held.element !== element) return false;
    this.#held ??= { element, base, points: null };
    return true;
  }

  /** The editor's document with what others wrote where an input method was at work; and the caret there. */
  #release(after: Node): { readonly doc: Node; readonly index: number; readonly caret: number | null } | null {
    const held = this.#held;
    this.#held = null;
    const index = after.content.content.findIndex((block) => block.attrs.id === held?.base.attrs.id);
    const block = index < 0 ? null : after.child(index);
    if (!held?.points || !block || block.type !== held.base.type) return null;
    const $head = this.#view?.state.selection.$head;
    const caret = $head && $head.depth > 0 && $head.index(0) === index ? $head.parentOffset : null;
    const merged = mergeHeld(held, block, caret);
    return { doc: after.copy(after.content.replaceChild(index, merged.node)), index, caret: merged.caret };
  }

  #showMerged({
    doc,
    index,
    caret,
  }: {
    readonly doc: Node;
    readonly index: number;
    readonly caret: number | null;
  }): void {
    if (!this.#view) return;
    const { tr } = this.#view.state;
    showBlock(tr, startOf(doc, index) - 1, doc.child(index));
    if (caret !== null) tr.setSelection(TextSelection.create(tr.doc, startOf(tr.doc, index) + caret));
    this.#commit(tr);
  }

  /** Brings the editor to these elements of the script; `changed` are read again. */
  #reconcile(next: readonly ScriptNode[], changed: ReadonlySet<unknown>, wanted: KeptSelection | null): void {
    if (!this.#view) return;
    const { tr, selection } = this.#view.state;
    showBlocks({ transaction: tr, elements: this.#elements, next, changed });
    this.#elements = next;
    this.#noteEnd();
    const everything = selection instanceof AllSelection && !this.#parked;
    if (everything) tr.setSelection(new AllSelection(tr.doc));
    else if (wanted) this.#place(tr, wanted);
    if (tr.docChanged || tr.selectionSet) this.#commit(tr);
  }

  #noteEnd(): void {
    this.#atEnd = this.#from + this.#elements.length >= this.#script.length;
  }

  /** The stretch after blocks came and went: what lies between its ends, and what came at an end of the script that it reaches to. */
  #stretch(): readonly ScriptNode[] {
    const all = this.#script.toArray();
    const places = new Map(all.map((element, index) => [element, index]));
    const kept = this.#elements.flatMap((element) => places.get(element) ?? []);
    const [first, last] = [kept[0], kept.at(-1)];
    if (first === undefined || last === undefined) {
      // all of it is gone: as much of what stands there now
      const count = Math.max(this.#elements.length, 1);
      this.#from = this.#atEnd ? Math.max(0, all.length - count) : Math.min(this.#from, all.length);
      return all.slice(this.#from, this.#from + count);
    }
    if (this.#from > 0) this.#from = first;
    return all.slice(this.#from, this.#atEnd ? all.length : last + 1);
  }

  readonly #observe = (events: Events, transaction: Y.Transaction): void => {
    if (transaction.origin === editorOrigin || !this.#view) return;
    const changed = new Set<unknown>();
    for (const { target } of events) {
      let node: Y.AbstractType<unknown> | null = target;
      while (node !== null && node.parent !== this.#script) node = node.parent;
      if (node !== null) changed.add(node);
    }
    // shown when the input method is done
    changed.delete(this.#held?.element);
    const structure = events.some(({ target }) => target === this.#script);
    if (structure) this.#reconcile(this.#stretch(), changed, this.#beforeChange);
    else if (this.#elements.some((element) => changed.has(element)))
      this.#reconcile(this.#elements, changed, this.#beforeChange);
    if (structure) this.#tell();
  };

  readonly #beforeTransaction = ({ origin }: Y.Transaction): void => {
    this.#beforeChange = origin === editorOrigin ? null : this.selection();
    if (this.#held && origin !== editorOrigin) this.#held = keepLetters(this.#held);
  };

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Writes what the person did; `closing`: nothing is shown any more. */
  #write(done: Node, closing = false): void {
    const before = this.#written;
    if (!before || !this.#script.doc || !this.#view) return;
    if (!closing && this.#holds(before, done)) return;
    const { $head } = this.#view.state.selection;
    const count = this.#elements.length;
    const merged = this.#held ? this.#release(done) : null;
    const after = merged?.doc ?? done;
    this.#written = after;
    this.#script.doc.transact(() => {
      this.#elements = writeBlocks({
        script: this.#script,
        from: this.#from,
        elements: this.#elements,
        before: before.content.content,
        after: after.content.content,
        caret: $head.depth > 0 && !merged ? { block: $head.index(0), offset: $head.parentOffset } : null,
      });
    }, editorOrigin);
    this.#noteEnd();
    if (merged && !closing) this.#showMerged(merged);
    if (this.#elements.length !== count) this.#tell();
  }
}
