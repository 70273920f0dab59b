import type { ProjectId, ShareId, UserId } from '@oner/shared/ids/ids.ts';

export const roles = ['viewer', 'commenter', 'editor', 'owner'] as const;
export type Role = (typeof roles)[number];

/** Who asks, as established by a cookie, a bearer token or a `?token=`. */
export type Principal =
  | { readonly kind: 'admin'; readonly id: 'admin'; readonly name: string }
  | { readonly kind: 'user'; readonly id: UserId; readonly name: string; readonly session: string }
  | {
      readonly kind: 'guest';
      /** Stable for this guest on this link: `<share>.<n>`. */
      readonly id: string;
      readonly name: string;
      readonly share: ShareId;
      readonly project: ProjectId;
      readonly session: string;
    };

/** What a principal may be in one project, at this moment. */
export type Access = {
  readonly principal: Principal;
  readonly project: ProjectId;
  readonly role: Role;
  /** Whether a commenter may decide (a share can withhold it). */
  readonly decides: boolean;
};
