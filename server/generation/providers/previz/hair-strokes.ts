/** Lines of locks and curls on the hair, found by casting from the skull's middle. */
import type { FigureLook } from '@oner/shared/stage/scene.ts';
import type { HeadFrame } from './head-frame.ts';
import { partIndex, type RestMesh } from './rest-mesh.ts';
import { addOver, castOut, type Target, trianglesWhere } from './surface-casts.ts';

type Direction = readonly [azimuth: number, polar: number];

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Casts at the hair from the middle of the skull: azimuth from the front to the figure's left, polar from the crown down, degrees. */
class Comb {
  readonly #mesh: RestMesh;
  readonly #head: HeadFrame;
  readonly #hair: Target;

  constructor(mesh: RestMesh, head: HeadFrame) {
    this.#mesh = mesh;
    this.#head = head;
    this.#hair = trianglesWhere(mesh, (part) => part === partIndex('hair'));
  }

  #vertex([azimuth, polar]: Direction): number | null {
    const { origin, rise, centreZ } = this.#head;
    const [a, p] = [radians(azimuth), radians(polar)];
    const way = [Math.sin(a) * Math.sin(p), Math.cos(p), Math.cos(a) * Math.sin(p)] as const;
    const hit = castOut(this.#mesh, this.#hair, { from: [origin[0], origin[1] + 0.55 * rise, centreZ], way });
    return hit && addOver(this.#mesh, hit, 0.018 * rise);
  }

  lock(way: readonly Direction[], pen: { readonly width: number; readonly from: number }): void {
    const vertices: number[] = [];
    for (const direction of way) {
      const vertex = this.#vertex(direction);
      if (vertex === null) break;
      vertices.push(vertex);
    }
    if (vertices.length > 2) this.#mesh.strokes.push({ vertices, width: pen.width, strength: 0.7, from: pen.from });
  }
}

/** From where on the crown to how far down the locks of a style run, and how many there are. */
type Combed = { readonly count: number; readonly start: number; readonly end: number; readonly sweep: number };

const combed: Partial<Record<FigureLook['hair'], Combed>> = {
  short: { count: 15, start: 16, end: 84, sweep: 26 },
  bob: { count: 17, start: 12, end: 138, sweep: 5 },
  long: { count: 17, start: 10, end: 150, sweep: 4 },
  ponytail: { count: 15, start: 20, end: 96, sweep: -18 },
  bun: { count: 15, start: 18, end: 92, sweep: -14 },
};

const addLocks = (comb: Comb, { count, start, end, sweep }: Combed): void => {
  for (let index = 0; index < count; index++) {
    const azimuth = (index / count) * 360 + ((index * 7) % 5) * 3;
    // Every lock begins and ends a little elsewhere.
    const [from, to] = [start + ((index * 11) % 7) * 7, end - ((index * 5) % 4) * 11];
    const way = Array.from({ length: 12 }, (_, step): Direction => {
      const t = step / 11;
      const side = azimuth > 180 ? -1 : 1;
      return [azimuth + side * sweep * t, from + (to - from) * t];
    });
    comb.lock(way, { width: 0.6, from: index % 2 === 0 ? 30 : 62 });
  }
};

const curls = 74;

/** Small arcs, spread evenly (a Fibonacci spiral) and turned this way and that. */
const addCurls = (comb: Comb): void => {
  for (let index = 0; index < curls; index++) {
    const polar = (Math.acos(1 - (1.25 * (index + 0.5)) / curls) * 180) / Math.PI;
    const azimuth = (index * 137.508) % 360;
    const [size, turn] = [6 + ((index * 13) % 5), (index * 71) % 360];
    const way = Array.from({ length: 7 }, (_, step): Direction => {
      const angle = radians(turn + step * 40);
      const wide = 1 / Math.max(0.3, Math.sin(radians(polar)));
      return [azimuth + Math.cos(angle) * size * wide, polar + Math.sin(angle) * size * 0.8];
    });
    comb.lock(way, { width: 0.62, from: index % 3 === 0 ? 26 : 46 });
  }
};

export const addHairStrokes = (mesh: RestMesh, head: HeadFrame, style: FigureLook['hair']): void => {
  const combing = combed[style];
  if (combing) addLocks(new Comb(mesh, head), combing);
  if (style === 'curly') addCurls(new Comb(mesh, head));
};
