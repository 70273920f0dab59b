import type { FrameId, ShotId } from '@oner/shared/ids/ids.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import { useMemo } from 'react';
import type { HttpError } from '../../connection/http-client.ts';
import { useGeneration } from '../../model/generate.ts';
import { useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { shotMessages } from './messages.ts';
import { pictureFault } from './picture-file.ts';

/** What one does with the frames of a shot. */
export const useFrameActions = (shot: ShotId) => {
  const t = useText(shotMessages);
  const { commands, jobs, api } = useProject();
  const { say, notify, refuse } = useAnnouncer();
  const generation = useGeneration();
  return useMemo(() => {
    const refused = (error: HttpError): void =>
      refuse(error.kind === 'problem' ? error.detail || error.title || t.unreachable : t.unreachable);
    return {
      generate: async (provider?: string): Promise<void> => {
        const failed = jobs.ofShot(shot);
        if (failed?.state === 'failed') jobs.dismiss(failed);
        const asked = await generation.generate([shot], provider);
        if (!asked.ok) refused(asked.error);
      },
      cancel: async (job: Job): Promise<void> => {
        const cancelled = await generation.cancel(job);
        if (!cancelled.ok) refused(cancelled.error);
      },
      upload: async (file: File): Promise<void> => {
        const fault = pictureFault(file);
        if (fault !== null) {
          refuse(fault === 'kind' ? t.wrongPicture : t.pictureTooLarge);
          return;
        }
        const sent = await api.upload(shot, file);
        if (sent.ok) notify(t.uploaded);
        else refused(sent.error);
      },
      pick: (frame: FrameId | null, version: number): void => {
        const picked = commands.pickFrame(shot, frame);
        if (!picked.ok) refuse(t.refused);
        else if (frame !== null) say(t.pickedSaid(version));
      },
    };
  }, [shot, t, commands, jobs, api, say, notify, refuse, generation]);
};
export type FrameActions = ReturnType<typeof useFrameActions>;
