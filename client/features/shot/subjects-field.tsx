import { Plus, Star } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useText } from '../../ui/language.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import styles from './inspector.module.css';
import { KeyHints } from './key-hints.tsx';
import { shotMessages } from './messages.ts';
import { movedBy } from './subject-order.ts';

const Subject = ({
  name,
  index,
  subjects,
  onChange,
}: {
  readonly name: string;
  readonly index: number;
  readonly subjects: readonly string[];
  readonly onChange: (subjects: readonly string[]) => void;
}) => {
  const t = useText(shotMessages);
  return (
    <Menu
      label={name}
      trigger={
        <button type="button" className={styles.chip} aria-label={index === 0 ? t.mainSubject(name) : name}>
          {index === 0 && <Star size={12} aria-hidden />}
          {name}
        </button>
      }
    >
      {index > 0 && <MenuItem onSelect={() => onChange(movedBy(subjects, index, -index))}>{t.makeMain}</MenuItem>}
      {index > 1 && <MenuItem onSelect={() => onChange(movedBy(subjects, index, -1))}>{t.earlier}</MenuItem>}
      {index < subjects.length - 1 && (
        <MenuItem onSelect={() => onChange(movedBy(subjects, index, 1))}>{t.later}</MenuItem>
      )}
      <MenuItem onSelect={() => onChange(subjects.filter((_, each) => each !== index))}>{t.removeSubject}</MenuItem>
    </Menu>
  );
};

const NameField = ({ onDone }: { readonly onDone: (name: string | null) => void }) => {
  const t = useText(shotMessages);
  const [name, setName] = useState('');
  const done = (): void => onDone(name.trim() === '' ? null : name.trim());
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it was just asked for
      autoFocus
      className={styles.small}
      style={{ width: 120, textAlign: 'left' }}
      aria-label={t.anotherName}
      placeholder={t.anotherName}
      maxLength={200}
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done();
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
};

/** Whom a shot is of, in order: the first is the main one. */
export const SubjectsField = ({
  subjects,
  cast,
  onChange,
}: {
  /** Null: the chosen shots have several. */
  readonly subjects: readonly string[] | null;
  /** Names to add: those of the scene first. */
  readonly cast: readonly string[];
  readonly onChange: (subjects: readonly string[]) => void;
}) => {
  const t = useText(shotMessages);
  const [naming, setNaming] = useState(false);
  const present = subjects ?? [];
  const add = (name: string): void => onChange([...present.filter((each) => each !== name), name]);
  const absent = cast.filter((name) => !present.includes(name));
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>
        {t.subjects}
        <KeyHints commands={['shot.subject.next']} />
        <span className={styles.value}>{subjects === null ? t.mixed : t.firstIsMain}</span>
      </h3>
      <div className={styles.chips}>
        {present.map((name, index) => (
          <Subject key={name} name={name} index={index} subjects={present} onChange={onChange} />
        ))}
        {naming ? (
          <NameField
            onDone={(name) => {
              setNaming(false);
              if (name !== null) add(name);
            }}
          />
        ) : (
          <Menu
            label={t.addSubject}
            trigger={
              <Button>
                <Plus size={14} aria-hidden />
                {t.addSubject}
              </Button>
            }
          >
            {absent.map((name) => (
              <MenuItem key={name} onSelect={() => add(name)}>
                {name}
              </MenuItem>
            ))}
            {absent.length > 0 && <MenuSeparator />}
            <MenuItem onSelect={() => setTimeout(() => setNaming(true))}>{t.anotherName}</MenuItem>
          </Menu>
        )}
      </div>
    </section>
  );
};
