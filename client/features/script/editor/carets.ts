import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { personColor } from '../../../ui/person-color.ts';
import styles from './script-page.module.css';
import type { ScriptWindow } from './script-window.ts';

type Who = { readonly id?: unknown; readonly name?: unknown };

/** How long a name stays beside a caret that moved, ms. */
const nameShownMs = 2000;

const showName = (name: Element): void => {
  name.animate([{ opacity: 1 }, { opacity: 1, offset: 0.85 }, { opacity: 0 }], { duration: nameShownMs });
};

const caret = (user: Who): HTMLElement => {
  const element = document.createElement('span');
  element.className = styles.caret ?? '';
  element.dataset.person = String(user.id ?? '');
  element.style.setProperty('--person', personColor(String(user.id ?? '')));
  const name = document.createElement('span');
  name.className = styles.caretName ?? '';
  name.textContent = String(user.name ?? '');
  element.append(name);
  showName(name);
  return element;
};

const key = new PluginKey<DecorationSet>('carets');

/** The point that another client wrote; null when it is none. */
const readPoint = (written: unknown): Y.RelativePosition | null => {
  if (typeof written !== 'object' || written === null) return null;
  try {
    return Y.createRelativePositionFromJSON(written);
  } catch {
    return null;
  }
};

type Place = { readonly anchor: number; readonly head: number };

const placeOf = (window: ScriptWindow, cursor: unknown): Place | null => {
  if (typeof cursor !== 'object' || cursor === null) return null;
  const [anchor, head] = [Reflect.get(cursor, 'anchor'), Reflect.get(cursor, 'head')].map((written) => {
    const point = readPoint(written);
    return point && window.positionOf(point);
  });
  // a selection that reaches out of what is shown is drawn as its end alone
  if (typeof head !== 'number') return null;
  return { anchor: typeof anchor === 'number' ? anchor : head, head };
};

const decorationsOf = (user: Who, client: number, { anchor, head }: Place): readonly Decoration[] => {
  const style = `--person: ${personColor(String(user.id ?? ''))}`;
  return [
    Decoration.widget(head, () => caret(user), { key: `${client}`, side: 10 }),
    ...(anchor === head
      ? []
      : [
          Decoration.inline(
            Math.min(anchor, head),
            Math.max(anchor, head),
            { class: styles.theirSelection ?? '', style },
            { inclusiveEnd: true, inclusiveStart: false },
          ),
        ]),
  ];
};

const drawCarets = (state: EditorState, window: ScriptWindow, awareness: Awareness): DecorationSet => {
  const decorations: Decoration[] = [];
  for (const [client, { cursor, user }] of awareness.getStates()) {
    const place = client === awareness.clientID ? null : placeOf(window, cursor);
    if (place === null || Math.max(place.anchor, place.head) > state.doc.content.size) continue;
    decorations.push(...decorationsOf((user ?? {}) as Who, client, place)); // each field is read as unknown
  }
  return DecorationSet.create(state.doc, decorations);
};

/** Tells the others where one's own caret is, while one writes. */
const tellCaret = (view: EditorView, window: ScriptWindow, awareness: Awareness): void => {
  const told: unknown = awareness.getLocalState()?.cursor ?? null;
  const selection = view.hasFocus() ? window.selection() : null;
  if (selection === null) {
    if (told !== null && !view.hasFocus()) awareness.setLocalStateField('cursor', null);
    return;
  }
  const cursor = { anchor: selection.anchor.position, head: selection.head.position };
  if (JSON.stringify(told) !== JSON.stringify(cursor)) awareness.setLocalStateField('cursor', cursor);
};

/** The others' carets and selections as they are now. */
const caretsPlugin = (window: ScriptWindow, awareness: Awareness): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, drawn) =>
        (transaction.getMeta(key) as DecorationSet | undefined) ?? drawn.map(transaction.mapping, transaction.doc),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => {
      const draw = (): void => {
        if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, drawCarets(view.state, window, awareness)));
      };
      let asked = false;
      const drawSoon = (): void => {
        if (asked) return;
        asked = true;
        requestAnimationFrame(() => {
          asked = false;
          draw();
        });
      };
      const tell = (): void => tellCaret(view, window, awareness);
      const onAwareness = ({ updated, added, removed }: Record<'updated' | 'added' | 'removed', number[]>): void => {
        if ([...updated, ...added, ...removed].some((client) => client !== awareness.clientID)) drawSoon();
      };
      const stopWindow = window.onChange(drawSoon);
      awareness.on('change', onAwareness);
      view.dom.addEventListener('focusin', tell);
      view.dom.addEventListener('focusout', tell);
      return {
        update: (_view, before) => {
          if (before.selection !== view.state.selection || before.doc !== view.state.doc) tell();
        },
        destroy: () => {
          stopWindow();
          awareness.off('change', onAwareness);
          view.dom.removeEventListener('focusin', tell);
          view.dom.removeEventListener('focusout', tell);
          awareness.setLocalStateField('cursor', null);
        },
      };
    },
  });

/** Shows the others' carets, with a name beside one that moved, and tells them one's own. */
export const carets = (window: ScriptWindow, awareness: Awareness) =>
  Extension.create({
    name: 'carets',
    addProseMirrorPlugins: () => [caretsPlugin(window, awareness)],
    onCreate() {
      const page = this.editor.view.dom;
      const named = ({ updated }: { readonly updated: readonly number[] }): void => {
        const moved = new Set(updated.map((client) => String(awareness.getStates().get(client)?.user?.id)));
        requestAnimationFrame(() => {
          for (const element of page.querySelectorAll<HTMLElement>(`.${styles.caret}`))
            if (moved.has(element.dataset.person ?? '') && element.firstElementChild)
              showName(element.firstElementChild);
        });
      };
      awareness.on('change', named);
      this.editor.on('destroy', () => awareness.off('change', named));
    },
  });
