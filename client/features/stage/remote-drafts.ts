/** What others have in their hands at a stage: it goes by presence, and is written only when it is let go. */
import { cameraSchema, setPieceSchema, stagedFigureSchema } from '@oner/shared/document/stage-schema.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { z } from 'zod';
import { useProject } from '../../model/project.tsx';
import type { Draft } from './session.ts';

const draftSchema: z.ZodType<Draft> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('figure'), figure: stagedFigureSchema }),
  z.object({ kind: z.literal('piece'), piece: setPieceSchema }),
  z.object({ kind: z.literal('camera'), camera: cameraSchema }),
]);

const sharedSchema = z.object({ scene: z.string(), shot: z.string(), alone: z.boolean(), draft: draftSchema });
type Shared = z.infer<typeof sharedSchema>;

const field = 'stage';
/** The least time between two messages of a drag, ms. */
const pauseMs = 33;
/** How long the last place of a drag is told after it was let go, ms: until everyone has solved the stage anew. */
const lingerMs = 500;

export type DraftSharer = { readonly share: (draft: Draft | null) => void; readonly stop: () => void };

/** Tells others what is in this hand. `alone`: it is of this shot, and others shots of the scene stay as they are. */
export const createDraftSharer = (
  awareness: Awareness,
  where: () => { readonly scene: SceneId; readonly shot: ShotId; readonly alone: boolean },
): DraftSharer => {
  let latest: Draft | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const send = (): void => {
    timer = null;
    const shared: Shared | null = latest === null ? null : { ...where(), draft: latest };
    awareness.setLocalStateField(field, shared);
  };
  const after = (ms: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(send, ms);
  };
  return {
    share: (draft) => {
      const begins = latest === null;
      latest = draft;
      if (draft === null) after(lingerMs);
      else if (begins) {
        if (timer !== null) clearTimeout(timer);
        send();
      } else timer ??= setTimeout(send, pauseMs);
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      if (awareness.getLocalState()?.[field]) awareness.setLocalStateField(field, null);
    },
  };
};

const none: readonly Draft[] = [];

/** Of all who are there, those who move something that this shot shows. */
const draftsFor = (awareness: Awareness, scene: SceneId | null, shot: ShotId): readonly Draft[] => {
  const found: Draft[] = [];
  for (const [client, state] of awareness.getStates()) {
    if (client === awareness.clientID || !state[field]) continue;
    const shared = sharedSchema.safeParse(state[field]).data;
    if (shared === undefined) continue;
    const ofShot = shared.shot === shot;
    if (ofShot || (shared.scene === scene && !shared.alone && shared.draft.kind !== 'camera')) found.push(shared.draft);
  }
  return found.length === 0 ? none : found;
};

/** What others move at this stage now; wakes for nothing else that they do. */
export const useRemoteDrafts = (scene: SceneId | null, shot: ShotId): readonly Draft[] => {
  const { handAwareness: awareness } = useProject();
  const store = useMemo(() => {
    let text = '[]';
    let drafts = none;
    return () => {
      const next = draftsFor(awareness, scene, shot);
      const said = JSON.stringify(next);
      if (said !== text) [text, drafts] = [said, next];
      return drafts;
    };
  }, [awareness, scene, shot]);
  const subscribe = useMemo(
    () => (listener: () => void) => {
      awareness.on('change', listener);
      return () => awareness.off('change', listener);
    },
    [awareness],
  );
  return useSyncExternalStore(subscribe, store);
};

/** One sharer for as long as one is at the shot. */
export const useDraftSharer = (
  where: () => { readonly scene: SceneId; readonly shot: ShotId; readonly alone: boolean },
): DraftSharer => {
  const { handAwareness: awareness } = useProject();
  const sharer = useMemo(() => createDraftSharer(awareness, where), [awareness, where]);
  useEffect(() => sharer.stop, [sharer]);
  return sharer;
};
