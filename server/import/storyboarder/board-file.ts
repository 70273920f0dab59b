/** A `.storyboarder` file: one scene of Wonder Unit's Storyboarder. Old versions lack fields and write numbers as text. */
import { aspectRange, defaultDurationMs, fpsRange, maxDurationMs } from '@oner/shared/document/schema.ts';
import { z } from 'zod';

const lenientNumber = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .pipe(z.number())
  .optional()
  .catch(undefined);
const text = z.string().catch('');

const layerSchema = z.object({ url: z.string().min(1).max(300), opacity: lenientNumber });

const boardSchema = z.object({
  url: text,
  duration: lenientNumber,
  dialogue: text,
  action: text,
  notes: text,
  audio: z.object({ filename: z.string().optional(), duration: lenientNumber }).nullish().catch(null),
  layers: z.record(z.string().max(100), layerSchema.nullable().catch(null)).catch({}),
});

const fileSchema = z.object({
  aspectRatio: lenientNumber,
  fps: lenientNumber,
  defaultBoardTiming: lenientNumber,
  boards: z.array(boardSchema),
});

export type Layer = { readonly url: string /** 0 to 1. */; readonly opacity: number };
export type Board = {
  readonly action: string;
  readonly dialogue: string;
  readonly notes: string;
  readonly durationMs: number;
  /** From the lowest up. */
  readonly layers: readonly Layer[];
  /** Names of pictures to show when no layer is there, the best first. */
  readonly others: readonly string[];
  readonly hasSound: boolean;
};
export type BoardFile = {
  readonly aspect: number | null;
  readonly fps: number | null;
  readonly boards: readonly Board[];
};

/** From the lowest up; `main` is that of old versions. */
const layerOrder = ['shot-generator', 'reference', 'fill', 'tone', 'main', 'pencil', 'ink'];
const topLayers = ['notes'];

const placeOf = (name: string): number => {
  const at = layerOrder.indexOf(name);
  if (at >= 0) return at;
  return layerOrder.length + (topLayers.includes(name) ? 1 : 0);
};

const layersOf = (layers: z.output<typeof boardSchema>['layers']): readonly Layer[] =>
  Object.entries(layers)
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .flatMap(([, layer]) =>
      layer === null ? [] : [{ url: layer.url, opacity: Math.min(1, Math.max(0, layer.opacity ?? 1)) }],
    );

const within = (value: number | undefined, { min, max }: { readonly min: number; readonly max: number }) =>
  value === undefined || !(value >= min && value <= max) ? null : value;

/** What a field of a shot holds at most. */
const maxText = 20_000;

const boardOf = (board: z.output<typeof boardSchema>, timing: number): Board => {
  // an empty one shows as long as the project's boards do
  const shown = board.duration !== undefined && board.duration > 0 ? board.duration : timing;
  const stem = board.url.replace(/\.\w+$/, '');
  return {
    action: board.action.slice(0, maxText),
    dialogue: board.dialogue.slice(0, maxText),
    notes: board.notes.slice(0, maxText),
    durationMs: Math.round(Math.min(maxDurationMs, Math.max(shown, board.audio?.duration ?? 0))),
    layers: layersOf(board.layers),
    others: board.url === '' ? [] : [board.url, `${stem}-posterframe.jpg`, `${stem}-thumbnail.png`],
    hasSound: board.audio?.filename !== undefined,
  };
};

/** Boards of all scenes together; a feature has some 2,000. */
export const maxBoards = 3000;

const countOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'boards' in value && Array.isArray(value.boards)
    ? value.boards.length
    : 0;

/** Null: the text is no such file. */
export const readBoardFile = (json: string): BoardFile | 'too-many' | null => {
  try {
    const value: unknown = JSON.parse(json);
    // before each of millions is checked and found wanting
    if (countOf(value) > maxBoards) return 'too-many';
    const parsed = fileSchema.safeParse(value);
    if (!parsed.success) return null;
    const { aspectRatio, fps, defaultBoardTiming, boards } = parsed.data;
    const timing = defaultBoardTiming !== undefined && defaultBoardTiming > 0 ? defaultBoardTiming : defaultDurationMs;
    return {
      aspect: within(aspectRatio, aspectRange),
      fps: within(fps, fpsRange),
      boards: boards.map((board) => boardOf(board, timing)),
    };
  } catch {
    // no JSON
    return null;
  }
};
