/**
 * Draws the contact sheet by which previz is judged: 48 shots over four scenes, each staged and solved as a project's are.
 * `node infra/launch.mjs infra/contact-sheet.ts [--out sheet.webp] [--frames folder] [--only 3,17] [--style pencil]`
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { drawFrame } from '@oner/server/generation/providers/previz/draw-frame.ts';
import { loadRenderer } from '@oner/server/generation/providers/previz/load-renderer.ts';
import { solveCamera } from '@oner/shared/camera/solve.ts';
import type { StagedShot } from '@oner/shared/stage/scene.ts';
import sharp, { type OverlayOptions } from 'sharp';
import { scenes } from './contact-sheet/scenes.ts';
import { captionOf, type SheetShot, sheetShots } from './contact-sheet/shots.ts';

const columns = 6;
const cell = { width: 400, height: 226, caption: 20 } as const;
const aspect = 16 / 9;

const stagedShot = ({ scene, ...asked }: SheetShot): StagedShot => {
  const solution = solveCamera({ ...asked, scene: scenes[scene], movement: 'static', aspect });
  return { scene: solution.scene, camera: solution.camera };
};

const caption = (text: string): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cell.width}" height="${cell.caption}">` +
      `<text x="8" y="14" font-family="sans-serif" font-size="12" fill="#ddd">${text}</text></svg>`,
  );

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: path.join(import.meta.dirname, 'docs', 'contact-sheet.webp') },
      frames: { type: 'string' },
      only: { type: 'string' },
      style: { type: 'string', default: 'ink' },
    },
  });
  const only = values.only === undefined ? null : new Set(values.only.split(',').map(Number));
  const renderer = await loadRenderer();
  const tiles: OverlayOptions[] = [];
  if (values.frames !== undefined) await mkdir(values.frames, { recursive: true });
  for (const [index, shot] of sheetShots.entries()) {
    if (only && !only.has(index + 1)) continue;
    const request = { shot: stagedShot(shot), seed: `sheet:${index}`, style: values.style };
    const drawn = await drawFrame(renderer, request, () => undefined);
    if (!drawn.ok) throw new Error(`shot ${index + 1}: ${drawn.error.detail}`);
    const { bytes } = drawn.value;
    if (values.frames !== undefined)
      await writeFile(path.join(values.frames, `${String(index + 1).padStart(2, '0')}.webp`), bytes);
    const [left, top] = [(index % columns) * cell.width, Math.floor(index / columns) * (cell.height + cell.caption)];
    const small = await sharp(bytes)
      .resize(cell.width - 6, cell.height - 6)
      .toBuffer();
    tiles.push({ input: small, left: left + 3, top: top + 3 });
    tiles.push({ input: caption(`${index + 1} · ${captionOf(shot)}`), left, top: top + cell.height - 2 });
  }
  const rows = Math.ceil(sheetShots.length / columns);
  const background = { r: 24, g: 24, b: 26 };
  const size = { width: columns * cell.width, height: rows * (cell.height + cell.caption) };
  await sharp({ create: { ...size, channels: 3, background } })
    .composite(tiles)
    .webp({ quality: 82 })
    .toFile(values.out);
  console.info(`${values.out}: ${tiles.length / 2} shots`);
};

await main();
