import { z } from 'zod';

/** Widths, px, in which a picture can be had besides its own: lists of frames show it small, and decode little. */
export const thumbnailWidths = [240, 480, 960] as const;
export type ThumbnailWidth = (typeof thumbnailWidths)[number];

/** Null: not one of the widths. */
export const thumbnailWidthOf = (text: string): ThumbnailWidth | null =>
  thumbnailWidths.find((width) => String(width) === text) ?? null;

export const assetQuerySchema = z.strictObject({
  /** Read by `thumbnailWidthOf`: the list of widths belongs into the answer to any other. */
  width: z
    .string()
    .meta({ enum: thumbnailWidths.map(String) })
    .exactOptional(),
});
