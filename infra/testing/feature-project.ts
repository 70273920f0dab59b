import { writeFountain } from '@oner/shared/fountain/write-fountain.ts';
import { createApiClient } from './api-client.ts';
import { openRawClient } from './raw-client.ts';
import type { RunningServer } from './start-server.ts';
import { type Feature, type FilledStory, fillShots } from './synthetic-feature.ts';

export type FeatureProject = FilledStory & { readonly id: string };

/** Brings a made-up feature into a running server by its own doors: the script by import, the shots by a stock sync client. */
export const createFeatureProject = async (
  server: Pick<RunningServer, 'url' | 'adminToken'>,
  feature: Feature,
): Promise<FeatureProject> => {
  const api = createApiClient(server.url, server.adminToken);
  const id = await api.importProject('The Long Feature', writeFountain(feature.screenplay));
  const client = await openRawClient({ url: server.url, project: id, token: server.adminToken });
  const filled = fillShots(client.doc, feature);
  const counted = async (): Promise<number> =>
    (await api.get<unknown[]>(`/api/projects/${id}/shots?limit=1000`)).length;
  const wanted = Math.min(1000, filled.shots.length);
  while ((await counted()) < wanted) await new Promise((resolve) => setImmediate(resolve));
  client.close();
  return { id, ...filled };
};
