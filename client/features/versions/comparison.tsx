import type { VersionId } from '@oner/shared/ids/ids.ts';
import type { VersionDiff } from '@oner/shared/protocol/http/version.ts';
import { useState } from 'react';
import { changedWords } from '../../model/changed-words.ts';
import { useMeta } from '../../model/project.tsx';
import { useViewActions } from '../../model/view.ts';
import { Button } from '../../ui/button.tsx';
import { useText } from '../../ui/language.tsx';
import { hiddenClass } from '../../ui/visually-hidden.tsx';
import { type ChangedScene, groupByScene } from './group-by-scene.ts';
import { versionMessages } from './messages.ts';
import { problemWords, useComparison } from './use-versions.ts';
import styles from './versions.module.css';

type BlockChange = VersionDiff['blocks'][number];

/** As many paragraphs are shown at first. */
const shownAtFirst = 60;

/** Both texts as one: what went, what came, and what stayed between. */
const Words = ({ before, after }: Pick<BlockChange, 'before' | 'after'>) => {
  if (before === null) return <ins>{after}</ins>;
  if (after === null) return <del>{before}</del>;
  const sides = changedWords(before, after);
  const kept = sides.after.filter(({ differs }) => !differs);
  // an unchanged stretch is in both, in the same order: between two of them stands what went, then what came
  const parts: { readonly mark: 'ins' | 'del' | null; readonly text: string }[] = [];
  let [left, right] = [0, 0];
  for (let at = 0; at <= kept.length; at += 1) {
    for (; left < sides.before.length && sides.before[left]?.differs; left += 1)
      parts.push({ mark: 'del', text: sides.before[left]?.text ?? '' });
    for (; right < sides.after.length && sides.after[right]?.differs; right += 1)
      parts.push({ mark: 'ins', text: sides.after[right]?.text ?? '' });
    if (at < kept.length) parts.push({ mark: null, text: kept[at]?.text ?? '' });
    left += 1;
    right += 1;
  }
  return parts.map(({ mark: Mark, text }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no names but their places
    Mark === null ? text : <Mark key={at}>{text}</Mark>,
  );
};

const SceneChanges = ({ scene, language }: { readonly scene: ChangedScene; readonly language: string }) => {
  const t = useText(versionMessages);
  const { goToScene } = useViewActions();
  const { at, blocks } = scene;
  return (
    <li className={styles.scene}>
      <h4 lang={language}>
        {at === null ? (
          t.beforeScenes
        ) : (
          <button type="button" title={t.goToScene(at.number ?? '')} onClick={() => goToScene(at.id)}>
            {at.number !== null && <b>{at.number}</b>} {at.heading}
          </button>
        )}
      </h4>
      <ul className={styles.blocks} lang={language}>
        {blocks.map((block) => (
          <li key={block.id} data-change={block.change} data-element={block.type}>
            <span className={hiddenClass}>{t[block.change]}: </span>
            <Words before={block.before} after={block.after} />
          </li>
        ))}
      </ul>
    </li>
  );
};

const ShotChanges = ({ shots }: { readonly shots: VersionDiff['shots'] }) => {
  const t = useText(versionMessages);
  if (shots.length === 0) return null;
  return (
    <>
      <h4>{t.shots(shots.length)}</h4>
      <ul className={styles.shots}>
        {shots.map(({ id, number, change, fields }) => (
          <li key={id} data-change={change}>
            <b>{number ?? t.unplaced}</b>{' '}
            {change === 'added' ? t.shotAdded : change === 'removed' ? t.shotRemoved : fields.join(', ')}
          </li>
        ))}
      </ul>
    </>
  );
};

/** What changed from a version to another, or to now: the words of each scene, then the shots. */
export const Comparison = ({ version, other }: { readonly version: VersionId; readonly other: VersionId | null }) => {
  const t = useText(versionMessages);
  const { language } = useMeta();
  const asked = useComparison(version, other);
  const [all, setAll] = useState(false);
  if (asked === null) return <p role="status">{t.loading}</p>;
  if (asked.kind === 'failed') return <p role="alert">{t.failed(problemWords(asked.error, t))}</p>;
  const { blocks, shots } = asked.value;
  if (blocks.length === 0 && shots.length === 0) return <p role="status">{t.same}</p>;
  const shown = all ? blocks : blocks.slice(0, shownAtFirst);
  return (
    <section className={styles.comparison} aria-label={t.changes}>
      {blocks.length > 0 && <h4>{t.words(blocks.length)}</h4>}
      <ol className={styles.scenes}>
        {groupByScene(shown).map((scene) => (
          <SceneChanges key={scene.at?.id ?? ''} scene={scene} language={language} />
        ))}
      </ol>
      {shown.length < blocks.length && (
        <Button onClick={() => setAll(true)}>{t.showMore(blocks.length - shown.length)}</Button>
      )}
      <ShotChanges shots={shots} />
    </section>
  );
};
