/** Greys of the surfaces: flat tones, one or two clean shadow bands with hatching, haze, cast shadows, rim light. */
import type { View } from '@oner/shared/camera/view.ts';
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import { dot, unit } from '@oner/shared/stage/vec3.ts';
import type { Ambience } from './ambience.ts';
import type { PixelBuffers } from './rasterise.ts';
import { figureParts } from './rest-mesh.ts';
import { type ScreenTriangles, shading, surfaceFlags } from './screen-triangles.ts';
import type { Tremor } from './tremor.ts';
import { f32, i32, u8 } from './typed-reads.ts';

export type ToneFacts = {
  readonly buffers: PixelBuffers;
  readonly triangles: ScreenTriangles;
  readonly view: View;
  readonly ambience: Ambience;
  readonly tremor: Tremor;
  /** 1 where a shadow falls on the ground. */
  readonly shadow: Uint8Array;
};

/** The key light of figures comes over the viewer's left shoulder, whatever the sun does: faces must read. Camera axes. */
const keyLight = unit([-0.64, 0.42, -0.66]);
/** From behind, to the right. */
const rimLight = unit([0.8, 0.45, 0.35]);

/** Where shadow begins, by n·l, and how much grey each of the two bands takes. */
const bands = { soft: 0.12, deep: -0.22, blur: 0.035, softDrop: 26, deepDrop: 24, hatch: 30 } as const;

const hairPart = figureParts.indexOf('hair');
const skinPart = figureParts.indexOf('skin');
const facePart = figureParts.indexOf('face');

/** 0 to 1 as `value` falls through the border. */
const below = (value: number, border: number): number => {
  const t = (border - value) / bands.blur + 0.5;
  return t < 0 ? 0 : Math.min(t, 1);
};

type FlatTone = { readonly tone: number; readonly hatch: number };

/** A set face has one tone: by how it is turned to the light. */
const toneOfFace = (facts: ToneFacts, t: number, light: Vec3): FlatTone => {
  const { triangles, ambience } = facts;
  const flags = u8(triangles.flags, t);
  const base = u8(triangles.tones, t);
  if ((flags & surfaceFlags.glow) !== 0) return { tone: base, hatch: 0 };
  if ((flags & surfaceFlags.ground) !== 0) return { tone: base, hatch: 0 };
  const n = t * 3;
  const turned =
    f32(triangles.flatNormals, n) * light[0] +
    f32(triangles.flatNormals, n + 1) * light[1] +
    f32(triangles.flatNormals, n + 2) * light[2];
  const drop = turned > 0.55 ? -6 : turned > 0.05 ? 8 : turned > -0.35 ? 26 : 38;
  // Object 0 is the place, whose tones are given as they are to be.
  const gain = i32(triangles.objects, t) === 0 ? 1 : ambience.pieceGain;
  const lift = i32(triangles.objects, t) === 0 ? 0 : ambience.floor;
  const isPlace = i32(triangles.objects, t) === 0;
  return {
    tone: Math.max(6, Math.min(252, lift + (base - (isPlace ? drop * 0.3 : drop)) * gain)),
    hatch: turned <= -0.2 && !isPlace ? 0.75 : 0,
  };
};

/** Tones and hatching of the flat triangles, ready to be looked up. */
const flatTones = (facts: ToneFacts): { tones: Float32Array; hatches: Float32Array } => {
  const { triangles, view, ambience } = facts;
  const light: Vec3 = [
    dot(ambience.light, view.right),
    dot(ambience.light, view.up),
    dot(ambience.light, view.forward),
  ];
  const tones = new Float32Array(triangles.count);
  const hatches = new Float32Array(triangles.count);
  for (let t = 1; t < triangles.count; t++) {
    if (u8(triangles.shades, t) === shading.smooth) continue;
    const { tone, hatch } = toneOfFace(facts, t, light);
    tones[t] = tone;
    hatches[t] = hatch;
  }
  return { tones, hatches };
};

/** Shades a pixel of a figure; the grey is returned, the share of hatching left in `hatch`. */
class FigureShader {
  hatch = 0;
  readonly #triangles: ScreenTriangles;
  readonly #ambience: Ambience;

  constructor({ triangles, ambience }: ToneFacts) {
    this.#triangles = triangles;
    this.#ambience = ambience;
  }

