import type { VersionId } from '@oner/shared/ids/ids.ts';
import { type Version, versionSchema } from '@oner/shared/protocol/http/version.ts';
import { useState } from 'react';
import { useCan, useProject } from '../../model/project.tsx';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Confirmed } from '../../ui/confirmed.tsx';
import { Field } from '../../ui/field.tsx';
import { languageTag, useLanguage, useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { Comparison } from './comparison.tsx';
import { versionMessages } from './messages.ts';
import { problemWords, useVersions } from './use-versions.ts';
import styles from './versions.module.css';

const now = '';

const useNameOf = (): ((version: Version) => string) => {
  const t = useText(versionMessages);
  return ({ reason, name }) =>
    reason === 'named' ? name : reason === 'before-restore' ? t.beforeRestore : t.automatic;
};

const NameForm = ({ onNamed }: { readonly onNamed: () => void }) => {
  const t = useText(versionMessages);
  const { api } = useProject();
  const { notify, refuse } = useAnnouncer();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    const result = await api.nameVersion(name.trim());
    setBusy(false);
    if (!result.ok) return refuse(t.failed(problemWords(result.error, t)));
    notify(t.named(result.value.name));
    setName('');
    onNamed();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label={t.name}
        value={name}
        maxLength={200}
        placeholder={t.namePlaceholder}
        onChange={(event) => setName(event.target.value)}
      />
      <Button kind="primary" type="submit" disabled={busy || name.trim() === ''}>
        {t.nameNow}
      </Button>
    </form>
  );
};

const VersionList = ({
  versions,
  chosen,
  onChoose,
}: {
  readonly versions: readonly Version[];
  readonly chosen: VersionId | null;
  readonly onChoose: (version: VersionId | null) => void;
}) => {
  const t = useText(versionMessages);
  const language = useLanguage();
  const nameOf = useNameOf();
  const time = new Intl.DateTimeFormat(languageTag[language], { dateStyle: 'medium', timeStyle: 'short' });
  if (versions.length === 0) return <p className={styles.dim}>{t.none}</p>;
  return (
    <ul className={styles.list} aria-label={t.list}>
      {versions.map((version) => (
        <li key={version.id}>
          <button
            type="button"
            aria-pressed={version.id === chosen}
            onClick={() => onChoose(version.id === chosen ? null : version.id)}
          >
            <strong className={version.reason === 'named' ? undefined : styles.dim}>{nameOf(version)}</strong>
            <span className={styles.dim}>
              {version.by.name} · <time dateTime={version.at}>{time.format(new Date(version.at))}</time>
              <br />
              {t.holds(version.scenes, version.shots)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
};

const Chosen = ({
  version,
  others,
  onRestored,
}: {
  readonly version: Version;
  readonly others: readonly Version[];
  readonly onRestored: () => void;
}) => {
  const t = useText(versionMessages);
  const mayEdit = useCan('edit');
  const nameOf = useNameOf();
  const { api } = useProject();
  const { notify, refuse } = useAnnouncer();
  const [other, setOther] = useState<string>(now);
  const restore = async (): Promise<void> => {
    const result = await api.request(`/versions/${version.id}/restore`, { method: 'POST', schema: versionSchema });
    if (!result.ok) return refuse(t.failed(problemWords(result.error, t)));
    notify(t.restored(nameOf(version)));
    onRestored();
  };
  return (
    <section className={styles.chosen} aria-label={nameOf(version)}>
      <ChoiceField
        label={t.compareWith}
        value={other}
        options={[{ value: now, label: t.now }, ...others.map((each) => ({ value: each.id, label: nameOf(each) }))]}
        onChange={setOther}
      />
      <Comparison version={version.id} other={others.find(({ id }) => id === other)?.id ?? null} />
      {mayEdit && (
        <Confirmed
          label={t.restore}
          question={t.restoreQuestion(nameOf(version))}
          confirm={t.restoreNow}
          keep={t.keep}
          onConfirm={() => void restore()}
        />
      )}
    </section>
  );
};

/** The project's versions: the present named, two compared, an earlier one brought back. */
export const VersionsPanel = () => {
  const t = useText(versionMessages);
  const mayEdit = useCan('edit');
  const { versions, ask } = useVersions();
  const [chosen, setChosen] = useState<VersionId | null>(null);
  if (versions === null) return <p role="status">{t.loading}</p>;
  if (versions.kind === 'failed')
    return (
      <p role="alert">
        {t.failed(problemWords(versions.error, t))} <Button onClick={() => void ask()}>{t.again}</Button>
      </p>
    );
  const version = versions.value.find(({ id }) => id === chosen);
  return (
    <div className={styles.panel}>
      {mayEdit && <NameForm onNamed={() => void ask()} />}
      <VersionList versions={versions.value} chosen={chosen} onChoose={setChosen} />
      {version !== undefined && (
        <Chosen
          key={version.id}
          version={version}
          others={versions.value.filter(({ id }) => id !== version.id)}
          onRestored={() => {
            setChosen(null);
            void ask();
          }}
        />
      )}
    </div>
  );
};
