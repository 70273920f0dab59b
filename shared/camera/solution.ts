import type { Apart } from '../stage/apart.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Camera, SetPiece, StagedFigure, StagedScene } from '../stage/scene.ts';
import type { Axes, Direction } from './fit.ts';
import type { LineOfAction } from './line-of-action.ts';
import type { Angle, Framing, Movement, ShotSize } from './vocabulary.ts';

/** What a shot asks of the camera. */
export type CameraRequest = {
  readonly scene: StagedScene;
  readonly size: ShotSize;
  readonly angle: Angle;
  /** Degrees, −45 to 45. */
  readonly roll: number;
  readonly framing: Framing;
  readonly movement: Movement;
  /** Focal length, mm. */
  readonly lens: number;
  /** Names of figures of the scene; the first is the main one (over the shoulder: whose face is seen; point of view: whose eyes). */
  readonly subjects: readonly string[];
  /** Width over height. */
  readonly aspect: number;
  /** What an insert or a cutaway shows: the id or label of a piece, or the name of a thing that is not staged. */
  readonly focus?: string | null;
};

export type CameraWarning =
  /** The lens could not make this frame from where a camera can stand. */
  | { readonly kind: 'lens-changed'; readonly asked: number; readonly used: number }
  /** Degrees of pitch; the angle's own would put the camera under the ground or out of the viewer's eyes. */
  | { readonly kind: 'pitch-changed'; readonly asked: number; readonly used: number }
  /** The subjects do not fit in a frame that tight. */
  | { readonly kind: 'size-loosened'; readonly asked: ShotSize; readonly factor: number }
  /** The place is fixed and no lens is wide enough. */
  | { readonly kind: 'size-tightened'; readonly asked: ShotSize; readonly factor: number }
  /** Too few people are on the set; or from nowhere do the two of an over-the-shoulder fall where they should. */
  | {
      readonly kind: 'framing-replaced';
      readonly asked: Framing;
      readonly used: Framing;
      readonly because: 'too-few' | 'no-room';
    }
  | { readonly kind: 'subject-missing'; readonly name: string }
  | { readonly kind: 'figure-left-out'; readonly name: string }
  | { readonly kind: 'piece-left-out'; readonly id: string }
  /** The camera stands outside the room: walls between it and the set are not drawn. */
  | { readonly kind: 'outside-room' }
  | { readonly kind: 'line-crossed' };

export type CameraSolution = {
  readonly camera: Camera;
  /** What this shot draws: the scene without the figures and pieces in the camera's way, with what an insert added. */
  readonly scene: StagedScene;
  readonly removed: { readonly figures: readonly string[]; readonly pieces: readonly string[] };
  /** Who was staged in somebody else, and is drawn beside them. */
  readonly apart: Apart['moved'];
  readonly warnings: readonly CameraWarning[];
};

/** The request with everything derived once. */
export type Setup = {
  readonly request: CameraRequest;
  readonly line: LineOfAction;
  /** Every figure of the scene, posed. */
  readonly figures: readonly PosedFigure[];
  /** Those asked for that are there, in the order asked for. */
  readonly subjects: readonly PosedFigure[];
  /** The angle's pitch, degrees. */
  readonly pitch: number;
};

/** A camera that a framing proposes. */
export type Proposal = {
  readonly camera: Camera;
  readonly direction: Direction;
  /** Whom the frame must show unhidden; the first is the main one. */
  readonly shown: readonly PosedFigure[];
  /** Others who belong in the frame, hidden or not: the near figure of an over-the-shoulder. */
  readonly kept?: readonly PosedFigure[];
  /** Whether figures that were not asked for may stand in the foreground. */
  readonly crowd: 'stays' | 'makes-way';
  readonly withoutFigure?: string;
  readonly addedPiece?: SetPiece;
  /** Someone as they are for this shot only: with the thing in hand that it shows. */
  readonly recast?: StagedFigure;
  /** Pieces that the shot is of, and what they stand on: never in its way. */
  readonly keptPieces?: readonly string[];
  readonly warnings: readonly CameraWarning[];
};

/** The camera's position for given axes, or null when there is none. */
export type Fit = (axes: Axes) => readonly [number, number, number] | null;
