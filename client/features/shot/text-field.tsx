import { type RefObject, useId } from 'react';
import { useMeta } from '../../model/project.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './inspector.module.css';
import { KeyHints } from './key-hints.tsx';
import { useDraft } from './use-draft.ts';

/** Words of a shot: written in the pauses of typing, each pause a step of undo. */
export const TextField = ({
  label,
  value,
  command,
  lead = false,
  inputRef,
  onWrite,
}: {
  readonly label: string;
  readonly value: string;
  readonly command: string;
  readonly lead?: boolean;
  readonly inputRef?: RefObject<HTMLTextAreaElement | null>;
  readonly onWrite: (text: string) => void;
}) => {
  const id = useId();
  const { language } = useMeta();
  const { text, type, flush } = useDraft(value, onWrite);
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>
        <label htmlFor={id}>{label}</label>
        <KeyHints commands={[command]} />
      </h3>
      <textarea
        ref={inputRef}
        id={id}
        lang={language}
        rows={1}
        className={classNames(styles.field, lead && styles.lead)}
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={flush}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </section>
  );
};
