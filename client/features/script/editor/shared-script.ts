import { Extension } from '@tiptap/core';
import { yCursorPlugin, ySyncPlugin } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import type { XmlFragment } from 'yjs';
import { personColor } from '../../../ui/person-color.ts';
import styles from './script-page.module.css';

type Who = { readonly id?: unknown; readonly name?: unknown };

/** How long a name stays beside a caret that moved, ms. */
const nameShownMs = 2000;

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

const showName = (name: Element): void => {
  name.animate([{ opacity: 1 }, { opacity: 1, offset: 0.85 }, { opacity: 0 }], { duration: nameShownMs });
};

const selection = (user: Who) => ({
  class: styles.theirSelection ?? '',
  style: `--person: ${personColor(String(user.id ?? ''))}`,
});

/** Binds the editor to the shared script and shows the others' carets in it. */
export const sharedScript = (script: XmlFragment, awareness: Awareness) =>
  Extension.create({
    name: 'sharedScript',
    priority: 1000,
    addProseMirrorPlugins: () => [
      ySyncPlugin(script),
      yCursorPlugin(awareness, { cursorBuilder: caret, selectionBuilder: selection }),
    ],
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
