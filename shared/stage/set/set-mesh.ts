/** Builds the flat-faced solids of the set in world co-ordinates. */
import type { Vec3 } from '../scene.ts';

export type SetFace = {
  /** A convex polygon, counter-clockwise seen from outside. */
  readonly points: readonly Vec3[];
  readonly tone: number;
  readonly flags: number;
  /** Seen from both sides. */
  readonly sheet?: boolean;
  /** The middle of the round body that it is a part of: it is shaded as that, without facets. */
  readonly round?: Vec3;
};

export type SetLine = { readonly from: Vec3; readonly to: Vec3; readonly width: number; readonly strength: number };

export type SolidLook = {
  readonly tone: number;
  readonly flags?: number;
  readonly sheet?: boolean;
  /** As a face's, in the piece's own axes. */
  readonly round?: Vec3;
};

/** Collects faces and lines of one piece, given in the piece's own axes: origin on its floor, y up, front is +z. */
export class SetMesh {
  readonly faces: SetFace[] = [];
  readonly lines: SetLine[] = [];
  readonly #place: (point: Vec3) => Vec3;

  constructor(position: Vec3, heading: number) {
    const [sin, cos] = [Math.sin(heading), Math.cos(heading)];
    this.#place = ([x, y, z]) => [position[0] + x * cos + z * sin, position[1] + y, position[2] + z * cos - x * sin];
  }

  face(points: readonly Vec3[], look: SolidLook): void {
    const { tone, flags = 0, sheet = false, round } = look;
    const middle = round && { round: this.#place(round) };
    this.faces.push({ points: points.map(this.#place), tone, flags, ...(sheet ? { sheet } : {}), ...middle });
  }

  line(from: Vec3, to: Vec3, stroke: { readonly width: number; readonly strength: number }): void {
    this.lines.push({ from: this.#place(from), to: this.#place(to), ...stroke });
  }

  /** A box from one corner to the other. */
  box([x0, y0, z0]: Vec3, [x1, y1, z1]: Vec3, look: SolidLook): void {
    const base: Vec3[] = [
      [x0, y0, z1],
      [x1, y0, z1],
      [x1, y0, z0],
      [x0, y0, z0],
    ];
    const roof: Vec3[] = [
      [x0, y1, z1],
      [x1, y1, z1],
      [x1, y1, z0],
      [x0, y1, z0],
    ];
    this.loft([base, roof], look);
  }

  /** Rings of as many points each, counter-clockwise seen from above, joined and closed at both ends. */
  loft(rings: readonly (readonly Vec3[])[], look: SolidLook): void {
    for (let ring = 0; ring + 1 < rings.length; ring++) {
      const [lower, upper] = [rings[ring] ?? [], rings[ring + 1] ?? []];
      for (let side = 0; side < lower.length; side++) {
        const next = (side + 1) % lower.length;
        const [a, b, c, d] = [lower[side], lower[next], upper[next], upper[side]];
        if (a && b && c && d) this.face([a, b, c, d], look);
      }
    }
    const [first, last] = [rings[0] ?? [], rings[rings.length - 1] ?? []];
    this.face([...first].reverse(), look);
    this.face(last, look);
  }

  /** A ball, flattened to a share of its height, shaded without facets. */
  ball(middle: Vec3, { radius, flat }: { readonly radius: number; readonly flat: number }, look: SolidLook): void {
    const levels = [-0.98, -0.88, -0.68, -0.4, -0.08, 0.26, 0.57, 0.82, 0.95, 0.995];
    const profile = levels.map((level): readonly [number, number] => [
      middle[1] + level * radius * flat,
      radius * Math.sqrt(1 - level * level),
    ]);
    this.turned([middle[0], middle[2]], profile, { ...look, round: middle, sides: 20 });
  }

  /** A round body: radii at heights, around an upright axis. */
  turned(
    axis: readonly [x: number, z: number],
    profile: readonly (readonly [y: number, radius: number])[],
    look: SolidLook & { readonly sides?: number },
  ): void {
    const sides = look.sides ?? 12;
    const rings = profile.map(([y, radius]) =>
      Array.from({ length: sides }, (_, side): Vec3 => {
        const turn = (side / sides) * 2 * Math.PI;
        return [axis[0] + Math.sin(turn) * radius, y, axis[1] + Math.cos(turn) * radius];
      }),
    );
    this.loft(rings, look);
  }
}
