/** How alike two pictures are to the eye: structural similarity (SSIM; Wang, Bovik, Sheikh and Simoncelli 2004). */

export type GreyImage = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

/** Side of a window and the step to the next, px. */
const window = { side: 8, step: 4 } as const;
const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

const windowLikeness = (a: GreyImage, b: GreyImage, left: number, top: number): number => {
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + window.side; y++) {
    for (let x = left; x < left + window.side; x++) {
      const [va, vb] = [a.pixels[y * a.width + x] ?? 0, b.pixels[y * b.width + x] ?? 0];
      sumA += va;
      sumB += vb;
      squareA += va * va;
      squareB += vb * vb;
      product += va * vb;
    }
  }
  const count = window.side * window.side;
  const [meanA, meanB] = [sumA / count, sumB / count];
  const [varA, varB] = [squareA / count - meanA * meanA, squareB / count - meanB * meanB];
  const covariance = product / count - meanA * meanB;
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) / ((meanA * meanA + meanB * meanB + c1) * (varA + varB + c2))
  );
};

export type Likeness = {
  /** Mean over the picture, 1 for the same picture. */
  readonly mean: number;
  /** Mean over the patch where they differ most: a limb that is somewhere else, in a picture that is otherwise the same. */
  readonly worst: number;
  /** Where that patch is, px. */
  readonly at: readonly [x: number, y: number];
};

/** Windows along a side of a patch. */
const patch = 5;

export const likeness = (a: GreyImage, b: GreyImage): Likeness => {
  if (a.width !== b.width || a.height !== b.height) throw new RangeError('pictures of one size are compared');
  const columns = Math.floor((a.width - window.side) / window.step) + 1;
  const rows = Math.floor((a.height - window.side) / window.step) + 1;
  const scores = Float64Array.from({ length: columns * rows }, (_, index) =>
    windowLikeness(a, b, (index % columns) * window.step, Math.floor(index / columns) * window.step),
  );
  let worst = { score: 1, at: [0, 0] as readonly [number, number] };
  for (let row = 0; row + patch <= rows; row++) {
    for (let column = 0; column + patch <= columns; column++) {
      let sum = 0;
      for (let y = row; y < row + patch; y++)
        for (let x = column; x < column + patch; x++) sum += scores[y * columns + x] ?? 1;
      const score = sum / (patch * patch);
      if (score < worst.score) worst = { score, at: [column * window.step, row * window.step] };
    }
  }
  return { mean: scores.reduce((sum, score) => sum + score, 0) / scores.length, worst: worst.score, at: worst.at };
};
