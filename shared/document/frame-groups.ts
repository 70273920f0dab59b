/** The frames of each shot. A feature has tens of thousands, which come one by one: only the shots that they belong to are put in order again. */
import type { FrameId, ShotId } from '../ids/ids.ts';
import { byTime } from './by-time.ts';
import type { Frame } from './desk.ts';

/** What grouping needs to know of a frame. */
type Groupable = Pick<Frame, 'id' | 'shot' | 'at'>;
/** A shot's frames, oldest first; a shot without any is not there. */
export type FramesByShot<F> = ReadonlyMap<ShotId, readonly F[]>;

/** The frames that came or are other ones, by shot; none for a shot that only lost some. */
const changesBetween = <F extends Groupable>(
  before: ReadonlyMap<FrameId, F>,
  after: ReadonlyMap<FrameId, F>,
): FramesByShot<F> => {
  const changes = new Map<ShotId, F[]>();
  const of = (shot: ShotId): F[] => {
    const known = changes.get(shot) ?? [];
    changes.set(shot, known);
    return known;
  };
  let kept = 0;
  for (const [id, frame] of after) {
    const old = before.get(id);
    if (old !== undefined) kept += 1;
    if (old === frame) continue;
    of(frame.shot).push(frame);
    if (old !== undefined) of(old.shot);
  }
  if (kept < before.size) for (const [id, frame] of before) if (!after.has(id)) of(frame.shot);
  return changes;
};

/** Groups frames by shot. A group is the same object as in the last call when its frames are, and so is the whole. */
export const createFrameGroups = <F extends Groupable>(): ((frames: ReadonlyMap<FrameId, F>) => FramesByShot<F>) => {
  let last: ReadonlyMap<FrameId, F> = new Map();
  let groups: FramesByShot<F> = new Map();
  return (frames) => {
    if (frames === last) return groups;
    const changes = changesBetween(last, frames);
    last = frames;
    if (changes.size === 0) return groups;
    const next = new Map(groups);
    for (const [shot, changed] of changes) {
      const kept = (groups.get(shot) ?? []).filter((frame) => frames.get(frame.id) === frame);
      const group = [...kept, ...changed].sort(byTime);
      if (group.length > 0) next.set(shot, group);
      else next.delete(shot);
    }
    groups = next;
    return groups;
  };
};