  shade(t: number, x: number, y: number): number {
    const triangles = this.#triangles;
    const planes = triangles.normalPlanes;
    const p = t * 9;
    const nx = f32(planes, p) * x + f32(planes, p + 1) * y + f32(planes, p + 2);
    const ny = f32(planes, p + 3) * x + f32(planes, p + 4) * y + f32(planes, p + 5);
    const nz = f32(planes, p + 6) * x + f32(planes, p + 7) * y + f32(planes, p + 8);
    const scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-20);
    const lit = (nx * keyLight[0] + ny * keyLight[1] + nz * keyLight[2]) * scale;
    const part = u8(triangles.parts, t);
    let tone = u8(triangles.tones, t);
    if (part === hairPart) {
      this.hatch = 0;
      tone += 16 * (1 - below(lit, 0.78)) - 10 * below(lit, 0.1);
    } else {
      const soft = below(lit, bands.soft);
      const deep = part === skinPart || part === facePart ? below(lit, bands.deep - 0.12) : below(lit, bands.deep);
      const share = 0.35 + tone / 390;
      tone -= (soft * bands.softDrop + deep * bands.deepDrop) * share;
      this.hatch = deep * 0.9;
    }
    const { rim, floor, figureGain } = this.#ambience;
    tone = floor + tone * figureGain;
    if (rim > 0) {
      const edge = (nx * rimLight[0] + ny * rimLight[1] + nz * rimLight[2]) * scale;
      tone += rim * (1 - below(edge, 0.62));
    }
    return tone;
  }
}

/** Grey of what lies behind everything, for each row. */
const backdrop = ({ buffers, ambience }: ToneFacts): Float32Array => {
  const rows = new Float32Array(buffers.height);
  for (let y = 0; y < buffers.height; y++) {
    const t = y / buffers.height;
    rows[y] = ambience.skyTop + (ambience.skyLow - ambience.skyTop) * t * t * (3 - 2 * t);
  }
  return rows;
};

const shadowAt = (mask: Uint8Array, pixel: number, width: number): number =>
  (u8(mask, pixel) + u8(mask, pixel - 1) + u8(mask, pixel + 1) + u8(mask, pixel - width) + u8(mask, pixel + width)) *
  0.2;

/** Haze sets in softly; people keep half their strength in it. */
const veilOf = (veil: number, isFigure: boolean): number => {
  const most = Math.min(veil, 1);
  return most * (2 * most - most * most) * (isFigure ? 0.4 : 1);
};

/** Writes the grey of every pixel, without lines. */
export const paintTones = (facts: ToneFacts, out: Uint8ClampedArray): void => {
  const { buffers, triangles, ambience, tremor, shadow } = facts;
  const { width, height } = buffers;
  const { tones, hatches } = flatTones(facts);
  const figure = new FigureShader(facts);
  const sky = backdrop(facts);
  const { haze, hazeMost } = ambience;
  const near = 1 / ambience.hazeFrom;
  const span = 1 / (near - 1 / ambience.hazeTo);
  const ink = bands.hatch * (0.4 + 0.6 * ambience.figureGain);
  let [last, flags, flatTone, flatHatch] = [0, 0, 0, 0];
  let isFigure = false;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const pixel = row + x;
      const t = i32(buffers.triangle, pixel);
      if (t === 0) {
        out[pixel] = f32(sky, y);
        continue;
      }
      // Runs of one triangle are long: what it says is read once for each.
      if (t !== last) {
        last = t;
        flags = u8(triangles.flags, t);
        isFigure = (flags & surfaceFlags.figure) !== 0;
        flatTone = f32(tones, t);
        flatHatch = f32(hatches, t);
      }
      let tone = isFigure ? figure.shade(t, x, y) : flatTone;
      let hatch = isFigure ? figure.hatch : flatHatch;
      if ((flags & surfaceFlags.ground) !== 0) {
        const cast = shadowAt(shadow, pixel, width);
        tone *= 1 - ambience.shadow * cast;
        hatch = cast * 0.6;
      }
      if (hatch > 0) tone -= (hatch * ink * u8(tremor.hatch, ((y & 255) << 8) | (x & 255))) / 255;
      const veil = (near - f32(buffers.inverseDepth, pixel)) * span;
      if (veil > 0 && (flags & surfaceFlags.glow) === 0) tone += (haze - tone) * veilOf(veil, isFigure) * hazeMost;
      out[pixel] = tone;
    }
  }
};
