import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { addShot } from '../document/commands/shots.ts';
import type { Decision, Desk, Frame, Thread, ThreadAnchor } from '../document/desk.ts';
import { readStory } from '../document/story-reader.ts';
import { at, expectOk, seededIds, storyDoc } from '../document/testing/story-fixture.ts';
import type { AssetId, DecisionId, FrameId, ShotId, ThreadId } from '../ids/ids.ts';
import { approvalOf } from './approval.ts';
import { sceneProgress } from './progress.ts';

const by = { id: 'usr_a', name: 'Ann' };
const stamp = { by, at: '2026-01-01T00:00:00.000Z' };

const frame = (id: string, shot: ShotId): Frame => ({
  ...{ id: id as FrameId, shot, kind: 'image', provider: 'p', model: '', asset: 'a'.repeat(64) as AssetId },
  ...{ width: 1, height: 1, specHash: null, prompt: '', seed: null, maps: null, warnings: [], parent: null, ...stamp },
});
const decision = (shot: ShotId, verdict: Decision['verdict'], on: string | null, id = `dec_${shot}`): Decision => ({
  ...{ id: id as DecisionId, shot, frame: on as FrameId | null, verdict, note: '', ...stamp },
});
const thread = (id: string, anchor: ThreadAnchor, status: Thread['status'] = 'open'): [ThreadId, Thread] => [
  id as ThreadId,
  { id: id as ThreadId, anchor, status, comments: [], ...stamp },
];

const makeReview = () => {
  const doc: Y.Doc = storyDoc();
  const ids = seededIds(70);
  const [cafe, street] = [at(readStory(doc).scenes, 0).id, at(readStory(doc).scenes, 1).id];
  const shots = Array.from({ length: 4 }, () => expectOk(addShot(doc, { ids, scene: cafe })));
  const story = readStory(doc);
  const desk = (parts: Partial<Pick<Desk, 'threads' | 'decisions'>> & { frames?: readonly Frame[] }): Desk => ({
    frames: new Map(parts.frames?.map((one) => [one.id, one])),
    framesByShot: Map.groupBy(parts.frames ?? [], (one) => one.shot),
    threads: parts.threads ?? new Map(),
    decisions: parts.decisions ?? [],
    findings: [],
  });
  return { story, cafe, street, shots, desk };
};

describe('the progress of scenes', () => {
  it('REV-4 approved, changes and undecided add up to the shots; a void approval is undecided', () => {
    const { story, cafe, street, shots, desk } = makeReview();
    const [a, b, c, d] = [at(shots, 0), at(shots, 1), at(shots, 2), at(shots, 3)];
    const progress = sceneProgress(
      story,
      desk({
        frames: [frame('frm_a', a), frame('frm_b', b), frame('frm_b2', b)],
        decisions: [decision(a, 'approved', 'frm_a'), decision(b, 'approved', 'frm_b'), decision(c, 'changes', null)],
      }),
    );
    expect(progress.get(cafe)).toEqual({ shots: 4, framed: 2, approved: 1, changes: 1, undecided: 2, openThreads: 0 });
    expect(progress.get(street)).toEqual({
      shots: 0,
      framed: 0,
      approved: 0,
      changes: 0,
      undecided: 0,
      openThreads: 0,
    });
    expect(story.shots.has(d)).toBe(true);
  });

  it('REV-4 open threads on the scene, its shots and their frames count; resolved ones and those elsewhere do not', () => {
    const { story, cafe, street, shots, desk } = makeReview();
    const shot = at(shots, 0);
    const threads = new Map([
      thread('thr_a', { kind: 'scene', id: cafe }),
      thread('thr_b', { kind: 'shot', id: shot }),
      thread('thr_c', { kind: 'frame', id: 'frm_a' }),
      thread('thr_d', { kind: 'shot', id: shot }, 'resolved'),
      thread('thr_e', { kind: 'project' }),
      thread('thr_f', { kind: 'scene', id: street }),
    ]);
    const progress = sceneProgress(story, desk({ frames: [frame('frm_a', shot)], threads }));
    expect([progress.get(cafe)?.openThreads, progress.get(street)?.openThreads]).toEqual([3, 1]);
  });

  it('REV-3 the latest decision counts, and an approval of no frame is void once there is one', () => {
    const { story, shots, desk } = makeReview();
    const shot = story.shots.get(at(shots, 0));
    if (shot === undefined) throw new Error('no shot');
    const state = (decisions: readonly Decision[], frames: readonly Frame[] = []) =>
      approvalOf(shot, desk({ decisions, frames })).state;
    const bare = decision(shot.id, 'approved', null);
    expect(state([bare])).toBe('approved');
    expect(state([bare], [frame('frm_a', shot.id)])).toBe('void');
    expect(state([bare, decision(shot.id, 'changes', null, 'dec_z')])).toBe('changes');
    expect(state([decision(shot.id, 'changes', null, 'dec_z'), bare])).toBe('approved');
    expect(state([decision('sht_other' as ShotId, 'approved', null)])).toBe('undecided');
  });

  it('REV-2 a picked frame that is gone, or is of another shot, stands for nothing', () => {
    const { story, shots, desk } = makeReview();
    const [own, other] = [at(shots, 0), at(shots, 1)];
    const frames = [frame('frm_a', own), frame('frm_b', other)];
    const decisions = [decision(own, 'approved', 'frm_a')];
    for (const pick of ['frm_gone', 'frm_b'] as FrameId[])
      expect(approvalOf({ id: own, pick }, desk({ frames, decisions })).state).toBe('approved');
    expect(story.shots.size).toBe(4);
  });
});
