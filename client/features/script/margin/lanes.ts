/** Puts the shots of a scene into lanes beside its words, so that no two lines stand over each other. */
import type { Scene, ScriptBlock, Shot } from '@oner/shared/document/story.ts';
import type { BlockId, ShotId } from '@oner/shared/ids/ids.ts';

/** Lanes that the margin has room for; what needs more shares the last. */
export const laneCount = 3;

export type LinedShot = {
  readonly shot: ShotId;
  readonly lane: number;
  /** Indexes into the scene's blocks, ends included. */
  readonly first: number;
  readonly last: number;
  /** For each block from first to last: whether the shot's subject is off camera while it is spoken. */
  readonly off: readonly boolean[];
};

const spoken: ReadonlySet<string> = new Set(['dialogue', 'parenthetical', 'lyric']);

/** Who speaks each block, null where nobody does: the cue's name above it. */
const speakersOf = (blocks: readonly ScriptBlock[], nameOf: (cue: string) => string): readonly (string | null)[] => {
  let speaker: string | null = null;
  return blocks.map((block) => {
    if (block.type === 'character') speaker = nameOf(block.text);
    else if (!spoken.has(block.type)) speaker = null;
    return speaker;
  });
};

/** Over the shoulder and point of view show another than all who are named. */
const seen = (shot: Shot): readonly string[] =>
  shot.framing === 'over-the-shoulder'
    ? shot.subjects.slice(0, 1)
    : shot.framing === 'point-of-view'
      ? shot.subjects.slice(1)
      : shot.subjects;

const freeLane = (taken: readonly number[], first: number): number => {
  const free = taken.findIndex((last) => last < first);
  return free >= 0 ? free : taken.length;
};

/** The lines of a scene's shots, in the order in which they begin. `nameOf` gives the speaker of a cue. */
export const lineScene = (
  scene: Scene,
  shots: readonly Shot[],
  nameOf: (cue: string) => string,
): readonly LinedShot[] => {
  const indexOf = new Map<BlockId, number>(scene.blocks.map((block, index) => [block.id, index]));
  const speakers = speakersOf(scene.blocks, nameOf);
  const spans = shots
    .flatMap((shot) => {
      const first = shot.anchor ? indexOf.get(shot.anchor.start.block) : undefined;
      const last = shot.anchor ? indexOf.get(shot.anchor.end.block) : undefined;
      return first === undefined || last === undefined ? [] : [{ shot, first, last }];
    })
    .sort((a, b) => a.first - b.first);
  const taken: number[] = [];
  return spans.map(({ shot, first, last }) => {
    const lane = Math.min(freeLane(taken, first), laneCount - 1);
    taken[lane] = Math.max(taken[lane] ?? -1, last);
    const names = seen(shot);
    const off = speakers
      .slice(first, last + 1)
      .map((speaker) => speaker !== null && names.length > 0 && !names.includes(speaker));
    return { shot: shot.id, lane, first, last, off };
  });
};
