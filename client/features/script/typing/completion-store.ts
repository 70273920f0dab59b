/** The list of words at the caret: what it offers, which is chosen, and the keys that act on it. */
import type { Scene } from '@oner/shared/document/story.ts';
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { afterTyping } from '../../../model/after-typing.ts';
import { caretBlock, textOf, typeOf } from '../editor/change-element.ts';
import { type Completion, complete } from './complete.ts';
import { learnWords } from './vocabulary.ts';

/** A list that is open; `chosen` is −1 while none is. */
export type OpenCompletion = Completion & {
  readonly block: string;
  readonly before: string;
  readonly chosen: number;
};

/** What the list learns from. */
export type CompletionSource = {
  readonly scenes: () => readonly Scene[];
  readonly language: string;
};

/** The caret's line up to the caret, where it ends the line. */
const lineAtCaret = (state: EditorState) => {
  const at = caretBlock(state);
  if (!at || !state.selection.empty || at.offset < at.block.content.size) return null;
  const type = typeOf(at.block);
  if (type !== 'character' && type !== 'sceneHeading' && type !== 'transition') return null;
  return { type, block: String(at.block.attrs.id), before: textOf(at.block), position: at.position };
};

/** Keys that an open list answers to, but for Esc. */
const listKeys: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'Tab', 'Enter']);

export class CompletionStore {
  readonly #source: CompletionSource;
  readonly #listeners = new Set<() => void>();
  #open: OpenCompletion | null = null;
  /** The line that the list was closed at by Esc. */
  #dismissed: string | null = null;

  constructor(source: CompletionSource) {
    this.#source = source;
  }

  readonly get = (): OpenCompletion | null => this.#open;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Looks again at what stands before the caret. */
  look(view: EditorView): void {
    const line = view.editable && view.hasFocus() && !view.composing ? lineAtCaret(view.state) : null;
    if (line === null || this.#dismissed !== line.block) this.#dismissed = null;
    if (line === null || this.#dismissed === line.block) {
      this.#set(null);
      return;
    }
    if (this.#open?.block === line.block && this.#open.before === line.before) return;
    const { scenes, language } = this.#source;
    const found = complete(line.type, line.before, learnWords({ scenes: scenes(), block: line.block, language }));
    this.#set(found && { ...found, block: line.block, before: line.before, chosen: found.eager ? 0 : -1 });
  }

  choose(index: number): void {
    if (this.#open) this.#set({ ...this.#open, chosen: index });
  }

  close(): void {
    this.#dismissed = this.#open?.block ?? null;
    this.#set(null);
  }

  /** Writes the chosen word in place of what was typed of it; `divided`: with what divides it from the next part. */
  take(view: EditorView, divided: boolean): void {
    const open = this.#open;
    const line = lineAtCaret(view.state);
    const word = open?.options[open.chosen];
    this.#set(null);
    if (!open || !line || word === undefined || line.before !== open.before || line.block !== open.block) return;
    const start = line.position + 1;
    const divider = divided && open.ends.kind === 'part' ? open.ends.divider : '';
    const text = word + divider;
    const typed = open.before.slice(open.from);
    // letters that are there already stay the letters that they are
    const same = text.startsWith(typed) ? typed.length : 0;
    view.dispatch(
      view.state.tr.insertText(text.slice(same), start + open.from + same, start + open.before.length).scrollIntoView(),
    );
  }

  /** Whether the key was the list's. */
  onKey(view: EditorView, event: KeyboardEvent): boolean {
    if (!this.#open || view.composing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
      return false;
    if (event.key === 'Escape') {
      // also when the last letter has not been looked at yet
      this.close();
      return true;
    }
    const open = listKeys.has(event.key) ? this.#current(view) : null;
    if (!open) return false;
    const { options, chosen } = open;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const next = chosen + (event.key === 'ArrowDown' ? 1 : -1);
        if (next < -1 || (next === -1 && chosen === 0)) this.choose(options.length - 1);
        else this.choose(next >= options.length || next < 0 ? 0 : next);
        return true;
      }
      case 'Tab':
        if (chosen < 0 || event.shiftKey) return false;
        this.take(view, true);
        return true;
      case 'Enter':
        if (chosen < 0 || event.shiftKey) return false;
        this.take(view, false);
        // the word ends the line: Enter goes on to what follows it
        return open.ends.kind === 'part';
      default:
        return false;
    }
  }

  /**
   * The list for what stands at the caret, also when the last letter has not been looked at yet. Null when that brings another word to
   * the fore than the one that is seen: nobody takes what they have not seen.
   */
  #current(view: EditorView): OpenCompletion | null {
    const seen = this.#open;
    const line = lineAtCaret(view.state);
    if (!seen || (line?.before === seen.before && line.block === seen.block)) return seen;
    this.look(view);
    const open = this.#open;
    return open?.block === seen.block && open.options[open.chosen] === seen.options[seen.chosen] ? open : null;
  }

  #set(open: OpenCompletion | null): void {
    if (open === this.#open) return;
    this.#open = open;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Offers words once what was typed is painted. */
export const completion = (store: CompletionStore) =>
  Extension.create({
    name: 'completion',
    priority: 400,
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('completion'),
        view: (view) => {
          const look = (): void => {
            if (!view.isDestroyed) store.look(view);
          };
          view.dom.addEventListener('blur', look);
          return {
            update: (_view, before) => {
              const { doc, selection } = view.state;
              if (before.doc === doc && before.selection.eq(selection)) return;
              if (store.get() !== null || lineAtCaret(view.state) !== null) afterTyping(look);
            },
            destroy: () => view.dom.removeEventListener('blur', look),
          };
        },
        props: { handleKeyDown: (view, event) => store.onKey(view, event) },
      }),
    ],
  });
