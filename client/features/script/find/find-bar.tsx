import { replaceWords } from '@oner/shared/document/commands/words.ts';
import { type BlockType, blockTypes } from '@oner/shared/fountain/screenplay.ts';
import {
  CaseSensitive,
  ChevronDown,
  ChevronUp,
  Replace,
  ReplaceAll,
  SlidersHorizontal,
  WholeWord,
  X,
} from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import { useCan, useProject } from '../../../model/project.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { inputClass } from '../../../ui/field.tsx';
import { useLanguage, useText } from '../../../ui/language.tsx';
import { useAnnouncer } from '../../../ui/live-region.tsx';
import { elementNames, scriptMessages } from '../messages.ts';
import type { ScriptPage } from '../use-script-page.ts';
import styles from './find-bar.module.css';
import { type FindQuery, type FoundWords, findNothing, findWords, firstFrom, mostFound } from './find-words.ts';
import { markFound } from './found-marks.ts';

/** The places of the words as the script is now. */
const useFound = (query: FindQuery): readonly FoundWords[] => {
  const { story } = useProject();
  const [found, setFound] = useState<readonly FoundWords[]>([]);
  useEffect(() => {
    const look = (): void => setFound(findWords(story.snapshot().blocks, query));
    look();
    return query.words === '' ? undefined : story.subscribe(look);
  }, [story, query]);
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

/** Where in the script the words are looked for. */
const Where = ({
  query,
  onChange,
}: {
  readonly query: FindQuery;
  readonly onChange: (part: Partial<FindQuery>) => void;
}) => {
  const t = useText(scriptMessages);
  const names = elementNames[useLanguage()];
  const { story } = useProject();
  const people = useMemo(() => [...new Set(story.snapshot().scenes.flatMap(({ cast }) => cast))].sort(), [story]);
  return (
    <>
      <IconButton
        label={t.wholeWords}
        on={query.wholeWords}
        onClick={() => onChange({ wholeWords: !query.wholeWords })}
      >
        <WholeWord size={15} aria-hidden />
      </IconButton>
      <IconButton label={t.matchCase} on={query.matchCase} onClick={() => onChange({ matchCase: !query.matchCase })}>
        <CaseSensitive size={15} aria-hidden />
      </IconButton>
      <select
        className={styles.choice}
        aria-label={t.inElement}
        value={query.element ?? ''}
        onChange={({ target }) => onChange({ element: blockTypes.find((type) => type === target.value) ?? null })}
      >
        <option value="">{t.everyElement}</option>
        {blockTypes
          .filter((type): type is Exclude<BlockType, 'pageBreak'> => type !== 'pageBreak')
          .map((type) => (
            <option key={type} value={type}>
              {names[type]}
            </option>
          ))}
      </select>
      <select
        className={styles.choice}
        aria-label={t.ofCharacter}
        value={query.character ?? ''}
        onChange={({ target }) => onChange({ character: target.value === '' ? null : target.value })}
      >
        <option value="">{t.everyone}</option>
        {people.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
};

/** Puts other words in their place: here, or everywhere as one step of undo. */
const ReplaceRow = (options: {
  readonly query: FindQuery;
  readonly found: readonly FoundWords[];
  readonly current: FoundWords | null;
  readonly onReplaced: () => void;
}) => {
  const { query, found, current, onReplaced } = options;
  const t = useText(scriptMessages);
  const { edit, story } = useProject();
  const { say, refuse } = useAnnouncer();
  const [text, setText] = useState('');
  const replace = (wanted: (place: FoundWords) => boolean): void => {
    // as the script is at this moment: others may have written since the places were shown
    const places = findWords(story.snapshot().blocks, query).filter(wanted);
    const done = places.length > 0 ? edit((doc) => replaceWords(doc, { places, text })) : null;
    if (done?.ok) say(t.replaced(done.value));
    else refuse(t.notReplaced);
    onReplaced();
  };
  const replaceOne = (): void =>
    replace(({ block, from, to }) => block === current?.block && from === current.from && to === current.to);
  return (
    <div className={styles.row}>
      <input
        className={inputClass}
        type="text"
        value={text}
        aria-label={t.replaceBy}
        placeholder={t.replaceBy}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          if (current) replaceOne();
        }}
      />
      <IconButton label={t.replaceOne} disabled={current === null} onClick={replaceOne}>
        <Replace size={15} aria-hidden />
      </IconButton>
      <IconButton label={t.replaceAll} disabled={found.length === 0} onClick={() => replace(() => true)}>
        <ReplaceAll size={15} aria-hidden />
      </IconButton>
    </div>
  );
};

export type FindBarProps = {
  readonly page: ScriptPage;
  /** Whether words are to be replaced, or looked for in some places only. */
  readonly wide: boolean;
  readonly onWide: (wide: boolean) => void;
  readonly onClose: () => void;
};

/** The words to look for, how many places there are, and what is to stand there instead. */
export const FindBar = ({ page, wide, onWide, onClose }: FindBarProps) => {
  const t = useText(scriptMessages);
  const { story } = useProject();
  const mayEdit = useCan('edit');
  const [query, setQuery] = useState<FindQuery>(() => ({ ...findNothing, words: selectedText(page) }));
  const [current, setCurrent] = useState<number | null>(null);
  const found = useFound(query);
  useEffect(() => markFound(page.editor.view, query), [page, query]);
  useEffect(() => () => markFound(page.editor.view, findNothing), [page]);
  const go = useCallback(
    (index: number, places: readonly FoundWords[]): void => {
      const place = places[(index + places.length) % Math.max(places.length, 1)];
      if (!place) return;
      setCurrent((index + places.length) % places.length);
      page.paper.select(place);
    },
    [page],
  );
  const goFromHere = (next: FindQuery): void => {
    const places = findWords(story.snapshot().blocks, next);
    const { index, offset } = hereIn(page);
    setCurrent(null);
    go(firstFrom(places, index, offset), places);
  };
  const look = (part: Partial<FindQuery>): void => {
    const next = { ...query, ...part };
    setQuery(next);
    goFromHere(next);
  };
  const step = (by: 1 | -1): void => {
    const { index, offset } = hereIn(page);
    go(current === null ? firstFrom(found, index, offset) : current + by, found);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const at = found.length === 0 ? 0 : Math.min(current ?? 0, found.length - 1) + 1;
  return (
    <search className={styles.bar} aria-label={t.findInScript} onKeyDown={onKeyDown}>
      <div className={styles.row}>
        <input
          className={inputClass}
          type="text"
          // biome-ignore lint/a11y/noAutofocus: whoever asked for this field wants to type in it
          autoFocus
          value={query.words}
          aria-label={t.findInScript}
          placeholder={t.findInScript}
          onFocus={(event) => event.target.select()}
          onChange={(event) => look({ words: event.target.value })}
        />
        <span className={styles.count} role="status">
          {query.words === '' ? '' : t.found(at, found.length, found.length === mostFound)}
        </span>
        <IconButton label={t.findBefore} disabled={found.length === 0} onClick={() => step(-1)}>
          <ChevronUp size={15} aria-hidden />
        </IconButton>
        <IconButton label={t.findNext} disabled={found.length === 0} onClick={() => step(1)}>
          <ChevronDown size={15} aria-hidden />
        </IconButton>
        <IconButton label={t.replaceAndMore} on={wide} onClick={() => onWide(!wide)}>
          <SlidersHorizontal size={15} aria-hidden />
        </IconButton>
        <IconButton label={t.closeFind} onClick={onClose}>
          <X size={15} aria-hidden />
        </IconButton>
      </div>
      {wide && (
        <div className={styles.row}>
          <Where query={query} onChange={look} />
        </div>
      )}
      {wide && mayEdit && (
        <ReplaceRow
          query={query}
          found={found}
          current={current === null ? null : (found[current] ?? null)}
          onReplaced={() => goFromHere(query)}
        />
      )}
    </search>
  );
};
