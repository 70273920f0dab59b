import { defaultLens } from '../camera/vocabulary.ts';
import type { Proposal } from '../document/proposal.ts';
import type { ScriptPoint } from '../document/story.ts';
import { beatsOf } from './beats.ts';
import type { BreakdownInput, SceneBlock } from './breakdown-input.ts';
import { angleOf, rollOf } from './camera-words.ts';
import { coverNext } from './cover.ts';
import { type Coverage, directingText } from './coverage.ts';
import { describeShot } from './describe.ts';
import { type Group, groupsOf } from './grouping.ts';
import { isOnlyHeard, knownPeople } from './scene-people.ts';
import { unitsOf } from './units.ts';

const shortestShotMs = 1500;
const headingMs = 2000;

const shotOf = (group: Group, coverage: Coverage, bounds: Pick<Proposal, 'start' | 'end'>): Proposal => {
  const cover = coverNext(group, coverage);
  const text = directingText(group);
  const extra = group.kind === 'master' ? headingMs : 0;
  return {
    ...bounds,
    ...cover,
    angle: angleOf(text),
    roll: rollOf(text),
    lens: defaultLens[cover.size],
    description: describeShot(group, cover, coverage),
    dialogue: group.units.flatMap((unit) => (unit.kind === 'speech' ? [unit.speech.words] : [])).join('\n'),
    durationMs: Math.max(shortestShotMs, Math.round(group.ms + extra)),
  };
};

const boundsOf = (group: Group, start?: ScriptPoint): Pick<Proposal, 'start' | 'end'> | null => {
  const from = start ?? group.units[0]?.start;
  const to = group.units.at(-1)?.end ?? start;
  return from === undefined || to === undefined ? null : { start: from, end: to };
};

/** A heading that is no place, such as OPENING TITLES: its first shot begins there, and no place is established. */
const withoutPlace = (groups: readonly Group[]): readonly Group[] => {
  const [master, next, ...rest] = groups;
  if (master === undefined) return [];
  if (master.units.length > 0) return [{ ...master, kind: 'action' }, ...groups.slice(1)];
  return next === undefined ? [{ ...master, kind: 'action' }] : [next, ...rest];
};

const centredEnd = (blocks: readonly SceneBlock[], heading: SceneBlock): ScriptPoint => {
  const last = blocks.findLast((block) => block.type === 'centered') ?? heading;
  return { block: last.id, offset: last.text.length };
};

/** Proposes a scene’s shots by rules that need no model (BRK in SPEC.md). Deterministic. */
export const proposeShots = (input: BreakdownInput): readonly Proposal[] => {
  const [heading] = input.blocks;
  if (heading === undefined) return [];
  const beats = beatsOf(input);
  const cast = knownPeople(input).filter((name) => !isOnlyHeard(name));
  const talkers = [
    ...new Set(beats.flatMap((beat) => (beat.kind === 'speech' && !beat.offCamera ? [beat.speaker] : []))),
  ];
  const groups = groupsOf(unitsOf(input, beats, cast), { talkers, cutsBack: input.heading.time === '' });
  const placed = input.heading.setting === null ? withoutPlace(groups) : groups;
  const coverage: Coverage = {
    input,
    cast,
    talkers,
    active: new Set(talkers),
    present: [],
    talks: 0,
    allTalks: placed.filter(({ kind }) => kind === 'talk').length,
    face: null,
    walking: false,
    last: null,
  };
  return placed.flatMap((group, index) => {
    const bounds = boundsOf(group, index === 0 ? { block: heading.id, offset: 0 } : undefined);
    if (bounds === null) return [];
    const end = beats.length === 0 ? centredEnd(input.blocks, heading) : headingEnd(bounds, heading);
    return [shotOf(group, coverage, { start: bounds.start, end })];
  });
};

const headingEnd = ({ start, end }: Pick<Proposal, 'start' | 'end'>, heading: SceneBlock): ScriptPoint =>
  end.block === start.block && end.offset === start.offset ? { block: heading.id, offset: heading.text.length } : end;
