import { type NumberScheme, numberSchemes } from '@oner/shared/fountain/revision.ts';
import { revisionName } from '@oner/shared/fountain/revision-names.ts';
import type { RevisionId } from '@oner/shared/ids/ids.ts';
import { useState } from 'react';
import { useProduction, useProject, useScene } from '../../model/project.tsx';
import { useSettings } from '../../model/settings.ts';
import { useCurrentScene } from '../../model/view.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Confirmed } from '../../ui/confirmed.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { revisionMessages } from './messages.ts';
import styles from './revisions.module.css';
import { StartForm } from './start-form.tsx';
import { type RevisionActs, useRevisionActs } from './use-revision-acts.ts';

type PartProps = { readonly acts: RevisionActs };
const none = '';

const RevisionsPart = ({ acts }: PartProps) => {
  const t = useText(revisionMessages);
  const language = useLanguage();
  const { revisions, current } = useProduction();
  const [{ revisionMarks }, change] = useSettings();
  const [clearing, setClearing] = useState<string>(none);
  const named = revisions.map((revision) => ({
    value: revision.id as string,
    label: [revisionName(revision, language), revision.date].filter((part) => part !== '').join(' · '),
  }));
  const idOf = (value: string): RevisionId | null => revisions.find(({ id }) => id === value)?.id ?? null;
  if (revisions.length === 0) return null;
  return (
    <section className={styles.part}>
      <ChoiceField
        label={t.changesBelongTo}
        value={current ?? none}
        options={[...named, { value: none, label: t.noRevision }]}
        onChange={(value) => acts.setCurrent(idOf(value))}
      />
      <ChoiceField
        label={t.marks}
        value={revisionMarks}
        options={[
          { value: 'current', label: t.marksCurrent },
          { value: 'all', label: t.marksAll },
          { value: 'none', label: t.marksNone },
        ]}
        onChange={(marks) => change({ revisionMarks: marks })}
      />
      <ChoiceField
        label={t.clearOf}
        value={clearing}
        options={[{ value: none, label: t.allRevisions }, ...named]}
        onChange={setClearing}
      />
      <Confirmed
        label={t.clear}
        question={t.clearQuestion(named.find(({ value }) => value === clearing)?.label ?? t.allRevisions)}
        confirm={t.clearNow}
        keep={t.keep}
        onConfirm={() => acts.clear(idOf(clearing))}
      />
    </section>
  );
};

const OmittedScenes = ({ acts }: PartProps) => {
  const t = useText(revisionMessages);
  const { omitted } = useProduction();
  const { story } = useProject();
  if (omitted.size === 0) return null;
  return (
    <ul className={styles.list}>
      {[...omitted].map(([scene, [heading]]) => (
        <li key={scene} className={styles.row}>
          <span className={styles.grow}>{heading?.runs.map((run) => run.text).join('')}</span>
          <Button onClick={() => acts.restore(scene)}>
            {t.restore(story.scene(scene)?.number ?? heading?.number ?? '')}
          </Button>
        </li>
      ))}
    </ul>
  );
};

const NumbersPart = ({ acts }: PartProps) => {
  const t = useText(revisionMessages);
  const { sceneNumbers, omitted } = useProduction();
  const [wanted, setWanted] = useState<NumberScheme>('after');
  const scene = useScene(useCurrentScene() ?? ('' as never));
  return (
    <section className={styles.part}>
      <h3>{t.numbers}</h3>
      <p className={styles.dim}>{sceneNumbers === null ? t.numbersOpen : t.numbersLocked}</p>
      <ChoiceField
        label={t.scheme}
        value={sceneNumbers ?? wanted}
        options={numberSchemes.map((scheme) => ({
          value: scheme,
          label: scheme === 'after' ? t.schemeAfter : t.schemeBefore,
        }))}
        onChange={(scheme) => (sceneNumbers === null ? setWanted(scheme) : acts.lockNumbers(scheme))}
      />
      {sceneNumbers === null ? (
        <Button kind="outline" onClick={() => acts.lockNumbers(wanted)}>
          {t.lockNumbers}
        </Button>
      ) : (
        <>
          {scene !== null && !omitted.has(scene.id) && (
            <Button kind="outline" onClick={() => acts.omit(scene.id)}>
              {t.omit(scene.number)}
            </Button>
          )}
          <Confirmed
            label={t.unlockNumbers}
            question={t.unlockNumbersQuestion}
            confirm={t.unlock}
            keep={t.keep}
            onConfirm={acts.unlockNumbers}
          />
        </>
      )}
      <OmittedScenes acts={acts} />
    </section>
  );
};

const PagesPart = ({ acts }: PartProps) => {
  const t = useText(revisionMessages);
  const { pages } = useProduction();
  return (
    <section className={styles.part}>
      <h3>{t.pages}</h3>
      <p className={styles.dim}>{pages === null ? t.pagesOpen : t.pagesLocked(pages.length)}</p>
      {pages === null ? (
        <Button kind="outline" onClick={acts.lockPages}>
          {t.lockPages}
        </Button>
      ) : (
        <Confirmed
          label={t.unlockPages}
          question={t.unlockPagesQuestion}
          confirm={t.unlock}
          keep={t.keep}
          onConfirm={acts.unlockPages}
        />
      )}
    </section>
  );
};

const PrintPart = () => {
  const t = useText(revisionMessages);
  const { id } = useProject();
  const { revisions, current } = useProduction();
  if (revisions.length === 0) return null;
  const marks = current === null ? 'all' : 'current';
  const link = (query: string): string => `/api/projects/${id}/export?format=pdf&marks=${marks}&${query}`;
  return (
    <section className={styles.part}>
      <h3>{t.print}</h3>
      <a className={buttonClass('outline')} href={link('pages=changed')} download>
        {t.changedPages}
      </a>
      <a className={buttonClass('outline')} href={link('tint=true')} download>
        {t.coloredPages}
      </a>
    </section>
  );
};

/** Revisions, locks and omitted scenes of the script. */
export const RevisionsPanel = () => {
  const t = useText(revisionMessages);
  const acts = useRevisionActs();
  return (
    <div className={styles.panel}>
      <section className={styles.part}>
        <h3>{t.start.replace('…', '')}</h3>
        <StartForm acts={acts} />
      </section>
      <RevisionsPart acts={acts} />
      <NumbersPart acts={acts} />
      <PagesPart acts={acts} />
      <PrintPart />
    </div>
  );
};
