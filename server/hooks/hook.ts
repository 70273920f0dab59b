import type { Desk } from '@oner/shared/document/desk.ts';
import type { DomainEvent } from '@oner/shared/document/domain-events.ts';
import type { Story } from '@oner/shared/document/story.ts';
import type { ProjectId, VersionId } from '@oner/shared/ids/ids.ts';

/** What happened in a project: what its documents tell, and what is recorded beside them. */
export type HookEvent =
  | DomainEvent
  | { readonly kind: 'version-named'; readonly version: VersionId; readonly name: string };

/** What a hook is called with: the events since it last ran, and the documents as they are now. */
export type HookContext = {
  readonly project: ProjectId;
  readonly events: readonly HookEvent[];
  readonly story: Story;
  readonly desk: Desk;
};

/**
 * Something that reacts to what happened in a project. It runs at least once for each change, so what it does must come
 * out the same when it runs again.
 */
export type Hook = {
  readonly name: string;
  readonly on: ReadonlySet<HookEvent['kind']>;
  /** Whether it wants to hear of anything in this project; absent: always. */
  readonly listens?: (project: ProjectId) => Promise<boolean>;
  /** Runs also when the story changed in a way that is no event, such as an order or a deletion. */
  readonly onStory?: boolean;
  readonly run: (context: HookContext) => Promise<void>;
};
