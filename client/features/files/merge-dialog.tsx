import type { MergeReading } from '@oner/shared/protocol/http/script-merge.ts';
import type { MergePreview } from '@oner/shared/review/merge-preview.ts';
import { useState } from 'react';
import { readFormatNames } from '../../model/read-formats.ts';
import { Button } from '../../ui/button.tsx';
import { useText } from '../../ui/language.tsx';
import { Dialog } from '../../ui/panel.tsx';
import styles from './merge.module.css';
import { MergeList } from './merge-list.tsx';
import { filesMessages } from './messages.ts';
import { useMerge } from './use-merge.ts';

const Lines = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <section className={styles.understood}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );

/** What goes: scenes, and paragraphs of scenes that stay. */
const removalsOf = ({ counts, scenes, shots }: MergePreview) => {
  const staying = scenes.filter(({ change }) => change !== 'removed').flatMap(({ lines }) => lines);
  const lines = staying.filter(({ change }) => change === 'removed').length;
  return { scenes: counts.removed, lines, shots: shots.unplaced, any: counts.removed + lines + shots.unplaced > 0 };
};

type ReadProps = {
  readonly reading: MergeReading;
  readonly preview: MergePreview;
  readonly renewed: boolean;
  readonly merging: boolean;
  readonly onMerge: () => void;
  readonly onClose: () => void;
};

const Preview = ({ reading, preview, renewed, merging, onMerge, onClose }: ReadProps) => {
  const t = useText(filesMessages);
  /** The preview whose removals were agreed to: another one asks again. */
  const [agreed, setAgreed] = useState<MergePreview | null>(null);
  const removals = removalsOf(preview);
  const nothing = preview.scenes.length === 0 && !preview.titlePage;
  return (
    <>
      <p className={styles.quiet}>{t.understood(readFormatNames[reading.format] ?? t.plainText)}</p>
      <Lines title={t.unsureOf} lines={reading.unsure} />
      <Lines title={t.leftOut} lines={reading.warnings} />
      {renewed && (
        <p className={styles.renewed} role="status">
          {t.changedMeanwhile}
        </p>
      )}
      {nothing ? <p>{t.sameScript}</p> : <MergeList preview={preview} />}
      <div className={styles.foot}>
        {removals.any && (
          <label className={styles.agree}>
            <input
              type="checkbox"
              checked={agreed === preview}
              onChange={(event) => setAgreed(event.target.checked ? preview : null)}
            />
            {t.confirmRemoval(removals.scenes, removals.lines, removals.shots)}
          </label>
        )}
        <Button size="large" onClick={onClose}>
          {nothing ? t.close : t.cancel}
        </Button>
        {!nothing && (
          <Button
            kind="primary"
            size="large"
            disabled={merging || (removals.any && agreed !== preview)}
            onClick={onMerge}
          >
            {t.merge}
          </Button>
        )}
      </div>
    </>
  );
};

/** A changed file of this script, beside it: what merging it would do, and the button that does it. */
export const MergeDialog = ({ file, onClose }: { readonly file: File; readonly onClose: () => void }) => {
  const t = useText(filesMessages);
  const { state, problem, merging, merge } = useMerge(file, onClose);
  return (
    <Dialog corner wide lasting title={t.mergeTitle(file.name)} closeLabel={t.close} open onOpenChange={onClose}>
      {state.kind === 'reading' && <p role="status">{t.reading(file.name)}</p>}
      {state.kind === 'failed' && (
        <p className={styles.problem} role="alert">
          {state.words}
        </p>
      )}
      {state.kind === 'read' && (
        <Preview
          reading={state.reading}
          preview={state.previewed.preview}
          renewed={state.renewed}
          merging={merging}
          onMerge={merge}
          onClose={onClose}
        />
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
};
