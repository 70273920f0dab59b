import { renameCharacter } from '@oner/shared/document/commands/words.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { ChevronLeft, PenLine } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useCan, useMeta, useProject } from '../../../model/project.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { inputClass } from '../../../ui/field.tsx';
import { useText } from '../../../ui/language.tsx';
import { useAnnouncer } from '../../../ui/live-region.tsx';
import { scriptMessages } from '../messages.ts';
import { goToBlock } from './go-to-block.ts';
import styles from './lists.module.css';
import { linesOf, speakers } from './script-lists.ts';
import { useList } from './use-list.ts';

/** The field for a new name; Enter renames, Esc leaves everything as it is. */
const NewName = ({ name, onDone }: { readonly name: string; readonly onDone: (name: string) => void }) => {
  const t = useText(scriptMessages);
  const { edit } = useProject();
  const { say, refuse } = useAnnouncer();
  const [to, setTo] = useState(name);
  const rename = (): void => {
    if (to.trim() === name) {
      onDone(name);
      return;
    }
    const wanted = name === name.toUpperCase() ? to.trim().toUpperCase() : to.trim();
    const done = edit((doc) => renameCharacter(doc, { name, to: wanted }));
    if (!done.ok) {
      refuse(t.notAName);
      return;
    }
    say(t.characterRenamed(wanted, done.value));
    onDone(wanted);
  };
  return (
    <input
      className={inputClass}
      // biome-ignore lint/a11y/noAutofocus: whoever asked for this field wants to type in it
      autoFocus
      value={to}
      aria-label={t.newName}
      onFocus={(event) => event.target.select()}
      onChange={({ target }) => setTo(target.value)}
      onBlur={() => onDone(name)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') rename();
        else if (event.key === 'Escape') onDone(name);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
};

/** All that one person says; a click goes there. */
const Lines = ({ name, onName }: { readonly name: string; readonly onName: (name: string | null) => void }) => {
  const t = useText(scriptMessages);
  const project = useProject();
  const { language } = useMeta();
  const mayEdit = useCan('edit');
  const [renaming, setRenaming] = useState(false);
  const lines = useList(useCallback((story: Story) => linesOf(story, name), [name]));
  return (
    <>
      <div className={styles.bar}>
        <IconButton label={t.allCharacters} onClick={() => onName(null)}>
          <ChevronLeft size={15} aria-hidden />
        </IconButton>
        {renaming ? (
          <NewName
            name={name}
            onDone={(next) => {
              setRenaming(false);
              onName(next);
            }}
          />
        ) : (
          <h3 lang={language}>{name}</h3>
        )}
        {mayEdit && !renaming && (
          <IconButton label={t.renameCharacter(name)} onClick={() => setRenaming(true)}>
            <PenLine size={15} aria-hidden />
          </IconButton>
        )}
      </div>
      <ul className={styles.list}>
        {lines.map(({ block, scene, text }) => (
          <li key={block}>
            <button type="button" className={styles.entry} onClick={() => goToBlock(project, block)}>
              <span className={styles.number}>{scene}</span>
              <span lang={language}>{text}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};

/** Who speaks, and how often; one of them chosen, all their lines. */
export const CharacterList = () => {
  const t = useText(scriptMessages);
  const { language } = useMeta();
  const [chosen, setChosen] = useState<string | null>(null);
  const people = useList(speakers);
  if (chosen !== null) return <Lines name={chosen} onName={setChosen} />;
  if (people.length === 0) return <p className={styles.empty}>{t.noCharacters}</p>;
  return (
    <ul className={styles.list}>
      {people.map(({ name, speeches }) => (
        <li key={name}>
          <Button className={styles.person} onClick={() => setChosen(name)}>
            <span lang={language}>{name}</span>
            <span className={styles.number}>{t.linesOf(speeches)}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
};
