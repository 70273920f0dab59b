/** Moves the editor's stretch of the script along with what is on the screen; what is not in it is kept free for it, above and below. */
import type { ScriptBlock } from '@oner/shared/document/story.ts';
import type { BlockId } from '@oner/shared/ids/ids.ts';
import { AllSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { BlockRange, ScriptWindow } from '../editor/script-window.ts';
import { type BlockHeights, createBlockHeights, type PageMetrics } from './block-heights.ts';
import { blocksAround, near, reach, withBlocks } from './choose-range.ts';

export type PaperParts = {
  /** What scrolls. */
  readonly desk: HTMLElement;
  /** Above and below the page: as high as what is not shown. */
  readonly above: HTMLElement;
  readonly below: HTMLElement;
};

/** How long writing elsewhere in the script may rest before the page's length is made to agree, ms. */
const settleMs = 300;

export class PaperView {
  readonly #parts: PaperParts;
  readonly #window: ScriptWindow;
  readonly #blocks: () => readonly ScriptBlock[];
  #view: EditorView | null = null;
  #metrics: PageMetrics = { width: 0, fontSize: 0, lineHeight: 0 };
  #heights: BlockHeights = createBlockHeights(this.#metrics);
  #pressed = false;
  #settling: ReturnType<typeof setTimeout> | null = null;
  readonly #ends = new AbortController();

  /** `blocks` gives those of the script as they are now. */
  constructor(parts: PaperParts, window: ScriptWindow, blocks: () => readonly ScriptBlock[]) {
    this.#parts = parts;
    this.#window = window;
    this.#blocks = blocks;
  }

  /** Shows what belongs on the screen in the editor, and follows the screen from then on. */
  attach(view: EditorView): void {
    this.#view = view;
    this.#measurePage();
    const blocks = this.#blocks();
    const range = blocksAround({ ...this.#screen(blocks), at: { index: 0, top: 0 } }, reach);
    this.#window.attach(view, range);
    this.#space();
    this.#listen(view);
  }

  destroy(): void {
    this.#ends.abort();
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#view = null;
  }

  /** The block's element, brought into the page if it was not there; null when the script has no such block. */
  reveal(id: BlockId): HTMLElement | null {
    const blocks = this.#blocks();
    const index = blocks.findIndex((block) => block.id === id);
    if (index < 0) return null;
    const { from, to } = this.#window.range();
    if (index < from || index >= to)
      this.#show(blocksAround({ ...this.#screen(blocks), at: { index, top: 0 } }, reach));
    return this.#elements()[index - this.#window.range().from] ?? null;
  }

  /** Brings the selection into the page and onto the screen. */
  revealSelection(): void {
    const selection = this.#window.selection();
    const blocks = selection && this.#window.blocksOf(selection);
    if (!selection || !blocks) return;
    if (this.#window.isParked()) {
      const around = blocksAround({ ...this.#screen(this.#blocks()), at: { index: blocks.head, top: 0 } }, reach);
      this.#show(withBlocks(around, [blocks.anchor, blocks.head]));
    }
    this.#window.select(selection);
    this.#scrollToHead();
  }

  /** Selects words of the script, and brings them onto the screen. */
  select({ index, from, to }: { readonly index: number; readonly from: number; readonly to: number }): void {
    const [anchor, head] = [this.#window.pointIn(index, from), this.#window.pointIn(index, to)];
    if (!anchor || !head) return;
    this.#window.select({ anchor, head });
    this.revealSelection();
  }

  /** Puts the caret at the beginning or the end of the script, or selects up to there. */
  selectTo(end: 'start' | 'end', extend: boolean): void {
    const block = end === 'start' ? 0 : this.#window.length() - 1;
    const head = this.#window.pointIn(block, end === 'start' ? 0 : (this.#blocks()[block]?.text.length ?? 0));
    const selection = this.#window.selection();
    if (!head) return;
    this.#window.select({ anchor: extend && selection ? selection.anchor : head, head });
    this.revealSelection();
  }

  /** Selects the whole script. */
  selectAll(): void {
    this.#show({ from: 0, to: this.#window.length() });
    const { tr } = this.#view?.state ?? {};
    if (tr) this.#view?.dispatch(tr.setSelection(new AllSelection(tr.doc)));
  }

  #elements(): readonly HTMLElement[] {
    return [...(this.#view?.dom.children ?? [])].filter((child) => child instanceof HTMLElement);
  }

  #screen(blocks: readonly ScriptBlock[]) {
    return { blocks, heightOf: this.#heights.of, height: this.#parts.desk.clientHeight };
  }

  #measurePage(): void {
    const page = this.#view?.dom;
    if (!page) return;
    const style = getComputedStyle(page);
    const fontSize = Number.parseFloat(style.fontSize);
    const metrics = {
      width: page.clientWidth,
      fontSize,
      lineHeight: Number.parseFloat(style.lineHeight) || fontSize * 1.2,
    };
    const before = this.#metrics;
    if (before.width === metrics.width && before.lineHeight === metrics.lineHeight && before.fontSize === fontSize)
      return;
    this.#metrics = metrics;
    this.#heights = createBlockHeights(metrics);
  }

  /** Remembers how high the shown blocks stand. */
  #measureBlocks(): void {
    const blocks = this.#blocks();
    const { from } = this.#window.range();
    const elements = this.#elements();
    const tops = elements.map((element) => element.offsetTop);
    for (let index = 0; index + 1 < tops.length; index += 1) {
      const block = blocks[from + index];
      if (block && block.id === elements[index]?.dataset.block)
        this.#heights.measured(block, (tops[index + 1] ?? 0) - (tops[index] ?? 0));
    }
  }

  /** Keeps the room of what is not shown. */
  #space(): void {
    const blocks = this.#blocks();
    const { from, to } = this.#window.range();
    this.#parts.above.style.height = `${this.#heights.sum(blocks, 0, from)}px`;
    this.#parts.below.style.height = `${this.#heights.sum(blocks, to, blocks.length)}px`;
    this.#view?.dom.toggleAttribute('data-from-start', from === 0);
  }

  /** Something on the screen that stays in its place while the page changes round it. */
  #hold(): () => void {
    const { desk } = this.#parts;
    const top = desk.getBoundingClientRect().top;
    const elements = this.#elements();
    const held = elements[firstFrom(elements, top)];
    const before = held?.getBoundingClientRect().top ?? 0;
    return () => {
      if (!held?.isConnected) return;
      const moved = held.getBoundingClientRect().top - before;
      if (Math.abs(moved) >= 1) desk.scrollTop += moved;
    };
  }

  #show(range: BlockRange): void {
    this.#measureBlocks();
    const release = this.#hold();
    this.#window.show(range);
    this.#space();
    release();
  }

  #scrollToHead(): void {
    if (!this.#view) return;
    const { desk } = this.#parts;
    const { top, bottom } = this.#view.coordsAtPos(this.#view.state.selection.head);
    const screen = desk.getBoundingClientRect();
    // in view with a line or two round it is well; else it comes to stand a third down
    if (top < screen.top + 48 || bottom > screen.bottom - 48) desk.scrollTop += top - screen.top - screen.height / 3;
  }

  /** Whether far more is shown than the screen needs, as after everything was selected. */
  #isTooMuch(): boolean {
    return (this.#view?.dom.offsetHeight ?? 0) > this.#parts.desk.clientHeight + 4 * reach;
  }

  /** Whether the selection is being made, so that its far end must stay in the page. */
  #isSelecting(around: BlockRange, head: number): boolean {
    const { selection } = this.#view?.state ?? {};
    if (!selection || selection.empty || this.#window.isParked()) return false;
    return this.#pressed || selection instanceof AllSelection || (head >= around.from && head < around.to);
  }

  /** Shows other blocks when the screen comes near the end of those that are shown. */
  readonly #follow = (): void => {
    const { desk } = this.#parts;
    const page = this.#view?.dom;
    if (!page) return;
    const blocks = this.#blocks();
    const { from, to } = this.#window.range();
    const screen = desk.getBoundingClientRect();
    const box = page.getBoundingClientRect();
    const covered =
      (from === 0 || box.top < screen.top - near) && (to >= blocks.length || box.bottom > screen.bottom + near);
    if (covered && !this.#isTooMuch()) return;
    this.#measureBlocks();
    const around = blocksAround({ ...this.#screen(blocks), at: { index: from, top: box.top - screen.top } }, reach);
    const selection = this.#window.selection();
    const ends = selection && this.#window.blocksOf(selection);
    const range = ends && this.#isSelecting(around, ends.head) ? withBlocks(around, [ends.anchor, ends.head]) : around;
    if (range.from !== from || range.to !== to) this.#show(range);
  };

  /** The page's length after blocks came, went or changed where they are not shown. */
  readonly #settle = (): void => {
    this.#settling ??= setTimeout(() => {
      this.#settling = null;
      if (!this.#view) return;
      const release = this.#hold();
      this.#space();
      release();
      this.#follow();
    }, settleMs);
  };

  /** A key or a paste acts where the caret is, not where one looks. */
  readonly #unpark = (event: Event): void => {
    if (!this.#window.isParked() || !(event.target instanceof Node) || !this.#view?.dom.contains(event.target)) return;
    if (event instanceof KeyboardEvent && !actsAtCaret(event)) return;
    this.revealSelection();
  };

  /** A click with Shift selects from the caret, wherever that is, to where it is made. */
  readonly #extend = ({ shiftKey }: MouseEvent): void => {
    const selection = shiftKey && this.#window.isParked() ? this.#window.selection() : null;
    const ends = selection && this.#window.blocksOf(selection);
    if (ends) this.#show(withBlocks(this.#window.range(), [ends.anchor, ends.head]));
  };

  #listen(view: EditorView): void {
    const { signal } = this.#ends;
    const { desk } = this.#parts;
    const passive = { signal, passive: true };
    desk.addEventListener('scroll', this.#follow, passive);
    const press = (pressed: boolean) => (): void => {
      this.#pressed = pressed;
    };
    view.dom.addEventListener('pointerdown', press(true), passive);
    for (const name of ['pointerup', 'pointercancel']) window.addEventListener(name, press(false), passive);
    // a selection that held much of the script in the page may be over
    for (const name of ['pointerup', 'keyup'])
      desk.addEventListener(name, () => this.#isTooMuch() && this.#settle(), passive);
    const first = { signal, capture: true };
    for (const name of ['keydown', 'beforeinput', 'paste', 'cut', 'copy', 'compositionstart'])
      desk.addEventListener(name, this.#unpark, first);
    view.dom.addEventListener('mousedown', this.#extend, first);
    const sizes = new ResizeObserver(() => {
      this.#measurePage();
      this.#settle();
    });
    sizes.observe(desk);
    const stop = this.#window.onChange(this.#settle);
    const everything = (): void => this.#show({ from: 0, to: this.#window.length() });
    window.addEventListener('beforeprint', everything, { signal });
    window.addEventListener('afterprint', this.#follow, { signal });
    signal.addEventListener('abort', () => {
      sizes.disconnect();
      stop();
    });
  }
}

/** The index of the first element that reaches below `top` of the screen, found by halving. */
const firstFrom = (elements: readonly HTMLElement[], top: number): number => {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) <= top) low = middle + 1;
    else high = middle;
  }
  return low;
};

const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Escape']);
const withControl = /^(?:Backspace|Delete|Enter|Home|End|Arrow\w+|[biu1-7])$/i;

/** Whether the key does something where the caret is. */
const actsAtCaret = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  ctrlKey || metaKey ? withControl.test(key) : !modifiers.has(key) && !/^F\d+$/.test(key);
