import type { ThumbnailWidth } from './asset.ts';

/** As wide as cards and strips of frames show them, on a screen of two device pixels each: one size, made with the frame. */
export const cardWidth: ThumbnailWidth = 480;
