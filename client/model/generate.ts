import type { ShotId } from '@oner/shared/ids/ids.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { useMemo } from 'react';
import type { HttpError } from '../connection/http-client.ts';
import { isOutOfDate, type Project, useProject } from './project.tsx';
import { useApi } from './session.tsx';
import { useSettingsStore } from './settings.ts';

/** How many requests for frames are on their way at once. */
const atOnce = 6;

/** Whether this provider made a frame of what the shot asks for now: then another one is a further version. */
const hasCurrentFrame = (project: Project, shot: ShotId, provider: string | null): boolean => {
  const hashes = project.specHashes.hashes(shot);
  if (hashes === null) return false;
  return project.desk
    .frames(shot)
    .some(
      (frame) =>
        frame.kind === 'image' &&
        frame.specHash !== null &&
        !isOutOfDate(frame, hashes) &&
        (provider ?? frame.provider) === frame.provider,
    );
};

export type Generation = {
  /** Asks for a frame of each shot, of this provider or of the one that this person last chose. */
  readonly generate: (shots: readonly ShotId[], provider?: string) => Promise<Result<number, HttpError>>;
  readonly cancel: (job: Job) => Promise<Result<void, HttpError>>;
};

export const useGeneration = (): Generation => {
  const project = useProject();
  const api = useApi();
  const settings = useSettingsStore();
  return useMemo(() => {
    const generateOne = async (shot: ShotId, provider: string | null): Promise<Result<void, HttpError>> => {
      const reply = await project.api.generate(shot, {
        ...(provider === null ? {} : { provider }),
        ...(hasCurrentFrame(project, shot, provider) ? { again: true } : {}),
      });
      if (!reply.ok) return reply;
      project.jobs.receive(reply.value.job);
      return ok(undefined);
    };
    return {
      generate: async (shots, chosen) => {
        const provider = chosen ?? settings.get().provider;
        for (let start = 0; start < shots.length; start += atOnce) {
          const asked = await Promise.all(
            shots.slice(start, start + atOnce).map((shot) => generateOne(shot, provider)),
          );
          const refused = asked.find((reply) => !reply.ok);
          if (refused !== undefined && !refused.ok) return fail(refused.error);
        }
        return ok(shots.length);
      },
      cancel: async (job) => {
        const reply = await api.cancelJob(job.id);
        if (!reply.ok) return reply;
        project.jobs.receive({ ...job, state: 'cancelled' });
        return ok(undefined);
      },
    };
  }, [project, api, settings]);
};
