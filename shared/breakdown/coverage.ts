/** What coverage is made of: how a shot is covered, and what was covered before it. */
import { defaultFraming, type Framing, type Movement, type ShotSize } from '../camera/vocabulary.ts';
import type { BreakdownInput } from './breakdown-input.ts';
import { isInFace, writtenSizeOf } from './camera-words.ts';
import { type Group, hasCrowd } from './grouping.ts';

export type Cover = {
  readonly size: ShotSize;
  readonly framing: Framing;
  readonly subjects: readonly string[];
  readonly movement: Movement;
};

/** What was covered so far, so that a talk tightens and changes sides. */
export type Coverage = {
  readonly input: BreakdownInput;
  readonly cast: readonly string[];
  /** Who speaks on camera anywhere in the scene. */
  readonly talkers: readonly string[];
  /** Who speaks in the scene or has done something so far, rather than only being mentioned. */
  readonly active: Set<string>;
  /** Who was seen or heard, the latest first. */
  present: readonly string[];
  talks: number;
  readonly allTalks: number;
  /** The face of the talk’s last shot. */
  face: string | null;
  /** Whether people go along as they talk. */
  walking: boolean;
  /** How the last shot was covered. */
  last: Cover | null;
};

/** A shot names no more people than this. */
export const mostSubjects = 4;

/** The share of a talk that action takes before its words direct the camera. */
const leadingShare = 0.4;

/** What a group’s action says to the camera: in a talk only when there is enough of it. */
export const directingText = (group: Group): string => {
  const acted = group.units.reduce((sum, unit) => sum + (unit.kind === 'action' ? unit.ms : 0), 0);
  return group.kind === 'talk' && acted < group.ms * leadingShare ? '' : actionText(group);
};

/** What a group’s action says. */
export const actionText = (group: Group): string =>
  group.units.flatMap((unit) => (unit.kind === 'action' ? [unit.text] : [])).join(' ');

/** By how many are in it, and whether a name stands for many. */
export const framingFor = (group: Group, count: number): Framing => (hasCrowd(group) ? 'group' : defaultFraming(count));

const lengthwise: Readonly<Record<number, ShotSize>> = { 0: 'MS', 1: 'MS', 2: 'MLS' };

/** The size that action asks for: the writer’s own first. */
export const actionSize = (text: string, count: number, movement: Movement, tight: boolean): ShotSize => {
  const written = writtenSizeOf(text);
  if (written !== null) return written;
  if (movement === 'tracking' || movement === 'truck') return 'FS';
  if (movement === 'pan') return 'MLS';
  if (count === 1 && (tight || isInFace(text))) return tight ? 'CU' : 'MCU';
  return lengthwise[count] ?? 'FS';
};
