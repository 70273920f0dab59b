import { type PageColor, pageColors } from '@oner/shared/fountain/revision.ts';
import { nextColor, pageTints, revisionName } from '@oner/shared/fountain/revision-names.ts';
import { useState } from 'react';
import { useProduction } from '../../model/project.tsx';
import { Button } from '../../ui/button.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { revisionMessages } from './messages.ts';
import styles from './revisions.module.css';
import type { RevisionActs } from './use-revision-acts.ts';

/** The day here, `YYYY-MM-DD`. */
const today = (): string => {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

export const ColorDot = ({ color }: { readonly color: PageColor }) => (
  <span className={styles.dot} style={{ backgroundColor: pageTints[color] }} aria-hidden />
);

/** Colour, name and date of a revision to come. */
export const StartForm = ({ acts }: { readonly acts: RevisionActs }) => {
  const t = useText(revisionMessages);
  const language = useLanguage();
  const { revisions } = useProduction();
  const [chosen, setChosen] = useState<PageColor | null>(null);
  const [name, setName] = useState('');
  const [date, setDate] = useState(today);
  const color = chosen ?? nextColor(revisions).color;
  const roundOf = (wanted: PageColor): number =>
    Math.max(0, ...revisions.filter((revision) => revision.color === wanted).map(({ round }) => round)) + 1;
  const nameOf = (wanted: PageColor): string =>
    revisionName({ name: '', color: wanted, round: roundOf(wanted) }, language);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!acts.start({ color, name: name.trim(), date })) return;
        setChosen(null);
        setName('');
      }}
    >
      <SelectField label={t.color} value={color} onChange={(event) => setChosen(event.target.value as PageColor)}>
        {pageColors.map((offered) => (
          <option key={offered} value={offered}>
            {nameOf(offered)}
          </option>
        ))}
      </SelectField>
      <Field label={t.date} type="date" value={date} onChange={(event) => setDate(event.target.value)} />
      <div className={styles.wide}>
        <Field label={t.ownName} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      </div>
      <span className={styles.wide}>
        <Button kind="primary" type="submit">
          <ColorDot color={color} />
          {t.startNow(name.trim() === '' ? nameOf(color) : name.trim())}
        </Button>
      </span>
    </form>
  );
};
