import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { UndoManager } from 'yjs';
import type { KeptSelection } from './caret-position.ts';
import type { ScriptWindow } from './script-window.ts';

type StackEvent = { readonly stackItem: { readonly meta: Map<unknown, unknown> } };

const key = new PluginKey<KeptSelection | null>('undoSelection');

/**
 * Undo by the project's one manager, which outlives the editor. Keeps with each step where the caret stood before it, and goes back there when the
 * step is taken back, also to a part of the script that is not shown.
 */
export const undoSelection = (options: {
  readonly manager: UndoManager;
  readonly window: ScriptWindow;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Shows where the selection is now. */
  readonly reveal: () => void;
}) =>
  Extension.create({
    name: 'undoSelection',
    priority: 300,
    addKeyboardShortcuts: () => {
      const run = (act: () => void) => () => {
        act();
        return true;
      };
      return { 'Mod-z': run(options.undo), 'Mod-y': run(options.redo), 'Shift-Mod-z': run(options.redo) };
    },
    addProseMirrorPlugins: () => [
      new Plugin<KeptSelection | null>({
        key,
        state: {
          init: () => null,
          // the script is still what the editor shows: the change is written after it
          apply: (transaction, before) => (transaction.docChanged ? (options.window.selection() ?? before) : before),
        },
        view: (view) => {
          const added = ({ stackItem }: StackEvent) => {
            if (!stackItem.meta.has(key)) stackItem.meta.set(key, key.getState(view.state));
          };
          const popped = ({ stackItem }: StackEvent) => {
            const selection = stackItem.meta.get(key) as KeptSelection | null | undefined; // set above, by nobody else
            if (!selection || !view.hasFocus()) return;
            options.window.select(selection);
            options.reveal();
          };
          options.manager.on('stack-item-added', added);
          options.manager.on('stack-item-popped', popped);
          return {
            destroy: () => {
              options.manager.off('stack-item-added', added);
              options.manager.off('stack-item-popped', popped);
            },
          };
        },
      }),
    ],
  });
