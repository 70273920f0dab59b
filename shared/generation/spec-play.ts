/** A shot as it plays: its camera's move and its figures' ways, and the staged shot at any moment of it. */
import { type CameraMove, cameraAt } from '../camera/move.ts';
import { moveOf } from '../camera/move-of.ts';
import { figuresAt, walkedOn } from '../stage/figure-move.ts';
import type { StagedFigure, StagedShot } from '../stage/scene.ts';
import { canonicalHash } from './canonical-hash.ts';
import { type StagedSpec, specHash } from './spec.ts';

export type Play = {
  readonly move: CameraMove;
  /** Where figures are when it ends; null when nobody goes anywhere. */
  readonly figuresEnd: readonly StagedFigure[] | null;
  readonly durationMs: number;
  /** The share of the duration at which the shot's still is. */
  readonly stillAt: number;
};

/** How the shot plays: by hand where a person set it, else as its movement's word and its figures' poses have it. */
export const playOf = (spec: StagedSpec): Play => {
  const { durationMs, staged, framing, subjects } = spec;
  const figuresEnd = spec.figuresEnd ?? walkedOn(spec.set, durationMs);
  const shot = { id: spec.shot, movement: framing.movement, subjects, durationMs, figuresEnd };
  const move = spec.handMove ?? moveOf(shot, staged.scene, staged.camera);
  return { move, figuresEnd, durationMs, stillAt: move.stillAt ?? 0 };
};

/** The staged shot at a share of its duration, 0..1. */
export const playedAt = (spec: StagedSpec, play: Play, t: number): StagedShot => {
  const { scene } = spec.staged;
  return {
    camera: cameraAt(play.move, t, play.durationMs),
    scene: { ...scene, figures: figuresAt(scene.figures, play.figuresEnd, t) },
  };
};

/** Frames a second of the clips that the server draws itself. */
export const clipFps = 12;

/** Tells whether a clip is still of its shot: the still's hash, the camera's keys, where figures end, how long and in what steps it runs. */
export const clipHash = (spec: StagedSpec): string => {
  const { move, figuresEnd, durationMs } = playOf(spec);
  return canonicalHash({ still: specHash(spec), move, figuresEnd, durationMs, fps: clipFps });
};
