/**
 * Draws the pictures that previz is compared with anew: `npm run previz:references`. Look at what changed before it is
 * kept: the test says which picture and where, and a change of the same spec's picture raises `solverVersion`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { loadRenderer } from '@oner/server/generation/providers/previz/load-renderer.ts';
import {
  drawReference,
  referenceFile,
  referenceShots,
} from '@oner/server/generation/providers/previz/references/reference-shots.ts';
import sharp from 'sharp';

const renderer = await loadRenderer();
let total = 0;
for (const { name, shot } of referenceShots) {
  const { pixels, width, height } = await drawReference(renderer, shot);
  const bytes = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .webp({ quality: 80, effort: 6 })
    .toBuffer();
  const file = referenceFile(name);
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, bytes);
  total += bytes.length;
}
console.log(`${referenceShots.length} pictures, ${Math.round(total / 1000)} kB`);
