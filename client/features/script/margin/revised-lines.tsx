import { type RefObject, Suspense } from 'react';
import { useProduction } from '../../../model/project.tsx';
import { useSettings } from '../../../model/settings.ts';
import { preloadable } from '../../../ui/preloadable.tsx';
import { offsetOfBreak } from '../pages/script-pages.ts';
import type { ScriptPage } from '../use-script-page.ts';
import { visibleBlocks } from './measure-lines.ts';

const RevisionMarks = preloadable(async () => (await import('./revision-marks.tsx')).RevisionMarks);

/** Asterisks beside revised lines and the colour of revised pages; a script without revisions loads nothing of it. */
export const RevisedLines = (places: {
  readonly page: ScriptPage;
  readonly desk: RefObject<HTMLElement | null>;
  readonly paper: RefObject<HTMLElement | null>;
}) => {
  const { revisions } = useProduction();
  const [{ revisionMarks }] = useSettings();
  if (revisions.length === 0 || revisionMarks === 'none') return null;
  return (
    <Suspense fallback={null}>
      <RevisionMarks {...places} shown={revisionMarks} visible={visibleBlocks} offsetOfBreak={offsetOfBreak} />
    </Suspense>
  );
};
