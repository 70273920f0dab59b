/** Makes versions of a shot's frame out of drawings: what lies in the server's own document, over the frame below it. */
import { postFrame } from '@oner/shared/document/commands/desk.ts';
import type { Author, Frame } from '@oner/shared/document/desk.ts';
import type { Drawing } from '@oner/shared/document/drawing.ts';
import { readDrawing } from '@oner/shared/document/drawing-reader.ts';
import type { DrawingId, IdFactory, ProjectId } from '@oner/shared/ids/ids.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import sharp from 'sharp';
import type { AssetStore } from '../assets/ports.ts';
import { storeLinked } from '../assets/store-linked.ts';
import type { AssetLinks } from '../generation/post-frame.ts';
import type { Snapshots } from '../generation/snapshots.ts';
import type { Clock } from '../platform/clock.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { Painter } from './painter.ts';

/** The `provider` of a frame that was drawn; its `model` is the drawing's id. */
export const drawingProvider = 'drawing';

/** Longest side of a drawn frame, pixels; a larger frame below is brought down to it. */
export const maxDrawnSide = 2560;
/** How often, and how long, a node waits for strokes that another one took, ms. */
const waiting = { everyMs: 100, atMostMs: 4000 } as const;
/** Shortest width, so that fine lines over a small frame stay fine. */
const minDrawnWidth = 1280;

export type KeepError =
  | { readonly kind: 'no-such-drawing' | 'no-such-shot' | 'no-such-frame' }
  /** Nothing visible is drawn, the frame below is no picture or cannot be read, or painting took too long. */
  | { readonly kind: 'nothing-drawn' | 'no-picture' | 'unreadable' | 'too-much' }
  /** This node has not heard of all the strokes that the caller saw. */
  | { readonly kind: 'behind' };

export type Kept = {
  readonly frame: Frame;
  /** False: the newest version shows this very picture already. */
  readonly created: boolean;
};

export type KeepWhat = {
  readonly drawing: DrawingId;
  readonly by: Author;
  /** How many strokes there are at least: another node may have taken the last of them. */
  readonly strokes?: number;
};

export type Drawings = {
  /** Posts the drawing as it is now, over the frame below it, as a new version; every earlier one stays. */
  readonly keep: (project: ProjectId, what: KeepWhat) => Promise<Result<Kept, KeepError>>;
  readonly close: () => Promise<void>;
};

export type DrawingsOptions = {
  readonly rooms: Rooms;
  readonly snapshots: Snapshots;
  readonly assets: AssetStore;
  readonly links: AssetLinks;
  readonly ids: Pick<IdFactory, 'frame'>;
  readonly painter: Painter;
  readonly clock: Clock;
};

type Size = { readonly width: number; readonly height: number };

const sizeOf = ({ width, height }: Frame): Size => {
  const wide = Math.max(width, minDrawnWidth);
  const scale = Math.min(wide / width, maxDrawnSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

const bytesOf = async (assets: AssetStore, asset: Frame['asset']): Promise<Uint8Array | null> => {
  const stream = await assets.read(asset);
  return stream === null ? null : new Uint8Array(await new Response(stream).arrayBuffer());
};

/** The frame below as pixels on white; null when it cannot be read. */
const readBase = async (bytes: Uint8Array | null, { width, height }: Size): Promise<Uint8Array | null> => {
  if (bytes === null) return null;
  try {
    const picture = sharp(bytes, { failOn: 'error' }).autoOrient().resize(width, height, { fit: 'fill' });
    const { data } = await picture
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return data.length === width * height * 3 ? new Uint8Array(data) : null;
  } catch {
    // damaged, or no picture at all: the decoder's only way of saying so
    return null;
  }
};

const encode = async (pixels: Uint8Array, { width, height }: Size): Promise<Uint8Array> => {
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } });
  // full colour in fine lines
  return new Uint8Array(await picture.webp({ quality: 90, smartSubsample: true, effort: 2 }).toBuffer());
};

const strokesOf = (drawing: Drawing | null): number =>
  drawing?.layers.reduce((sum, { strokes }) => sum + strokes.length, 0) ?? 0;

