/** The place in the editor of what revisions and locked numbers ask of it: a script without either loads nothing of that. */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { KeepSceneNumbersOptions } from './keep-scene-numbers.ts';

/** The plugins once they are loaded. */
export type Revising = {
  readonly plugin: (index: number) => Plugin | null;
  /** Calls once they are there; at once if they are. */
  readonly whenThere: (listener: () => void) => void;
  /** Whether the script is not to be written in without them: a revision is current, or numbers are locked. */
  readonly isNeeded: () => boolean;
  /** Begins to load them, once. */
  readonly load: () => void;
};

const count = 2;

export const createRevising = (options: KeepSceneNumbersOptions): Revising => {
  let plugins: readonly Plugin[] | null = null;
  let loading = false;
  const waiting = new Set<() => void>();
  return {
    plugin: (index) => plugins?.[index] ?? null,
    whenThere: (listener) => {
      if (plugins !== null) listener();
      else waiting.add(listener);
    },
    isNeeded: () => {
      const { current, sceneNumbers } = options.story.snapshot().production;
      return current !== null || sceneNumbers !== null;
    },
    load: () => {
      if (loading) return;
      loading = true;
      import('./revising-plugins.ts')
        .then(({ revisingPlugins }) => {
          plugins = revisingPlugins(options);
          for (const tell of waiting) tell();
        })
        .catch(() => {
          loading = false;
        });
    },
  };
};

/** A plugin that does what the loaded one of this place does. */
const placeFor = (revising: Revising, index: number): Plugin => {
  const loaded = (): Plugin | null => revising.plugin(index);
  return new Plugin({
    key: new PluginKey(`revising${index}`),
    appendTransaction: (transactions, before, after) => {
      const plugin = loaded();
      return plugin?.spec.appendTransaction?.call(plugin, transactions, before, after);
    },
    view: (view) => {
      let inner: ReturnType<NonNullable<Plugin['spec']['view']>> | null = null;
      revising.whenThere(() => {
        if (!view.isDestroyed) inner = loaded()?.spec.view?.(view) ?? null;
      });
      return {
        update: (shown, before) => inner?.update?.(shown, before),
        destroy: () => inner?.destroy?.(),
      };
    },
    props: {
      handleDOMEvents: {
        compositionend: (view: EditorView, event: CompositionEvent) => {
          const plugin = loaded();
          return plugin?.props.handleDOMEvents?.compositionend?.call(plugin, view, event) ?? false;
        },
      },
    },
  });
};

export const revising = (loaded: Revising) =>
  Extension.create({
    name: 'revising',
    addProseMirrorPlugins: () => Array.from({ length: count }, (_, index) => placeFor(loaded, index)),
  });
