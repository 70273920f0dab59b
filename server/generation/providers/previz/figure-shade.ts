/** Shades figures: flat tones with one or two clean shadow bands, a rim of light from behind, and what lamps near them add. */
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import { unit } from '@oner/shared/stage/vec3.ts';
import type { Ambience } from './ambience.ts';
import type { DrawingStyle } from './drawing-style.ts';
import type { FrameFigure } from './frame-scene.ts';
import { type Hairdo, hairdoOf, strandAt } from './hair-shade.ts';
import { partIndex } from './rest-mesh.ts';
import type { ScreenTriangles } from './screen-triangles.ts';
import { hazeShare, type SetLight } from './set-shade.ts';
import type { Canvas, Run } from './tone.ts';
import { f32, i32, u8 } from './typed-reads.ts';

/** The key light of figures comes over the viewer's left shoulder, whatever the sun does: faces must read. Camera axes. */
const keyLight = unit([-0.64, 0.42, -0.66]);
/** From behind, to the right. */
const rimLight = unit([0.8, 0.45, 0.35]);

/** Where shadow begins, by n·l, and how much grey each of the two bands takes. */
const bands = { soft: 0.12, deep: -0.22, softDrop: 26, deepDrop: 24 } as const;

const hairPart = partIndex('hair');
const skinPart = partIndex('skin');
const facePart = partIndex('face');

/** 0 to 1 as `value` falls through the border. */
const below = (value: number, border: number, blur: number): number => {
  const t = (border - value) / blur + 0.5;
  return t < 0 ? 0 : Math.min(t, 1);
};

/** Hair shines in a band where it faces the light, and is darker on the far side; both end jagged, strand by strand. */
const hairSheen = (lit: number, strand: number, blur: number): number => {
  const sheen = lit + strand * 0.3;
  const far = lit + strand * 0.22;
  return 15 * (1 - below(sheen, 0.6, blur)) + 24 * (1 - below(sheen, 0.88, blur)) - 12 * below(far, 0.12, blur);
};

/** Grey between the lightest strands and the darkest, on dark hair and on light. */
const strandRelief = { dark: 10, light: 16 } as const;

/** What lamps add to each figure, by its number. */
export type FigureLight = {
  readonly gain: number;
  readonly warm: number;
  /** To where it comes from, in camera axes. */
  readonly way: Vec3;
};

/** What a run of pixels of one triangle has in common. */
type Skin = {
  /** Of hair alone. */
  readonly hair: Hairdo | null;
  /** How much of the light's play hair takes: the lighter it is, the less. */
  readonly sheen: number;
  readonly strandRelief: number;
  readonly deepAt: number;
  readonly base: number;
  readonly shadowShare: number;
  readonly light: FigureLight;
};

const noLight: FigureLight = { gain: 0, warm: 0, way: [0, 0, 0] };
/** What of a lamp's light comes from everywhere. */
const spread = 0.16;
/** People keep this much of their strength in the haze. */
const figureHaze = 0.4;

export class FigureShader {
  readonly #triangles: ScreenTriangles;
  readonly #ambience: Ambience;
  readonly #style: DrawingStyle;
  readonly #lights: ReadonlyMap<number, FigureLight>;
  readonly #hairdos: ReadonlyMap<number, Hairdo>;
  readonly #skins = new Map<number, Skin>();

  constructor(
    { triangles, ambience, style, frustum }: SetLight,
    {
      figures,
      lights,
    }: { readonly figures: readonly FrameFigure[]; readonly lights: ReadonlyMap<number, FigureLight> },
  ) {
    this.#triangles = triangles;
    this.#ambience = ambience;
    this.#style = style;
    this.#lights = lights;
    this.#hairdos = new Map(figures.map((figure) => [figure.object, hairdoOf(figure, frustum.view)]));
  }

  /** What triangles of one figure, part and tone have in common is worked out once. */
  #skinOf(t: number): Skin {
    const { parts, tones, objects } = this.#triangles;
    const [part, tone, object] = [u8(parts, t), u8(tones, t), i32(objects, t)];
    const key = (object * 16 + part) * 256 + tone;
    const found = this.#skins.get(key);
    if (found) return found;
    const { ownTone, body, relief } = this.#style;
    const base = body + (tone - body) * ownTone;
    const made: Skin = {
      hair: part === hairPart ? (this.#hairdos.get(object) ?? null) : null,
      sheen: 1.15 - base / 330,
      strandRelief: strandRelief.dark + ((strandRelief.light - strandRelief.dark) * base) / 255,
      deepAt: part === skinPart || part === facePart ? bands.deep - 0.12 : bands.deep,
      base,
      shadowShare: (0.35 + base / 390) * relief,
      light: this.#lights.get(object) ?? noLight,
    };
    this.#skins.set(key, made);
    return made;
  }

  paint({ t, y, from, to }: Run, canvas: Canvas): void {
    const planes = this.#triangles.normalPlanes;
    const p = t * 9;
    const [ax, bx, ay, by] = [f32(planes, p), f32(planes, p + 1), f32(planes, p + 3), f32(planes, p + 4)];
    const [az, bz] = [f32(planes, p + 6), f32(planes, p + 7)];
    const cx = bx * y + f32(planes, p + 2);
    const cy = by * y + f32(planes, p + 5);
    const cz = bz * y + f32(planes, p + 8);
    const skin = this.#skinOf(t);
    const { hair } = skin;
    const { rim, floor, figureGain } = this.#ambience;
    const { blur } = this.#style;
    const { tones, warmth, haze, inverseDepth, hatching } = canvas;
    const row = y * canvas.width;
    const tileRow = (y & 255) << 8;
    for (let x = from; x < to; x++) {
      const nx = ax * x + cx;
      const ny = ay * x + cy;
      const nz = az * x + cz;
      const scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-20);
      const lit = (nx * keyLight[0] + ny * keyLight[1] + nz * keyLight[2]) * scale;
      let tone = skin.base;
      let deep = 0;
      let soft = 0;
      if (hair) {
        const strand = hair.strands > 0 ? hair.strands * strandAt(hair, nx * scale, ny * scale, nz * scale) : 0;
        tone += hairSheen(lit, strand, blur) * skin.sheen + strand * skin.strandRelief;
      } else {
        soft = below(lit, bands.soft, blur);
        deep = below(lit, skin.deepAt, blur);
        tone -= (soft * bands.softDrop + deep * bands.deepDrop) * skin.shadowShare;
      }
      tone = floor + tone * figureGain;
      if (rim > 0) {
        const edge = (nx * rimLight[0] + ny * rimLight[1] + nz * rimLight[2]) * scale;
        tone += rim * (1 - below(edge, 0.62, blur));
      }
      let warm = 0;
      if (skin.light.gain > 0) {
        const [lx, ly, lz] = skin.light.way;
        const facing = 1 - below((nx * lx + ny * ly + nz * lz) * scale, 0.34, blur + 0.3);
        const share = (0.16 + tone / 300) * (spread + (1 - spread) * facing);
        tone += skin.light.gain * share;
        warm = Math.min(200, skin.light.warm * (spread + (1 - spread) * facing) * 2.1);
      }
      if (deep > 0) tone -= (deep * 0.9 * canvas.hatchInk * u8(hatching, tileRow | (x & 255))) / 255;
      const veil = (haze.near - f32(inverseDepth, row + x)) * haze.span;
      if (veil > 0) tone += (haze.grey - tone) * hazeShare(veil) * figureHaze * haze.most;
      tones[row + x] = tone;
      warmth[row + x] = warm;
    }
  }
}
