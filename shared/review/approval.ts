import type { Decision, Desk } from '../document/desk.ts';
import type { Shot } from '../document/story.ts';
import type { ShotId } from '../ids/ids.ts';
import { currentFrame } from './freshness.ts';

/** Where a shot stands in review. An approval holds for the frame that it was given to, and is void under another. */
export type Approval =
  | { readonly state: 'undecided' }
  | { readonly state: 'approved'; readonly decision: Decision }
  | { readonly state: 'changes'; readonly decision: Decision }
  | { readonly state: 'void'; readonly decision: Decision };

/** The latest decision on each shot, from decisions oldest first. */
export const latestDecisions = (decisions: readonly Decision[]): ReadonlyMap<ShotId, Decision> =>
  new Map(decisions.map((decision) => [decision.shot, decision]));

/** The approval that follows from the shot's latest decision and the frame that stands for it now. */
export const approvalFrom = (shot: Pick<Shot, 'id' | 'pick'>, desk: Desk, latest: Decision | undefined): Approval => {
  if (latest === undefined) return { state: 'undecided' };
  if (latest.verdict === 'changes') return { state: 'changes', decision: latest };
  const frame = currentFrame(shot, desk)?.id ?? null;
  return { state: frame === latest.frame ? 'approved' : 'void', decision: latest };
};

export const approvalOf = (shot: Pick<Shot, 'id' | 'pick'>, desk: Desk): Approval =>
  approvalFrom(
    shot,
    desk,
    desk.decisions.findLast((decision) => decision.shot === shot.id),
  );
