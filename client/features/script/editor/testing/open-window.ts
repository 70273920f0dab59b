/** An editor without a page, bound to a script: for tests of what is written and shown. */
import { scriptOf } from '@oner/shared/document/schema.ts';
import { seededIds } from '@oner/shared/document/testing/story-fixture.ts';
import { getSchema } from '@tiptap/core';
import { EditorState, type Plugin, type Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { blockIds } from '../block-ids.ts';
import { schemaExtensions } from '../schema.ts';
import { type BlockRange, ScriptWindow } from '../script-window.ts';

export const schema = getSchema(schemaExtensions);

/** What is dispatched is applied, and the window's plugin hears of it, as in a view. */
export const openEditor = (doc: Y.Doc, range: BlockRange, plugins: readonly Plugin[] = []) => {
  const window = new ScriptWindow(scriptOf(doc));
  const plugin = window.plugin();
  const ids = seededIds(doc.clientID);
  const naming = blockIds(ids.block, (id) => window.isElsewhere(id));
  const others = [...(naming.config.addProseMirrorPlugins?.call({} as never) ?? []), ...plugins];
  let state = EditorState.create({ schema, plugins: [plugin, ...others] });
  const view = {
    get state() {
      return state;
    },
    dispatch: (transaction: Transaction): void => {
      const before = state;
      state = state.apply(transaction);
      for (const hearing of hears) hearing?.update?.(view as never, before);
    },
    dom: { toggleAttribute: () => true },
    composing: false,
  };
  const hears = [plugin, ...others].map(({ spec }) => spec.view?.(view as never));
  window.attach(view, range);
  return { doc, window, view, close: () => hears[0]?.destroy?.() };
};
export type Opened = ReturnType<typeof openEditor>;
