import type { Angle, Framing, Movement, ShotSize } from '../camera/vocabulary.ts';
import type { ScriptPoint } from './story.ts';

/** A shot that a breakdown proposes: what it covers and how it is taken. */
export type Proposal = {
  readonly start: ScriptPoint;
  readonly end: ScriptPoint;
  readonly size: ShotSize;
  readonly angle: Angle;
  /** Degrees, −45 to 45. */
  readonly roll: number;
  readonly framing: Framing;
  readonly movement: Movement;
  /** Focal length, mm. */
  readonly lens: number;
  /** Over the shoulder: the face we see, then the near figure. Point of view: whose eyes, then who is seen. */
  readonly subjects: readonly string[];
  readonly description: string;
  readonly dialogue: string;
  readonly durationMs: number;
};
