import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { useMemo } from 'react';
import type { HttpError } from '../../connection/http-client.ts';
import { shotAfter } from '../../model/board-outline.ts';
import { useGeneration } from '../../model/generate.ts';
import { useProject } from '../../model/project.tsx';
import { noSelection, selectOnly } from '../../model/shot-selection.ts';
import { useViewActions } from '../../model/view.ts';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { boardMessages } from './messages.ts';

const httpWords = (error: HttpError, unreachable: string): string =>
  error.kind === 'problem' ? error.detail || error.title || unreachable : unreachable;

/** What one does with shots, each with the words that tell of it. Stable as long as the project is open. */
export const useShotActions = () => {
  const t = useText(boardMessages);
  const { commands, story, outline, jobs, selection } = useProject();
  const { selectShot } = useViewActions();
  const { say, notify, refuse } = useAnnouncer();
  const generation = useGeneration();
  return useMemo(() => {
    const { order } = outline;
    const choose = (shots: readonly ShotId[]): void => {
      const [first] = shots;
      if (first === undefined) return;
      selection.set({ shots: new Set(shots), anchor: first });
      selectShot(first);
    };
    return {
      generate: async (shots: readonly ShotId[], provider?: string): Promise<void> => {
        for (const shot of shots) {
          const job = jobs.ofShot(shot);
          if (job?.state === 'failed') jobs.dismiss(job);
        }
        const asked = await generation.generate(shots, provider);
        if (!asked.ok) refuse(httpWords(asked.error, t.unreachable));
      },
      cancel: async (shots: readonly ShotId[]): Promise<void> => {
        for (const shot of shots) {
          const job = jobs.ofShot(shot);
          if (job === null) continue;
          if (job.state === 'failed') {
            jobs.dismiss(job);
            continue;
          }
          const cancelled = await generation.cancel(job);
          if (!cancelled.ok) refuse(httpWords(cancelled.error, t.unreachable));
        }
      },
      remove: (shots: readonly ShotId[]): void => {
        const before = order();
        const last = before.findLastIndex((shot) => shots.includes(shot));
        const next = before.slice(last + 1).find((shot) => !shots.includes(shot));
        const deleted = commands.deleteShots(shots);
        if (!deleted.ok) {
          refuse(t.refused);
          return;
        }
        selection.set(noSelection);
        selectShot(next ?? order().at(-1) ?? null);
        notify(t.deleted(deleted.value));
      },
      duplicate: (shots: readonly ShotId[]): void => {
        const copies = commands.duplicateShots(shots);
        if (!copies.ok) {
          refuse(t.refused);
          return;
        }
        choose(copies.value);
        say(t.duplicated(copies.value.length));
      },
      /** A new shot after another one, or at the end of a scene. */
      add: (after: ShotId | null, scene: SceneId | null): void => {
        const own = after === null ? null : story.shot(after)?.scene;
        const home = own ?? scene;
        if (home === null) return;
        const beside = after !== null && story.shotIds(home).includes(after);
        const added = commands.addShot({ scene: home, ...(beside ? { place: { at: 'after', shot: after } } : {}) });
        if (!added.ok) {
          refuse(t.refused);
          return;
        }
        choose([added.value]);
        say(t.added(story.shot(added.value)?.number ?? ''));
      },
      /** Goes `step` shots on; the shot is said. */
      go: (from: ShotId | null, step: number, scene: SceneId | null): void => {
        const inScene = from === null && scene !== null ? story.shotIds(scene)[0] : undefined;
        const next = inScene ?? shotAfter(order(), from, step);
        if (next === null) return;
        selection.set(selectOnly(next));
        selectShot(next);
        const shot = story.shot(next);
        say(t.said(shot?.number ?? t.unplacedShot, shot?.description ?? ''));
      },
    };
  }, [commands, story, outline, jobs, selection, selectShot, say, notify, refuse, generation, t]);
};
