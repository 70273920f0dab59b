import type { Route } from './route.ts';
import { assetRoutes } from './routes/assets.ts';
import { drawingRoutes } from './routes/drawings.ts';
import { frameRoutes } from './routes/frames.ts';
import { jobRoutes } from './routes/jobs.ts';
import { mapRoutes } from './routes/maps.ts';
import { memberRoutes } from './routes/members.ts';
import { modelRoutes } from './routes/models.ts';
import { peopleRoutes } from './routes/people.ts';
import { projectRoutes } from './routes/projects.ts';
import { reviewRoutes } from './routes/review.ts';
import { scriptRoutes } from './routes/script.ts';
import { shareRoutes } from './routes/shares.ts';
import { shotRoutes } from './routes/shots.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { suggestionRoutes } from './routes/suggestions.ts';
import { versionRoutes } from './routes/versions.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import type { Services } from './services.ts';

/** The registry: everything that this server answers under the policy. */
export const allRoutes = (services: Services): readonly Route[] =>
  [
    projectRoutes,
    scriptRoutes,
    shotRoutes,
    frameRoutes,
    drawingRoutes,
    mapRoutes,
    modelRoutes,
    assetRoutes,
    jobRoutes,
    reviewRoutes,
    suggestionRoutes,
    memberRoutes,
    shareRoutes,
    versionRoutes,
    webhookRoutes,
    peopleRoutes,
    signInRoutes,
  ].flatMap((routes) => routes(services));
