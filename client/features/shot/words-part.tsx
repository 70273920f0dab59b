import type { Shot } from '@oner/shared/document/story.ts';
import { coveredWords } from '@oner/shared/generation/spec-words.ts';
import { ArrowRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useMeta, useProject, useScene } from '../../model/project.tsx';
import { useViewActions } from '../../model/view.ts';
import { Button } from '../../ui/button.tsx';
import { useText } from '../../ui/language.tsx';
import type { WriteFields } from './inspected.ts';
import styles from './inspector.module.css';
import { KeyHints } from './key-hints.tsx';
import { shotMessages } from './messages.ts';
import { TextField } from './text-field.tsx';

/** What is written of one shot; several have no words in common. */
export const WordsPart = ({ shot, write }: { readonly shot: Shot; readonly write: WriteFields }) => {
  const t = useText(shotMessages);
  const { selection } = useProject();
  const dialogue = useRef<HTMLTextAreaElement>(null);
  const notes = useRef<HTMLTextAreaElement>(null);
  useEffect(
    () => selection.onWish(['dialogue', 'notes'], (wish) => (wish === 'notes' ? notes : dialogue).current?.focus()),
    [selection],
  );
  return (
    <>
      <TextField
        inputRef={dialogue}
        label={t.dialogue}
        command="shot.wish.dialogue"
        value={shot.dialogue}
        onWrite={(text) => write({ dialogue: text })}
      />
      <TextField
        inputRef={notes}
        label={t.notes}
        command="shot.wish.notes"
        value={shot.notes}
        onWrite={(text) => write({ notes: text })}
      />
    </>
  );
};

/** The script's words that a shot covers. */
export const CoveredPart = ({ shot }: { readonly shot: Shot }) => {
  const t = useText(shotMessages);
  const scene = useScene(shot.scene ?? ('' as never)); // no scene has the empty id
  const { language } = useMeta();
  const { goTo } = useViewActions();
  const words = scene === null ? '' : coveredWords(scene, shot);
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>
        {t.words}
        <KeyHints commands={['shot.words']} />
      </h3>
      {words === '' ? (
        <p className={styles.none}>{t.noWords}</p>
      ) : (
        <>
          <blockquote className={styles.quote} lang={language}>
            {words}
          </blockquote>
          <Button kind="outline" onClick={() => goTo('script')}>
            {t.toScript}
            <ArrowRight size={14} aria-hidden />
          </Button>
        </>
      )}
    </section>
  );
};
