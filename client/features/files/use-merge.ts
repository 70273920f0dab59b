import { mergeScript } from '@oner/shared/document/commands/merge-script.ts';
import { type ScriptSource, scriptSourceSchema, setScriptSource } from '@oner/shared/document/script-source.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { type MergeReading, mergeReadingSchema, mergeSays } from '@oner/shared/protocol/http/script-merge.ts';
import { ok, type Result } from '@oner/shared/result/result.ts';
import { type MergePreview, previewMerge } from '@oner/shared/review/merge-preview.ts';
import { useEffect, useRef, useState } from 'react';
import type { HttpError } from '../../connection/http-client.ts';
import { type Project, useProject } from '../../model/project.tsx';
import { planImport } from '../../model/script-file.ts';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { filesMessages } from './messages.ts';
import { problemWords } from './problem-words.ts';

/** A preview of what merging would do with the blocks that the script had then. */
export type Previewed = { readonly preview: MergePreview; readonly blocks: Story['blocks'] };

export type MergeState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly words: string }
  | {
      readonly kind: 'read';
      readonly reading: MergeReading;
      readonly previewed: Previewed;
      /** Whether others wrote since the first preview. */
      readonly renewed: boolean;
    };

/** How long nobody writes before the preview is made anew, ms. */
const quietMs = 400;

const previewOf = ({ story, desk }: Project, { screenplay, format }: MergeReading): Previewed => {
  const now = story.snapshot();
  return {
    preview: previewMerge({ story: now, desk: desk.snapshot() }, screenplay, mergeSays[format]),
    blocks: now.blocks,
  };
};

/** Reads the file, once; what it would do follows the script while others write. */
const useReading = (file: File) => {
  const t = useText(filesMessages);
  const project = useProject();
  const [state, setState] = useState<MergeState>({ kind: 'reading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language does not read the file again
  useEffect(() => {
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      const plan = planImport(file);
      if (plan.kind === 'unknown-format') return setState({ kind: 'failed', words: t.notReadable(file.name) });
      if (plan.kind === 'too-large') return setState({ kind: 'failed', words: t.tooLarge(file.name) });
      const answer = await project.api.request(`/import?format=${plan.format}&mode=merge&preview=true`, {
        method: 'POST',
        body: file,
        schema: mergeReadingSchema,
        signal: controller.signal,
      });
      if (controller.signal.aborted) return;
      if (!answer.ok) return setState({ kind: 'failed', words: t.notRead(problemWords(answer.error, t)) });
      const reading = answer.value;
      setState({ kind: 'read', reading, previewed: previewOf(project, reading), renewed: false });
    };
    void read();
    return () => controller.abort();
  }, [file, project]);
  return { state, setState };
};

/** The file to keep for exports; null: of its kind none is written into. */
const keptSource = async (
  project: Project,
  file: File,
  { format }: MergeReading,
): Promise<Result<ScriptSource | null, HttpError>> =>
  format === 'fdx' || format === 'fountain'
    ? project.api.request(`/import/source?format=${format}`, { method: 'POST', body: file, schema: scriptSourceSchema })
    : ok(null);

/** A changed file of the script: what merging it would do, and doing it. */
export const useMerge = (file: File, onMerged: () => void) => {
  const t = useText(filesMessages);
  const project = useProject();
  const { notify } = useAnnouncer();
  const { state, setState } = useReading(file);
  const [problem, setProblem] = useState<string | null>(null);
  const [merging, setMerging] = useState(false);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renew = (): void => {
      const { current } = latest;
      if (current.kind !== 'read' || current.previewed.blocks === project.story.snapshot().blocks) return;
      setState({ ...current, previewed: previewOf(project, current.reading), renewed: true });
    };
    const stop = project.story.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(renew, quietMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [project, setState]);

  const merge = async (reading: MergeReading, seen: Previewed): Promise<void> => {
    const source = await keptSource(project, file, reading);
    if (!source.ok) return setProblem(t.notMerged(problemWords(source.error, t)));
    // What is done is what was seen: who wrote meanwhile is not overruled unseen.
    if (seen.blocks !== project.story.snapshot().blocks)
      return setState({ kind: 'read', reading, previewed: previewOf(project, reading), renewed: true });
    const merged = project.edit((doc) => {
      mergeScript(doc, { screenplay: reading.screenplay, ids: project.ids, says: mergeSays[reading.format] });
      setScriptSource(doc, source.value);
      return ok(undefined);
    });
    if (!merged.ok) return setProblem(t.notMerged(t.readOnly));
    const { unplaced } = seen.preview.shots;
    notify(unplaced === 0 ? t.merged(file.name) : t.mergedUnplaced(file.name, unplaced));
    onMerged();
  };
  return {
    state,
    problem,
    merging,
    merge: (): void => {
      if (state.kind !== 'read' || merging) return;
      setMerging(true);
      setProblem(null);
      void merge(state.reading, state.previewed).finally(() => setMerging(false));
    },
  };
};
