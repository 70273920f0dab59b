import { scriptOf } from '@oner/shared/document/schema.ts';
import { storedMarkNames } from '@oner/shared/document/script-xml.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import type { IdFactory } from '@oner/shared/ids/ids.ts';
import { Editor } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from 'y-prosemirror';
import type { Project } from '../../../model/open-project.ts';
import { blockIds } from './block-ids.ts';
import { schemaExtensions } from './schema.ts';
import { screenplayKeys } from './screenplay-keys.ts';
import styles from './script-page.module.css';
import { sharedScript } from './shared-script.ts';
import { shotWords } from './shot-words.ts';
import { undoSelection } from './undo-selection.ts';

/** Several lines of plain text are read as Fountain; one line is words for where the caret is. */
const readPasted = (text: string, view: EditorView): Slice => {
  const { schema } = view.state;
  if (!text.trim().includes('\n'))
    return new Slice(Fragment.from(text ? schema.text(text.replaceAll('\n', '')) : null), 0, 0);
  const nodes = readFountain(text).blocks.flatMap((block): readonly Node[] => {
    const type = schema.nodes[block.type];
    if (!type) return [];
    const content = block.runs.flatMap((run) => {
      const marks = run.marks.flatMap((mark) => schema.marks[storedMarkNames[mark]]?.create() ?? []);
      const lines = run.text.split('\n');
      return lines.flatMap((line, index) => [
        ...(index > 0 ? [schema.nodes.hardBreak?.create()] : []),
        ...(line === '' ? [] : [schema.text(line, marks)]),
      ]);
    });
    const { number, depth, dual } = block;
    return [
      type.create(
        { number, depth, dual },
        content.filter((node) => node !== undefined),
      ),
    ];
  });
  return new Slice(Fragment.from(nodes), 0, 0);
};

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
};

/** The editor of the shared script. Nothing is written before the person does something. */
export const createScriptEditor = (options: ScriptEditorOptions): Editor => {
  const { project } = options;
  project.undo.track(ySyncPluginKey);
  const editor = new Editor({
    element: options.element,
    extensions: [
      ...schemaExtensions,
      sharedScript(scriptOf(project.doc), project.awareness),
      undoSelection({ manager: project.undo.manager, undo: options.undo, redo: options.redo }),
      blockIds(options.ids.block),
      screenplayKeys,
      shotWords(styles.shotWords ?? ''),
    ],
    // the shared script takes its place before it is seen; an empty page has no place for the caret that this starts with
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
      clipboardTextParser: (text, _context, _plain, view) => readPasted(text, view),
    },
  });
  keepFromReact(editor.view.dom);
  return editor;
};
