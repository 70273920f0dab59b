import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameId, ShotId } from '../ids/ids.ts';
import { createFrameGroups } from './frame-groups.ts';

type Dated = { readonly id: FrameId; readonly shot: ShotId; readonly at: string };

const madeAnew = (frames: ReadonlyMap<FrameId, Dated>) =>
  Map.groupBy(
    [...frames.values()].sort((a, b) => a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1)),
    ({ shot }) => shot,
  );

const arbitraryFrame = fc
  .record({
    id: fc.integer({ min: 0, max: 11 }),
    shot: fc.integer({ min: 0, max: 3 }),
    second: fc.integer({ min: 0, max: 5 }),
  })
  .map(
    ({ id, shot, second }): Dated => ({
      id: `frm_${id}` as FrameId,
      shot: `sht_${shot}` as ShotId,
      at: `2026-01-01T00:00:0${second}.000Z`,
    }),
  );
/** A frame that comes or takes another's place, or the end of one. */
const arbitraryStep = fc.oneof(
  arbitraryFrame,
  fc.integer({ min: 0, max: 11 }).map((id) => `frm_${id}` as FrameId),
);

describe('frames by shot', () => {
  it('DOC-28 are the same whether they came at once or one by one, and groups that nothing happened to are kept', () => {
    fc.assert(
      fc.property(fc.array(fc.array(arbitraryStep, { maxLength: 4 }), { maxLength: 12 }), (turns) => {
        const groupsOf = createFrameGroups<Dated>();
        let frames: ReadonlyMap<FrameId, Dated> = new Map();
        let before = groupsOf(frames);
        for (const steps of turns) {
          const next = new Map(frames);
          for (const step of steps) typeof step === 'string' ? next.delete(step) : next.set(step.id, step);
          const after = groupsOf(next);
          expect(new Map([...after].sort())).toEqual(new Map([...madeAnew(next)].sort()));
          const touched = new Set(
            steps.flatMap((step) => {
              const id = typeof step === 'string' ? step : step.id;
              return [frames.get(id)?.shot, next.get(id)?.shot];
            }),
          );
          for (const [shot, group] of before) if (!touched.has(shot)) expect(after.get(shot)).toBe(group);
          frames = next;
          before = after;
        }
      }),
    );
  });
});
