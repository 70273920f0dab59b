import { useEffect, useId, useRef, useState } from 'react';
import { useCan, useMeta, useProject } from '../../../model/project.tsx';
import { useText } from '../../../ui/language.tsx';
import { Region } from '../../../ui/region.tsx';
import { titleMessages } from './messages.ts';
import { type TitleField, titleFields, withTitleField } from './title-fields.ts';
import styles from './title-page.module.css';

/** How long writing rests before it is written into the project, ms. */
const pauseMs = 600;

/** One field: what others write is shown, but not in place of what is being written here. */
const Entry = ({ field }: { readonly field: TitleField }) => {
  const t = useText(titleMessages);
  const { story, commands } = useProject();
  const mayEdit = useCan('edit');
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef<string | null>(null);
  const { key } = field;
  const write = (): void => {
    if (waiting.current !== null) clearTimeout(waiting.current);
    waiting.current = null;
    if (latest.current === null) return;
    const { titlePage } = story.meta();
    const next = withTitleField(titlePage, key, latest.current);
    latest.current = null;
    if (next !== titlePage) commands.setMeta({ titlePage: next });
  };
  const writeNow = useRef(write);
  useEffect(() => {
    writeNow.current = write;
  });
  useEffect(() => () => writeNow.current(), []);
  const text = draft ?? field.text;
  return (
    <div className={styles.entry} data-key={field.usual ?? undefined}>
      <label htmlFor={id}>{field.usual === null ? key : t[field.usual]}</label>
      <textarea
        id={id}
        rows={Math.max(1, text.split('\n').length)}
        value={text}
        readOnly={!mayEdit}
        onChange={(event) => {
          setDraft(event.target.value);
          latest.current = event.target.value;
          if (waiting.current !== null) clearTimeout(waiting.current);
          waiting.current = setTimeout(() => writeNow.current(), pauseMs);
        }}
        onBlur={() => {
          write();
          setDraft(null);
        }}
      />
    </div>
  );
};

/** The first page of paper: title, authors and the rest, written where they are printed. */
export const TitlePage = () => {
  const t = useText(titleMessages);
  const { titlePage, language } = useMeta();
  return (
    <Region label={t.titlePage} className={styles.sheet} lang={language}>
      {titleFields(titlePage).map((field) => (
        <Entry key={field.usual ?? field.key} field={field} />
      ))}
    </Region>
  );
};
