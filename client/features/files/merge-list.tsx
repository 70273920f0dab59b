import type { Hanging, LineChange, MergePreview, SceneChange } from '@oner/shared/review/merge-preview.ts';
import { memo, useState } from 'react';
import { changedWords, type Stretch } from '../../model/changed-words.ts';
import { elementNames } from '../../model/element-names.ts';
import { useMeta } from '../../model/project.tsx';
import { useViewActions } from '../../model/view.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useLanguage, useText } from '../../ui/language.tsx';
import styles from './merge.module.css';
import { filesMessages } from './messages.ts';

/** As many lines of a scene are shown at first. */
const linesShown = 8;

const Words = ({ stretches, mark }: { readonly stretches: readonly Stretch[]; readonly mark: 'ins' | 'del' }) => {
  const Mark = mark;
  // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no names but their places
  return stretches.map(({ text, differs }, at) => (differs ? <Mark key={at}>{text}</Mark> : text));
};

const Line = ({ line, language }: { readonly line: LineChange; readonly language: string }) => {
  const t = useText(filesMessages);
  const names = elementNames[useLanguage()];
  const { change, type, before, after } = line;
  const sides = changedWords(before ?? '', after ?? '');
  const note = change === 'restyled' ? t.lineRestyled : change === 'arrived' ? t.lineArrived : null;
  return (
    <tr className={styles[change]}>
      <th scope="row">
        {names[type]}
        {note !== null && <small>{note}</small>}
      </th>
      <td lang={language}>{before !== null && <Words stretches={sides.before} mark="del" />}</td>
      <td lang={language}>{after !== null && <Words stretches={sides.after} mark="ins" />}</td>
    </tr>
  );
};

const Losses = ({ change, loses }: { readonly change: SceneChange['change']; readonly loses: Hanging }) => {
  const t = useText(filesMessages);
  const { shots, frames, approvals, comments } = loses;
  if (shots.length === 0 && comments === 0) return null;
  const numbers = shots.map(({ number }) => number ?? '–').join(', ');
  const more = [
    frames > 0 && t.losesFrames(frames),
    approvals > 0 && t.losesApprovals(approvals),
    comments > 0 && t.losesComments(comments),
  ].filter((words) => words !== false);
  return (
    <div className={styles.loses}>
      <p>
        {shots.length === 0
          ? t.hangingComments(comments)
          : change === 'removed'
            ? t.losesPlace(shots.length, numbers)
            : t.losesWords(shots.length, numbers)}
      </p>
      {shots.length > 0 && more.length > 0 && (
        <ul aria-label={t.with}>
          {more.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </div>
  );
};

const SceneEntry = memo(({ scene, language }: { readonly scene: SceneChange; readonly language: string }) => {
  const t = useText(filesMessages);
  const { goToScene } = useViewActions();
  const [all, setAll] = useState(false);
  const { change, moved, number, heading, loses } = scene;
  // that of a scene which comes or goes stands above its lines already
  const whole = change === 'added' || change === 'removed';
  const lines = scene.lines.filter(({ type }) => !(whole && type === 'sceneHeading'));
  const id = scene.scene;
  const word = change === 'changed' && moved ? t.changedAndMoved : t[change];
  const shown = all ? lines : lines.slice(0, linesShown);
  return (
    <li className={styles.scene}>
      <h3>
        <span className={classNames(styles.sign, styles[change])}>{word}</span>
        {id === null || number === null ? (
          <span lang={language}>{heading === '' ? t.beforeScenes : heading}</span>
        ) : (
          <button type="button" className={styles.go} title={t.goToScene(number)} onClick={() => goToScene(id)}>
            <b>{number}</b> <span lang={language}>{heading}</span>
          </button>
        )}
      </h3>
      <Losses change={change} loses={loses} />
      {lines.length > 0 && (
        <table className={styles.lines} aria-label={heading}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t.here}</th>
              <th scope="col">{t.inFile}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no names but their places
              <Line key={at} line={line} language={language} />
            ))}
          </tbody>
        </table>
      )}
      {lines.length > shown.length && (
        <Button onClick={() => setAll(true)}>{t.showMore(lines.length - shown.length)}</Button>
      )}
    </li>
  );
});
SceneEntry.displayName = 'SceneEntry';

/** What merging would do: counts, then each scene that differs. */
export const MergeList = ({ preview }: { readonly preview: MergePreview }) => {
  const t = useText(filesMessages);
  const { language } = useMeta();
  const { counts, shots, scenes, titlePage } = preview;
  return (
    <>
      <ul className={styles.counts}>
        {counts.added > 0 && <li className={styles.added}>{t.countAdded(counts.added)}</li>}
        {counts.changed > 0 && <li>{t.countChanged(counts.changed)}</li>}
        {counts.moved > 0 && <li>{t.countMoved(counts.moved)}</li>}
        {counts.removed > 0 && <li className={styles.removed}>{t.countRemoved(counts.removed)}</li>}
        {counts.same > 0 && <li>{t.scenesSame(counts.same)}</li>}
        {shots.kept > 0 && <li>{t.shotsKept(shots.kept)}</li>}
      </ul>
      {titlePage && <p>{t.titlePageChanges}</p>}
      <ol className={styles.scenes}>
        {scenes.map((scene, at) => (
          <SceneEntry key={scene.scene ?? `${at} ${scene.heading}`} scene={scene} language={language} />
        ))}
      </ol>
    </>
  );
};