const visibleLayers = ({ layers }: Drawing) =>
  layers.filter(({ visible, opacity, strokes }) => visible && opacity > 0 && strokes.length > 0);

export const createDrawings = (options: DrawingsOptions): Drawings => {
  const { rooms, snapshots, assets } = options;

  const paint = async (drawing: Drawing, base: Frame): Promise<Result<Size & { bytes: Uint8Array }, KeepError>> => {
    const size = sizeOf(base);
    const below = await readBase(await bytesOf(assets, base.asset), size);
    if (below === null) return fail({ kind: 'unreadable' });
    const layers = visibleLayers(drawing).map(({ opacity, strokes }) => ({ opacity, strokes }));
    const pixels = await options.painter.paint({ ...size, base: below, baseOpacity: drawing.baseOpacity, layers });
    return pixels === null ? fail({ kind: 'too-much' }) : ok({ ...size, bytes: await encode(pixels, size) });
  };

  const pause = (): Promise<void> => new Promise((resolve) => void options.clock.after(waiting.everyMs, resolve));
  const waitFor = async (project: ProjectId, id: DrawingId, strokes: number): Promise<boolean> => {
    for (let waited = 0; waited <= waiting.atMostMs; waited += waiting.everyMs) {
      const drawing = await rooms.read(`${project}/story`, (doc) => readDrawing(doc, id));
      if (strokesOf(drawing) >= strokes) return true;
      await pause();
    }
    return false;
  };

  const newest = async (project: ProjectId, drawing: Drawing): Promise<Frame | undefined> =>
    (await snapshots.desk(project)).framesByShot
      .get(drawing.shot)
      ?.findLast(({ provider, model }) => provider === drawingProvider && model === drawing.id);

  const check = async (
    project: ProjectId,
    id: DrawingId,
  ): Promise<Result<{ drawing: Drawing; base: Frame }, KeepError>> => {
    const drawing = await rooms.read(`${project}/story`, (doc) => readDrawing(doc, id));
    if (drawing === null) return fail({ kind: 'no-such-drawing' });
    if (!(await snapshots.story(project)).shots.has(drawing.shot)) return fail({ kind: 'no-such-shot' });
    const base = (await snapshots.desk(project)).frames.get(drawing.base);
    if (base === undefined) return fail({ kind: 'no-such-frame' });
    if (base.kind !== 'image') return fail({ kind: 'no-picture' });
    return visibleLayers(drawing).length === 0 ? fail({ kind: 'nothing-drawn' }) : ok({ drawing, base });
  };

  return {
    keep: async (project, { drawing: id, by, strokes = 0 }) => {
      if (!(await waitFor(project, id, strokes))) return fail({ kind: 'behind' });
      const checked = await check(project, id);
      if (!checked.ok) return checked;
      const { drawing, base } = checked.value;
      const painted = await paint(drawing, base);
      if (!painted.ok) return painted;
      const { bytes, width, height } = painted.value;
      const asset = await storeLinked({ assets, links: options.links }, { bytes, mediaType: 'image/webp', project });
      const last = await newest(project, drawing);
      if (last?.asset === asset && last.parent === base.id) return ok({ frame: last, created: false });
      const frame: Frame = {
        ...{ id: options.ids.frame(), shot: drawing.shot, kind: 'image', provider: drawingProvider, model: drawing.id },
        ...{ asset, width, height, specHash: base.specHash, prompt: '', seed: null, warnings: [] },
        // It is the same staged frame that was drawn over: what steers a model is still true of it.
        ...{ maps: base.maps, ...(base.legend ? { legend: base.legend } : {}) },
        ...{ by, at: new Date(options.clock.now()).toISOString(), parent: base.id },
      };
      const origin = { kind: 'user', by: by.id } as const;
      const posted = await rooms.edit(`${project}/desk`, origin, (doc) => postFrame(doc, frame));
      if (!posted.ok) throw new Error(`a drawn frame was refused: ${posted.error.kind}`);
      return ok({ frame, created: true });
    },
    close: options.painter.close,
  };
};
