/** What a face is of, as bits: drawers tell by them how to shade it and which of its edges to ink. */
export const surfaceFlags = {
  figure: 1,
  ground: 2,
  glow: 4,
  noCrease: 8,
  wall: 16,
  hair: 32,
  face: 64,
} as const;
