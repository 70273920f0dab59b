import { projectIdSchema } from '@oner/shared/ids/ids.ts';
import type { RequestHandler } from 'express';
import type { Services } from './services.ts';

type Warming = Pick<Services, 'auth' | 'rooms' | 'logger'>;

const warm = async ({ auth, rooms }: Warming, request: Parameters<RequestHandler>[0]): Promise<void> => {
  const project = projectIdSchema.safeParse(request.params.project);
  if (!project.success) return;
  const access = await auth.gatekeeper.access(await auth.gatekeeper.identify(request), project.data);
  if (access.kind === 'granted') await rooms.warm(`${project.data}/story`);
};

/** Loads a project's story while the browser still loads the page, for who may read it: the socket that follows waits for nothing. */
export const warmProject =
  (services: Warming): RequestHandler =>
  (request, _response, next) => {
    warm(services, request).catch((error: unknown) =>
      services.logger.warn('project-not-warmed', { error: String(error) }),
    );
    next();
  };
