import { drawingLimits, type StrokeColor, type StrokeTool } from '@oner/shared/drawing/stroke.ts';

/** Inks and tones, by the names of their messages. */
export const inks = {
  black: [22, 22, 22],
  darkGrey: [90, 90, 90],
  grey: [150, 150, 150],
  lightGrey: [208, 208, 208],
  white: [255, 255, 255],
  red: [200, 50, 31],
  blue: [20, 84, 138],
} as const satisfies Readonly<Record<string, StrokeColor>>;
export type Ink = keyof typeof inks;
export const inkNames = Object.keys(inks) as readonly Ink[]; // exactly the keys above

/** How one tool is set. */
export type ToolSettings = {
  /** Share of the frame's height. */
  readonly width: number;
  /** 0..1. */
  readonly opacity: number;
};

export type PenSettings = {
  readonly tool: StrokeTool;
  readonly ink: Ink;
  readonly tools: Readonly<Record<StrokeTool, ToolSettings>>;
};

export const firstPenSettings: PenSettings = {
  tool: 'pen',
  ink: 'black',
  tools: {
    pen: { width: 0.012, opacity: 1 },
    brush: { width: 0.06, opacity: 0.55 },
    eraser: { width: 0.05, opacity: 1 },
  },
};

/** Narrowest and widest that the tools offer. */
export const widthRange = { min: 0.0015, max: 0.25 } as const;
const widthStep = 1.25;

const allowedWidth = (width: number): number =>
  Math.min(Math.max(width, widthRange.min, drawingLimits.minWidth), widthRange.max);

/** The settings with something of the tool in hand changed. */
export const withTool = (settings: PenSettings, change: Partial<ToolSettings>): PenSettings => {
  const before = settings.tools[settings.tool];
  const next = { ...before, ...change, width: allowedWidth(change.width ?? before.width) };
  return { ...settings, tools: { ...settings.tools, [settings.tool]: next } };
};

export const widen = (settings: PenSettings, direction: 1 | -1): PenSettings =>
  withTool(settings, { width: settings.tools[settings.tool].width * widthStep ** direction });

/** Widths stand on a slider by their ratio: 0 is the narrowest, 100 the widest. */
export const sliderOfWidth = (width: number): number =>
  (100 * Math.log(width / widthRange.min)) / Math.log(widthRange.max / widthRange.min);
export const widthOfSlider = (value: number): number =>
  widthRange.min * (widthRange.max / widthRange.min) ** (value / 100);
