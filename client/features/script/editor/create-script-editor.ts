import type { IdFactory } from '@oner/shared/ids/ids.ts';
import { Editor, Extension } from '@tiptap/core';
import type { Project } from '../../../model/open-project.ts';
import { foundMarks } from '../find/found-marks.ts';
import { pageMarks } from '../pages/page-marks.ts';
import { type Revising, revising } from '../pages/revising.ts';
import type { ScriptPages } from '../pages/script-pages.ts';
import type { PaperView } from '../paper/paper-view.ts';
import { smartPaste } from '../paste/smart-paste.ts';
import { type CompletionStore, completion } from '../typing/completion-store.ts';
import { keepContinued } from '../typing/keep-continued.ts';
import { typedElements } from '../typing/typed-elements.ts';
import { blockIds } from './block-ids.ts';
import { caretFromBrowser } from './caret-from-browser.ts';
import { carets } from './carets.ts';
import { dualColumns } from './dual-columns.ts';
import { laidMarks } from './laid-marks.ts';
import { schemaExtensions } from './schema.ts';
import { screenplayKeys } from './screenplay-keys.ts';
import styles from './script-page.module.css';
import { editorOrigin, type ScriptWindow } from './script-window.ts';
import { shotWords } from './shot-words.ts';
import { undoSelection } from './undo-selection.ts';

/**
 * React counts the characters up to the caret of the focused editable element at each commit, to put the caret back: in a feature
 * film's script that alone is several frames. The editor keeps its caret by itself, so React is not told that this is editable.
 */
const keepFromReact = (page: HTMLElement): void => {
  Object.defineProperty(page, 'contentEditable', { configurable: true, get: () => 'inherit' });
};

export type ScriptEditorOptions = {
  /** Where the page is put. */
  readonly element: HTMLElement;
  readonly project: Project;
  readonly ids: Pick<IdFactory, 'block'>;
  readonly label: string;
  readonly language: string;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly window: ScriptWindow;
  readonly paper: PaperView;
  readonly completion: CompletionStore;
  readonly pages: ScriptPages;
  readonly revising: Revising;
};

/** Binds the editor to the shown part of the script, ahead of all else that hears of a change. */
const shownScript = (window: ScriptWindow) =>
  Extension.create({ name: 'shownScript', priority: 1000, addProseMirrorPlugins: () => [window.plugin()] });

/** Keys that reach beyond what the editor holds. */
const scriptEnds = (paper: PaperView) =>
  Extension.create({
    name: 'scriptEnds',
    addKeyboardShortcuts: () => {
      const run = (act: () => void) => () => {
        act();
        return true;
      };
      const top = run(() => paper.selectTo('start', false));
      const bottom = run(() => paper.selectTo('end', false));
      const toTop = run(() => paper.selectTo('start', true));
      const toBottom = run(() => paper.selectTo('end', true));
      return {
        'Mod-a': run(() => paper.selectAll()),
        'Mod-Home': top,
        'Mod-End': bottom,
        'Shift-Mod-Home': toTop,
        'Shift-Mod-End': toBottom,
        'Cmd-ArrowUp': top,
        'Cmd-ArrowDown': bottom,
        'Shift-Cmd-ArrowUp': toTop,
        'Shift-Cmd-ArrowDown': toBottom,
      };
    },
  });

/** The editor of the shared script, empty until the window is attached to it. Nothing is written before the person does something. */
export const createScriptEditor = (options: ScriptEditorOptions): Editor => {
  const { project, window } = options;
  const { undo, redo, paper } = options;
  project.undo.track(editorOrigin);
  const isKnownName = (name: string): boolean =>
    project.story.snapshot().scenes.some(({ cast }) => cast.includes(name));
  const editor = new Editor({
    element: options.element,
    extensions: [
      ...schemaExtensions,
      shownScript(window),
      caretFromBrowser,
      carets(window, project.awareness),
      undoSelection({ manager: project.undo.manager, window, undo, redo, reveal: () => paper.revealSelection() }),
      blockIds(options.ids.block, (id) => window.isElsewhere(id)),
      screenplayKeys({ isKnownName }),
      smartPaste(isKnownName),
      typedElements(() => project.undo.manager.stopCapturing()),
      keepContinued(() => project.story.meta().continued),
      revising(options.revising),
      completion(options.completion),
      dualColumns,
      pageMarks({
        pages: options.pages,
        window,
        blocks: () => project.story.snapshot().blocks,
        subscribe: (listener) => {
          const stops = [project.story.subscribe(listener), project.pageLock.subscribe(listener)];
          return () => {
            for (const stop of stops) stop();
          };
        },
        className: styles.pageMark ?? '',
      }),
      scriptEnds(paper),
      shotWords(styles.shotWords ?? ''),
      laidMarks,
      foundMarks({ all: styles.found ?? '', current: styles.foundHere ?? '' }),
    ],
    // the script takes its place before it is seen; an empty page has no place for the caret that this starts with
    content: { type: 'doc', content: [{ type: 'action' }] },
    enableCoreExtensions: { paste: false, delete: false, textDirection: false },
    enableInputRules: false,
    enablePasteRules: false,
    editable: false,
    editorProps: {
      attributes: {
        class: styles.page ?? '',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': options.label,
        lang: options.language,
        spellcheck: 'true',
      },
    },
  });
  keepFromReact(editor.view.dom);
  return editor;
};
