import { useId, useState } from 'react';
import { useSettings } from '../../model/settings.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { useText } from '../../ui/language.tsx';
import { Dialog } from '../../ui/panel.tsx';
import styles from './export-dialog.module.css';
import { choicesOf, type ExportChoice, type ExportFormat, maxRecipientLength, recipientsOf } from './export-request.ts';
import { filesMessages } from './messages.ts';
import { useExport } from './use-export.ts';

/** By what of the project they hold. */
const formats = [
  { of: 'ofScript', formats: ['pdf', 'fdx', 'fountain', 'docx', 'html'] },
  { of: 'ofBoard', formats: ['csv', 'xlsx', 'pictures', 'storyboarder', 'otio', 'fcpxml', 'edl'] },
  { of: 'ofProject', formats: ['archive'] },
] as const satisfies readonly { readonly of: string; readonly formats: readonly ExportFormat[] }[];

const Formats = ({
  value,
  onChange,
}: {
  readonly value: ExportFormat;
  readonly onChange: (format: ExportFormat) => void;
}) => {
  const t = useText(filesMessages);
  const name = useId();
  return (
    <fieldset className={styles.formats}>
      <legend className={styles.legend}>{t.format}</legend>
      {formats.map((group) => (
        <div key={group.of} className={styles.group}>
          <span>{t[group.of]}</span>
          {group.formats.map((format) => (
            <label key={format} className={styles.format}>
              <input type="radio" name={name} checked={value === format} onChange={() => onChange(format)} />
              {t[format]}
            </label>
          ))}
        </div>
      ))}
      <p className={styles.about}>{t[`${value}Words`]}</p>
    </fieldset>
  );
};

type ChoiceProps = { readonly choice: ExportChoice; readonly change: (patch: Partial<ExportChoice>) => void };

const Printing = ({ choice, change }: ChoiceProps) => {
  const t = useText(filesMessages);
  const offered = choicesOf[choice.format];
  return (
    <>
      {offered.includes('paper') && (
        <ChoiceField
          label={t.paper}
          value={choice.paper ?? 'own'}
          options={[
            { value: 'own', label: t.paperOwn },
            { value: 'letter', label: t.letter },
            { value: 'a4', label: t.a4 },
          ]}
          onChange={(paper) => change({ paper: paper === 'own' ? null : paper })}
        />
      )}
      {offered.includes('numbers') && (
        <ChoiceField
          label={t.numbers}
          value={choice.numbers}
          options={[
            { value: 'written', label: t.numbersWritten },
            { value: 'all', label: t.numbersAll },
            { value: 'none', label: t.numbersNone },
          ]}
          onChange={(numbers) => change({ numbers })}
        />
      )}
      {offered.includes('titlePage') && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={choice.titlePage}
            onChange={(event) => change({ titlePage: event.target.checked })}
          />
          {t.titlePage}
        </label>
      )}
    </>
  );
};

const Recipients = ({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) => {
  const t = useText(filesMessages);
  const id = useId();
  const long = recipientsOf(value).find((name) => name.length > maxRecipientLength);
  return (
    <div className={styles.recipients}>
      <label htmlFor={id}>{t.recipients}</label>
      <textarea
        id={id}
        rows={2}
        value={value}
        aria-describedby={`${id}-hint`}
        aria-invalid={long !== undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-hint`} className={long === undefined ? styles.hint : styles.problem}>
        {long === undefined ? t.recipientsHint : t.tooLong(long)}
      </p>
    </div>
  );
};

/** Asks what to make of the project, and saves it. */
export const ExportDialog = ({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) => {
  const t = useText(filesMessages);
  const [{ exporting: choice }, changeSettings] = useSettings();
  const [names, setNames] = useState('');
  const { working, problem, start, cancel } = useExport(onClose);
  const change = (patch: Partial<ExportChoice>): void => changeSettings({ exporting: { ...choice, ...patch } });
  const hasNames = choicesOf[choice.format].includes('recipients');
  const recipients = hasNames ? recipientsOf(names) : [];
  const mayStart = working === null && recipients.every((name) => name.length <= maxRecipientLength);
  return (
    <Dialog corner title={t.exportTitle} closeLabel={t.close} open={open} onOpenChange={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (mayStart) start(choice, recipients);
        }}
      >
        <Formats value={choice.format} onChange={(format) => change({ format })} />
        <Printing choice={choice} change={change} />
        {hasNames && <Recipients value={names} onChange={setNames} />}
        {problem !== null && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={styles.actions}>
          <span className={styles.working} role="status">
            {working}
          </span>
          {working !== null && <Button onClick={cancel}>{t.cancel}</Button>}
          <Button kind="primary" size="large" type="submit" disabled={!mayStart}>
            {t.download(recipients.length)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
