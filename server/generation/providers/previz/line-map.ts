/** The line map of a drawn frame: its contours, folds, creases and faces as clean lines, white on black, without tone or tremor. */
import { ambienceOf } from './ambience.ts';
import { inkEdges } from './edges.ts';
import type { RawImage } from './encode.ts';
import { inkFaces } from './face.ts';
import { inkFigureLines } from './figure-lines.ts';
import { InkLayer } from './ink-layer.ts';
import type { DrawnFrame } from './render.ts';
import { inkSetLine } from './set-lines.ts';
import { type Tremor, tileSize } from './tremor.ts';

const tile = tileSize * tileSize;

/** A hand that does not tremble. */
const steadyHand: Tremor = {
  shiftX: new Float32Array(tile),
  shiftY: new Float32Array(tile),
  weight: new Float32Array(tile),
  hatch: new Uint8Array(tile),
  grain: new Int8Array(tile),
  offset: 0,
  ...{ pen: 1, pressure: 1, shake: 0 },
};

/** Far lines are as white as near ones. */
const noFade = { near: 1, far: 0, most: 0 } as const;

export const lineMap = ({ width, height, shot, scene, buffers, edges }: DrawnFrame): RawImage => {
  const layer = new InkLayer(width, height);
  const facts = { frustum: scene.frustum, buffers, tremor: steadyHand, layer, fade: noFade };
  for (const { lines } of scene.set) for (const line of lines) inkSetLine(facts, line);
  inkFigureLines(facts, scene.figures);
  inkEdges({ tremor: steadyHand, faded: false }, edges, layer);
  // Faces also paint lids and lips in tones; here only their lines are kept.
  const tones = new Uint8ClampedArray(width * height);
  inkFaces({ scene, buffers, tremor: steadyHand, layer, tones, ambience: ambienceOf(shot.scene) });
  return { pixels: layer.coverage, width, height, channels: 1 };
};
