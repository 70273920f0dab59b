import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react';
import { useProject } from '../../../model/project.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { useCommand } from '../../../ui/commands.tsx';
import { inputClass } from '../../../ui/field.tsx';
import { useText } from '../../../ui/language.tsx';
import { scriptMessages } from '../messages.ts';
import type { ScriptPage } from '../use-script-page.ts';
import styles from './find-bar.module.css';
import { type FoundWords, findWords, firstFrom, mostFound } from './find-words.ts';
import { markFound } from './found-marks.ts';

/** The places of the words as the script is now. */
const useFound = (words: string): readonly FoundWords[] => {
  const { story } = useProject();
  const [found, setFound] = useState<readonly FoundWords[]>([]);
  useEffect(() => {
    const look = (): void => setFound(findWords(story.snapshot().blocks, words));
    look();
    return words === '' ? undefined : story.subscribe(look);
  }, [story, words]);
  return found;
};

/** Where one is in the script: at the caret, else at the beginning. */
const hereIn = ({ window: shown }: ScriptPage): { readonly index: number; readonly offset: number } => {
  const selection = shown.selection();
  const at = selection && shown.blocksOf(selection);
  return at ? { index: at.anchor, offset: selection.anchor.offset } : { index: 0, offset: 0 };
};

const selectedText = ({ editor }: ScriptPage): string => {
  const { from, to, $from, $to } = editor.state.selection;
  return $from.sameParent($to) ? editor.state.doc.textBetween(from, to, ' ').slice(0, 200) : '';
};

const Bar = ({ page, onClose }: { readonly page: ScriptPage; readonly onClose: () => void }) => {
  const t = useText(scriptMessages);
  const { story } = useProject();
  const [words, setWords] = useState(() => selectedText(page));
  const [current, setCurrent] = useState<number | null>(null);
  const found = useFound(words);
  useEffect(() => markFound(page.editor.view, words), [page, words]);
  useEffect(() => () => markFound(page.editor.view, ''), [page]);
  const go = useCallback(
    (index: number, places: readonly FoundWords[]): void => {
      const place = places[(index + places.length) % Math.max(places.length, 1)];
      if (!place) return;
      setCurrent((index + places.length) % places.length);
      page.paper.select(place);
    },
    [page],
  );
  const look = (next: string): void => {
    setWords(next);
    const places = findWords(story.snapshot().blocks, next);
    const { index, offset } = hereIn(page);
    setCurrent(null);
    go(firstFrom(places, index, offset), places);
  };
  const step = (by: 1 | -1): void => {
    const { index, offset } = hereIn(page);
    go(current === null ? firstFrom(found, index, offset) : current + by, found);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const at = found.length === 0 ? 0 : Math.min(current ?? 0, found.length - 1) + 1;
  return (
    <search className={styles.bar} aria-label={t.findInScript} onKeyDown={onKeyDown}>
      <input
        className={inputClass}
        type="text"
        // biome-ignore lint/a11y/noAutofocus: whoever asked for this field wants to type in it
        autoFocus
        value={words}
        aria-label={t.findInScript}
        placeholder={t.findInScript}
        onFocus={(event) => event.target.select()}
        onChange={(event) => look(event.target.value)}
      />
      <span className={styles.count} role="status">
        {words === '' ? '' : t.found(at, found.length, found.length === mostFound)}
      </span>
      <IconButton label={t.findBefore} disabled={found.length === 0} onClick={() => step(-1)}>
        <ChevronUp size={15} aria-hidden />
      </IconButton>
      <IconButton label={t.findNext} disabled={found.length === 0} onClick={() => step(1)}>
        <ChevronDown size={15} aria-hidden />
      </IconButton>
      <IconButton label={t.closeFind} onClick={onClose}>
        <X size={15} aria-hidden />
      </IconButton>
    </search>
  );
};

/** Finds words in the whole script: the browser's own search sees only what is on the page. */
export const FindBar = ({ page }: { readonly page: ScriptPage }) => {
  const t = useText(scriptMessages);
  const [open, setOpen] = useState(false);
  useCommand({ id: 'script.find', title: t.findInScript, keys: ['Mod+f'], run: () => setOpen(true) });
  if (!open) return null;
  return (
    <Bar
      page={page}
      onClose={() => {
        setOpen(false);
        page.editor.commands.focus(undefined, { scrollIntoView: false });
      }}
    />
  );
};
