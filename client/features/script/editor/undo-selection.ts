import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { getRelativeSelection, ySyncPluginKey } from 'y-prosemirror';
import type { UndoManager } from 'yjs';

type StackEvent = { readonly stackItem: { readonly meta: Map<unknown, unknown> } };

const key = new PluginKey<unknown>('undoSelection');
const bindingOf = (state: EditorState) => ySyncPluginKey.getState(state)?.binding ?? null;

/**
 * Undo by the project's one manager, which outlives the editor: y-prosemirror's own plugin would destroy it with the view. Keeps with each step
 * where the caret stood, and puts it back there when the step is taken back.
 */
export const undoSelection = (options: {
  readonly manager: UndoManager;
  readonly undo: () => void;
  readonly redo: () => void;
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
      new Plugin<unknown>({
        key,
        state: {
          init: () => null,
          apply: (_transaction, _before, oldState) => {
            const binding = bindingOf(oldState);
            return binding ? getRelativeSelection(binding, oldState) : null;
          },
        },
        view: (view) => {
          const added = ({ stackItem }: StackEvent) => stackItem.meta.set(key, key.getState(view.state));
          const popped = ({ stackItem }: StackEvent) => {
            const binding = bindingOf(view.state);
            const selection = stackItem.meta.get(key);
            if (binding && selection) binding.beforeTransactionSelection = selection;
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
