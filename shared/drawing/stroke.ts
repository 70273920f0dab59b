/**
 * One stroke of a drawing, in frame co-ordinates: 0..1 from the top left, so that it lies alike on every size of the
 * frame. Sizes are shares of the frame's height.
 */

export const strokeTools = ['pen', 'brush', 'eraser'] as const;
export type StrokeTool = (typeof strokeTools)[number];

export type StrokePoint = {
  /** May lie a little outside of the frame. */
  readonly x: number;
  readonly y: number;
  /** 0..1. */
  readonly pressure: number;
};

/** Red, green and blue, 0..255. */
export type StrokeColor = readonly [red: number, green: number, blue: number];

export type Stroke = {
  readonly tool: StrokeTool;
  readonly color: StrokeColor;
  /** 0 (clear) to 1. */
  readonly opacity: number;
  /** At full pressure, as a share of the frame's height. */
  readonly width: number;
  readonly points: readonly StrokePoint[];
};

/** Bounds of what one drawing may hold; a person who draws never meets them, a broken client does. */
export const drawingLimits = {
  /** Points of a stroke, after simplification; a longer one goes on as the next stroke. */
  maxStrokePoints: 2000,
  /** An encoded stroke, bytes. */
  maxStrokeBytes: 16 * 1024,
  maxLayerStrokes: 5000,
  maxLayers: 16,
  /** Encoded strokes of one drawing, bytes. */
  maxDrawingBytes: 1024 * 1024,
  /** Encoded strokes of all drawings of a project, bytes: they share the document with the script, which must stay quick to open. */
  maxProjectBytes: 8 * 1024 * 1024,
  /** Of the pen, as shares of the frame's height. */
  minWidth: 0.0005,
  maxWidth: 0.4,
  maxLayerName: 60,
} as const;
