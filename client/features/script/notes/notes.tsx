import { type RefObject, Suspense, useEffect, useState } from 'react';
import { preloadable } from '../../../ui/preloadable.tsx';
import { whenIdle } from '../../../ui/when-idle.ts';
import type { ScriptPage } from '../use-script-page.ts';

/** Words of the script that somebody wants to comment on. */
export type WordsToComment = { readonly blocks: readonly string[]; readonly words: string };

/** Nobody reads comments before the script is there: it comes when that stands. */
const NotesLayer = preloadable(async () => (await import('./notes-layer.tsx')).NotesLayer);

/** Comments and suggestions beside the script. */
export const Notes = (props: {
  readonly page: ScriptPage;
  readonly desk: RefObject<HTMLElement | null>;
  /** Where the title page stands, above the paper. */
  readonly title: RefObject<HTMLElement | null>;
  readonly paper: RefObject<HTMLElement | null>;
  readonly comment: WordsToComment | null;
  readonly onComment: (words: WordsToComment | null) => void;
}) => {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    void whenIdle()
      .then(NotesLayer.preload)
      .then(() => gone || setReady(true));
    return () => {
      gone = true;
    };
  }, []);
  if (!ready && props.comment === null) return null;
  return (
    <Suspense fallback={null}>
      <NotesLayer {...props} />
    </Suspense>
  );
};
