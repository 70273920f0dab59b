/** Webhooks as the server holds them: what queues, what sends, and what a stop left undone. */
import type { ProjectId, VersionId } from '@oner/shared/ids/ids.ts';
import { allRecords } from '../auth/all-records.ts';
import type { Clock } from '../platform/clock.ts';
import type { Egress } from '../platform/egress.ts';
import type { Logger } from '../platform/logger.ts';
import type { Storage } from '../storage/ports.ts';
import type { Hook } from './hook.ts';
import type { HookRunner } from './hook-runner.ts';
import { toldStates, webhookDeliveries } from './webhook-delivery.ts';
import { createWebhookHook } from './webhook-hook.ts';
import { webhookCollection } from './webhook-record.ts';
import { createWebhookSender, webhookLimits } from './webhook-sender.ts';

type NamedVersion = { readonly id: VersionId; readonly project: ProjectId; readonly name: string; readonly at: number };
type Tell = HookRunner['tell'];

export type Webhooks = {
  readonly hook: Hook;
  /** What a new version calls. A failure is logged, and made good at the next start. */
  readonly versionNamed: (tell: Tell) => (version: NamedVersion) => Promise<void>;
  /** Begins to send, and tells of the named versions that were recorded when the process ended before it told of them. */
  readonly start: (versionsOf: (project: ProjectId) => Promise<readonly NamedVersion[]>, tell: Tell) => Promise<void>;
  /** The project was removed: nothing more is sent of it, and nothing is kept. */
  readonly forget: (project: ProjectId) => Promise<void>;
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export const createWebhooks = (options: {
  readonly storage: Storage;
  readonly egress: Egress;
  readonly clock: Clock;
  readonly logger: Logger;
}): Webhooks => {
  const { storage, clock, logger } = options;
  const sender = createWebhookSender(options);
  const hook = createWebhookHook({ storage, clock, onQueued: sender.wake });
  const webhooks = storage.records(webhookCollection);
  const deliveries = storage.records(webhookDeliveries);
  const told = storage.records(toldStates);

  const tellOf = async (tell: Tell, { id, project, name }: NamedVersion): Promise<void> => {
    await tell(project, [{ kind: 'version-named', version: id, name }]);
  };

  /** One project whose documents cannot be read must not keep the server from starting. */
  const tellSafely = (tell: Tell, version: NamedVersion): Promise<void> =>
    tellOf(tell, version).catch((error: unknown) =>
      logger.error('hooks-failed', { project: version.project, error: String(error) }),
    );

  return {
    hook,
    versionNamed: (tell) => (version) => tellSafely(tell, version),
    start: async (versionsOf, tell) => {
      const since = clock.now() - webhookLimits.keepMs;
      const oldest = new Map<ProjectId, number>();
      for (const { project, createdAt } of await allRecords(webhooks))
        oldest.set(project, Math.min(createdAt, oldest.get(project) ?? createdAt));
      for (const [project, createdAt] of oldest) {
        const missed = (await versionsOf(project)).filter(
          ({ name, at }) => name !== '' && at >= Math.max(since, createdAt),
        );
        // Those that were told already have their delivery still, so nothing is sent again.
        for (const version of missed) await tellSafely(tell, version);
      }
      sender.start();
    },
    forget: async (project) => {
      for (const { id } of await allRecords(webhooks, { index: 'project', equals: project })) {
        await webhooks.delete(id);
        for (const delivery of await allRecords(deliveries, { index: 'webhook', equals: id }))
          await deliveries.delete(delivery.id);
      }
      for (const { id } of await allRecords(told, { index: 'project', equals: project })) await told.delete(id);
    },
    idle: sender.idle,
    close: sender.close,
  };
};
