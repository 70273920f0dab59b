/** The path of a shot's line, as a script supervisor draws it: straight while its subject is on camera, wavy while off. */

export type Stretch = { readonly top: number; readonly bottom: number; readonly wavy: boolean };

const waveHeight = 4;
const waveWidth = 3;

const wave = (x: number, top: number, bottom: number): string => {
  let path = '';
  let side = 1;
  for (let y = top; y + waveHeight < bottom; y += waveHeight) {
    path += `L${x + side * waveWidth} ${y + waveHeight / 2}`;
    side = -side;
  }
  return `${path}L${x} ${bottom}`;
};

/** SVG path data in the page's pixels, for stretches from top to bottom; `closed` puts the stroke under it that ends a shot. */
export const linePath = (x: number, stretches: readonly Stretch[], closed: boolean): string => {
  const [first] = stretches;
  if (!first) return '';
  let path = `M${x} ${first.top}`;
  for (const { top, bottom, wavy } of stretches) path += wavy ? wave(x, top, bottom) : `L${x} ${bottom}`;
  const end = stretches.at(-1)?.bottom ?? first.top;
  return closed ? `${path}M${x - 4} ${end}H${x + 4}` : path;
};
