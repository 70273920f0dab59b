import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useId, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import { useText } from '../../../ui/language.tsx';
import { scriptMessages } from '../messages.ts';
import styles from './completion-list.module.css';
import type { CompletionStore, OpenCompletion } from './completion-store.ts';

type Place = { readonly left: number; readonly top: number };

/** Under the beginning of the word that an option would take the place of, inside the paper. */
const placeOf = (editor: Editor, paper: HTMLElement, open: OpenCompletion): Place => {
  const { $head } = editor.state.selection;
  const box = paper.getBoundingClientRect();
  const word = editor.view.coordsAtPos(Math.min($head.start() + open.from, $head.pos));
  return { left: Math.max(8, Math.min(word.left - box.left - 8, box.width - 200)), top: word.bottom - box.top + 4 };
};

/** Tells assistive technology which option is chosen, while the caret stays in the script. */
const useActiveOption = (editor: Editor, list: string, open: OpenCompletion | null): void => {
  const chosen = open?.chosen ?? -1;
  const isOpen = open !== null;
  useEffect(() => {
    const page = editor.view.dom;
    const attributes: Readonly<Record<string, string | null>> = {
      'aria-autocomplete': isOpen ? 'list' : null,
      'aria-controls': isOpen ? list : null,
      'aria-activedescendant': chosen >= 0 ? `${list}-${chosen}` : null,
    };
    for (const [name, value] of Object.entries(attributes))
      if (value === null) page.removeAttribute(name);
      else page.setAttribute(name, value);
  }, [editor, list, chosen, isOpen]);
};

/** Words that the line may go on with, at the caret. */
export const CompletionList = ({
  editor,
  store,
  paper,
}: {
  readonly editor: Editor;
  readonly store: CompletionStore;
  readonly paper: RefObject<HTMLElement | null>;
}) => {
  const t = useText(scriptMessages);
  const list = useId();
  const open = useSyncExternalStore(store.subscribe, store.get);
  const [place, setPlace] = useState<Place | null>(null);
  useActiveOption(editor, list, open);
  const line = open && `${open.block} ${open.from} ${open.before}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it moves with the line, not with the choice
  useLayoutEffect(() => {
    if (open && paper.current) setPlace(placeOf(editor, paper.current, open));
  }, [line]);
  if (!open || !place) return null;
  return (
    <div id={list} role="listbox" aria-label={t.completions} className={styles.list} style={place}>
      {open.options.map((option, index) => (
        <div
          key={option}
          id={`${list}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === open.chosen}
          className={classNames(styles.option, index === open.chosen && styles.chosen)}
          onMouseDown={(event) => {
            event.preventDefault();
            store.choose(index);
            store.take(editor.view, true);
          }}
        >
          {/^[^(（]*[)）]$/.test(option) ? option.slice(0, -1) : option.trim()}
        </div>
      ))}
    </div>
  );
};
