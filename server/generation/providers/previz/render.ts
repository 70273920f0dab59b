/** Draws a staged shot: the whole way from figures and set to pixels, on one thread. */
import type { PictureStyle } from '@oner/shared/stage/picture-style.ts';
import type { StagedScene, StagedShot, Vec3 } from '@oner/shared/stage/scene.ts';
import { heldLights } from '@oner/shared/stage/set/held-faces.ts';
import { type Models, noModels } from '@oner/shared/stage/set/model-piece.ts';
import { add, scale } from '@oner/shared/stage/vec3.ts';
import { ambienceOf, isOutdoors } from './ambience.ts';
import { composeFrame, createPixels, tintsOf } from './compose.ts';
import { drawingStyles } from './drawing-style.ts';
import type { Wardrobe } from './dressed-mesh.ts';
import { createEdgeWorkspace, type EdgeWorkspace, findEdges, inkEdges } from './edges.ts';
import { inkFaces } from './face.ts';
import { inkFigureLines } from './figure-lines.ts';
import { type FrameScene, stageFrame } from './frame-scene.ts';
import { InkLayer } from './ink-layer.ts';
import { wordRoom } from './pixel-bytes.ts';
import { practicalsOf } from './practicals.ts';
import { paintRain, rains } from './rain.ts';
import { createPixelBuffers, type PixelBuffers, rasterise } from './rasterise.ts';
import { ScreenTriangles } from './screen-triangles.ts';
import { inkSetLine } from './set-lines.ts';
import { ShadowMap } from './shadow-map.ts';
import { paintSky } from './sky.ts';
import { paintTones } from './tone.ts';
import { createTremor } from './tremor.ts';

export type RenderOptions = {
  readonly width: number;
  readonly height: number;
  readonly seed: string;
  readonly style: PictureStyle;
  readonly models?: Models;
};

/** RGB pixels, and what was drawn, for the maps; all of it is good until the next frame is drawn. */
export type DrawnFrame = {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly shot: StagedShot;
  readonly scene: FrameScene;
  readonly buffers: PixelBuffers;
  readonly edges: EdgeWorkspace;
};

type Workspace = {
  readonly buffers: PixelBuffers;
  readonly edges: EdgeWorkspace;
  readonly layer: InkLayer;
  readonly tones: Uint8ClampedArray;
  readonly warmth: Uint8Array;
  readonly packed: Uint32Array;
};

const createWorkspace = (width: number, height: number): Workspace => ({
  buffers: createPixelBuffers(width, height),
  edges: createEdgeWorkspace(width, height),
  layer: new InkLayer(width, height),
  tones: new Uint8ClampedArray(wordRoom(width * height), 0, width * height),
  warmth: new Uint8Array(wordRoom(width * height), 0, width * height),
  packed: createPixels(width * height),
});

const hourOf = (scene: StagedScene): { readonly night: boolean; readonly indoors: boolean } => ({
  night: scene.time === 'night' || scene.time === 'dusk',
  indoors: !isOutdoors(scene),
});

/** Where the lights that matter are: about the first figure in the frame, else before the lens. */
const focusOf = ({ figures, frustum: { view } }: FrameScene): Vec3 =>
  figures.find(({ headPixels }) => headPixels > 0)?.posed.points.chest ?? add(view.position, scale(view.forward, 4));

export type Renderer = { readonly renderFrame: (shot: StagedShot, options: RenderOptions) => DrawnFrame };

/** A renderer owns its buffers and draws one frame at a time. */
export const createRenderer = (wardrobe: Wardrobe): Renderer => {
  const triangles = new ScreenTriangles();
  const shadows = new ShadowMap();
  const tremorFor = createTremor();
  let space = createWorkspace(64, 64);
  return {
    renderFrame: (shot, { width, height, seed, style: styleName, models = noModels }) => {
      const style = drawingStyles[styleName];
      if (space.buffers.width !== width || space.buffers.height !== height) space = createWorkspace(width, height);
      const { buffers, layer, tones } = space;
      const ambience = ambienceOf(shot.scene);
      const tremor = tremorFor(seed, style);
      const scene = stageFrame({ shot, width, height, ambience, wardrobe, models, triangles });
      const { frustum } = scene;
      rasterise(buffers, triangles);
      shadows.cast(shot, scene, ambience.light);
      const hour = hourOf(shot.scene);
      const carried = scene.figures.flatMap(({ posed }) => heldLights(posed));
      const practicals = practicalsOf(shot.scene, { ...hour, carried }, focusOf(scene));
      const { figures } = scene;
      const warmGlow = hour.night;
      paintTones(
        { buffers, triangles, frustum, ambience, tremor, shadows, practicals, figures, warmGlow, style },
        space,
      );
      if (isOutdoors(shot.scene)) paintSky({ buffers, frustum, time: shot.scene.time, tones });
      layer.clear();
      const fade = { near: 1 / ambience.hazeFrom, far: 1 / ambience.hazeTo, most: 0.62 * ambience.hazeMost };
      for (const { lines } of scene.set)
        for (const line of lines) inkSetLine({ frustum, buffers, tremor, layer, fade }, line);
      inkFigureLines({ frustum, buffers, tremor, layer, fade }, scene.figures);
      findEdges({ buffers, triangles, frustum, fade }, space.edges);
      inkEdges({ tremor, faded: true }, space.edges, layer);
      inkFaces({ scene, buffers, tremor, layer, tones, ambience });
      if (rains(shot.scene)) paintRain({ buffers, frustum, tones, light: hour.night ? 62 : -44 });
      style.finish?.(space, tremor, width);
      composeFrame(space, layer, { tints: style.tints ?? tintsOf(ambience), ink: ambience.ink, out: space.packed });
      const pixels = new Uint8Array(space.packed.buffer, 0, width * height * 3);
      return { width, height, pixels, shot, scene, buffers, edges: space.edges };
    },
  };
};
