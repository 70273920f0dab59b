import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { Notice } from '@oner/shared/protocol/live.ts';
import type { Principal } from '../auth/principal.ts';
import type { LiveEmitter } from './ports.ts';

/** An author as documents keep it. */
export const authorOf = (principal: Principal) => ({ id: principal.id, name: principal.name });

/** Tells all who are in the project what someone did. */
export const notify = (
  live: LiveEmitter,
  project: ProjectId,
  event: { readonly kind: Notice['kind']; readonly by: Principal; readonly about?: Notice['about'] },
): void =>
  live.emit(project, {
    kind: 'notice',
    notice: { project, kind: event.kind, by: authorOf(event.by), about: event.about ?? {} },
  });
