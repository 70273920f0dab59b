/** A layer of ink: marks are blended by maximum, so that crossing strokes never darken each other. */
import { wordRoom } from './pixel-bytes.ts';
import { u8 } from './typed-reads.ts';

export class InkLayer {
  readonly width: number;
  readonly height: number;
  /** 0 none to 255 full, for each pixel. */
  readonly coverage: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.coverage = new Uint8Array(wordRoom(width * height), 0, width * height);
  }

  clear(): void {
    this.coverage.fill(0);
  }

  /** A round, smoothed mark; `strength` 0 to 1. */
  dab(x: number, y: number, mark: { readonly radius: number; readonly strength: number }): void {
    const { radius, strength } = mark;
    const reach = radius + 0.5;
    const left = Math.max(0, Math.ceil(x - reach - 0.5));
    const right = Math.min(this.width - 1, Math.floor(x + reach - 0.5));
    const top = Math.max(0, Math.ceil(y - reach - 0.5));
    const bottom = Math.min(this.height - 1, Math.floor(y + reach - 0.5));
    const full = 255 * strength;
    // A mark thinner than a pixel is a pixel wide and paler.
    const thin = radius < 0.5 ? radius * 2 : 1;
    const solid = Math.max(0.5, radius) + 0.5;
    const [outer, inner] = [solid * solid, (solid - 1) * (solid - 1)];
    const most = full * thin;
    const { coverage } = this;
    for (let py = top; py <= bottom; py++) {
      const dy = py + 0.5 - y;
      const row = py * this.width;
      for (let px = left; px <= right; px++) {
        const dx = px + 0.5 - x;
        const square = dx * dx + dy * dy;
        if (square >= outer) continue;
        const value = square <= inner ? most : most * (solid - Math.sqrt(square));
        if (value > u8(coverage, row + px)) coverage[row + px] = value;
      }
    }
  }
}
