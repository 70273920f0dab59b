import type { ShotId } from '@oner/shared/ids/ids.ts';
import type { ReactNode } from 'react';
import { useTargets } from '../../model/selection-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import { CameraPart, FramingPart, PeoplePart } from './camera-parts.tsx';
import { useShots, useWriteFields } from './inspected.ts';
import styles from './inspector.module.css';
import { InspectorHead } from './inspector-head.tsx';
import { shotMessages } from './messages.ts';
import { ReadOnlyPart } from './read-only-part.tsx';
import { CoveredPart, WordsPart } from './words-part.tsx';

/** All that can be set of the shots, together when they are several. */
export const InspectorOf = ({ ids, foot }: { readonly ids: readonly ShotId[]; readonly foot?: ReactNode }) => {
  const t = useText(shotMessages);
  const shots = useShots(ids);
  const write = useWriteFields(ids);
  const first = shots[0];
  if (first === undefined) {
    return (
      <div className={styles.panel}>
        <EmptyState title={t.nothingChosenTitle} words={t.nothingChosenWords} />
      </div>
    );
  }
  const only = shots.length === 1 ? first : null;
  return (
    <div className={styles.panel}>
      <InspectorHead key={first.id} shot={first} several={shots.length} write={write} />
      {write === null ? (
        <ReadOnlyPart shot={first} />
      ) : (
        <>
          <CameraPart shots={shots} write={write} />
          <FramingPart shots={shots} write={write} />
          <PeoplePart shots={shots} write={write} />
          {only !== null && <WordsPart key={only.id} shot={only} write={write} />}
        </>
      )}
      {only !== null && <CoveredPart shot={only} />}
      {foot}
    </div>
  );
};

/** The inspector beside a board: of the shots that are chosen there. */
export const Inspector = () => <InspectorOf ids={useTargets()} />;
