import { describe, expect, it } from 'vitest';
import { addShot } from '../document/commands/shots.ts';
import type { Desk, Frame, Thread } from '../document/desk.ts';
import { readStory } from '../document/story-reader.ts';
import { at, block, cafe, expectOk, seededIds, storyDoc } from '../document/testing/story-fixture.ts';
import type { Block } from '../fountain/screenplay.ts';
import type { FrameId, ShotId, ThreadId } from '../ids/ids.ts';
import { previewMerge } from './merge-preview.ts';

const by = { id: 'usr_1', name: 'Kim' };
const frameOf = (shot: ShotId): Frame => ({
  ...{ id: `frm_${shot}` as FrameId, shot, kind: 'image', provider: 'upload', model: '', asset: 'a' as Frame['asset'] },
  ...{
    width: 1,
    height: 1,
    specHash: null,
    prompt: '',
    seed: null,
    maps: null,
    warnings: [],
    by,
    at: '',
    parent: null,
  },
});
const threadOn = (id: string, anchor: Thread['anchor'], comments: number): readonly [ThreadId, Thread] => [
  id as ThreadId,
  {
    ...{ id: id as ThreadId, anchor, status: 'open', by, at: '' },
    comments: Array.from({ length: comments }, (_, index) => ({ id: `c${index}` as never, by, at: '', body: 'x' })),
  },
];

/** The café with a shot of each scene, each with a frame that was approved, and comments on what hangs on the second. */
const reviewed = () => {
  const doc = storyDoc();
  const scenes = readStory(doc).scenes;
  const shots = scenes.map((scene, index) => expectOk(addShot(doc, { scene: scene.id, ids: seededIds(index + 3) })));
  const story = readStory(doc);
  const frames = shots.map(frameOf);
  const last = at(story.blocks, -1).id;
  const desk: Desk = {
    frames: new Map(frames.map((frame) => [frame.id, frame])),
    framesByShot: new Map(frames.map((frame) => [frame.shot, [frame]])),
    threads: new Map([
      threadOn('t1', { kind: 'shot', id: at(shots, 1) }, 2),
      threadOn('t2', { kind: 'frame', id: at(frames, 1).id }, 1),
      threadOn('t3', { kind: 'script', blocks: [last] }, 1),
      threadOn('t4', { kind: 'scene', id: at(scenes, 0).id }, 5),
    ]),
    decisions: frames.map((frame) => ({
      ...{ id: `d_${frame.id}` as never, shot: frame.shot, frame: frame.id, verdict: 'approved', note: '', by, at: '' },
    })),
    findings: [],
  } as unknown as Desk; // parts that a preview does not read are left out
  return { story, desk, shots };
};
const preview = (blocks: readonly Block[]) => {
  const { story, desk, shots } = reviewed();
  return { ...previewMerge({ story, desk }, { titlePage: [], blocks }), made: shots };
};

describe('what merging would do', () => {
  it('HTTP-50 says of a scene that goes which shots, frames, approvals and comments hang on it', () => {
    const { scenes, shots, made } = preview(cafe.blocks.slice(0, 7));
    expect(scenes.map(({ change, heading }) => [change, heading])).toEqual([['removed', 'EXT. STREET - DAY']]);
    expect(scenes[0]?.loses).toEqual({
      shots: [{ id: at(made, 1), number: '2A' }],
      ...{ frames: 1, approvals: 1, comments: 4 },
    });
    expect(shots).toEqual({ kept: 1, unplaced: 1, wordless: 0 });
  });

  it('HTTP-50 says of comments on a paragraph that goes from a scene that stays', () => {
    const { scenes, shots } = preview(cafe.blocks.slice(0, 8));
    expect(scenes.map(({ change, lines }) => [change, lines.map((line) => line.change)])).toEqual([
      ['changed', ['removed']],
    ]);
    expect(scenes[0]?.loses).toEqual({ shots: [], frames: 0, approvals: 0, comments: 1 });
    expect(shots).toEqual({ kept: 2, unplaced: 0, wordless: 0 });
  });

  it('HTTP-50 tells a moved scene from a changed one, and says nothing of what stays', () => {
    const moved = [...cafe.blocks.slice(0, 1), ...cafe.blocks.slice(7), ...cafe.blocks.slice(1, 7)];
    expect(preview(moved).scenes.map(({ change, moved: elsewhere, lines }) => [change, elsewhere, lines])).toEqual([
      ['moved', true, []],
    ]);
    expect(preview(cafe.blocks).scenes).toEqual([]);
    expect(preview(cafe.blocks).counts).toEqual({ added: 0, changed: 0, moved: 0, removed: 0, same: 2 });
  });

  it('IMP-42 knows scenes that moved among others of nearly the same words', () => {
    const scene = (number: number): readonly Block[] => [
      block('sceneHeading', 'INT. CAFE - NIGHT'),
      block('action', 'Rain on the glass. She waits with a cold cup and counts the cars.'),
      block('action', `On the wall hangs the photograph of guest number ${number}, dusty as before.`),
      block('dialogue', 'You are late again.'),
    ];
    const all = Array.from({ length: 12 }, (_, index) => scene(index + 1));
    const doc = storyDoc({ titlePage: [], blocks: all.flat() });
    const reordered = [...all.slice(0, 2), ...all.slice(3, 9), at(all, 2), ...all.slice(9)].map((blocks, index) =>
      blocks.map((each) =>
        each.type === 'dialogue' && index % 2 === 0 ? block('dialogue', 'You are never late.') : each,
      ),
    );
    const { scenes, counts } = previewMerge(
      { story: readStory(doc), desk: reviewed().desk },
      { titlePage: [], blocks: reordered.flat() },
    );
    expect(counts.added + counts.removed).toBe(0);
    expect(scenes.filter(({ moved }) => moved).map(({ number }) => number)).toEqual(['3']);
  });
});
