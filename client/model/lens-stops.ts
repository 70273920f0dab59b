import { usualLenses } from '@oner/shared/camera/vocabulary.ts';
import { lensRange } from '@oner/shared/document/schema.ts';

/** Where a length stands among the usual ones: a whole number at a stop, between them by its logarithm. */
export const stopOf = (lens: number): number => {
  const stops: readonly number[] = usualLenses;
  const above = stops.findIndex((stop) => stop >= lens);
  if (above < 0) return stops.length - 1;
  const high = stops[above] ?? lens;
  const low = stops[above - 1];
  if (low === undefined || high === lens) return above;
  return above - 1 + Math.log(lens / low) / Math.log(high / low);
};

/** The usual length nearest to a place among the stops. */
export const lensAt = (place: number): number => {
  const index = Math.max(0, Math.min(usualLenses.length - 1, Math.round(place)));
  return usualLenses[index] ?? usualLenses[0];
};

/** The next usual length in a direction; at the ends the length itself. */
export const nextStop = (lens: number, step: 1 | -1): number =>
  (step > 0 ? usualLenses.find((stop) => stop > lens) : usualLenses.findLast((stop) => stop < lens)) ?? lens;

/** A length that a shot may have, whole millimetres. */
export const allowedLens = (lens: number): number => Math.min(lensRange.max, Math.max(lensRange.min, Math.round(lens)));
