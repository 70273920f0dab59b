/** Which angle a pitch reads as. */
import type { Angle, Framing } from './vocabulary.ts';

/** Degrees, between the presets; over a shoulder a camera at eye level may look down more, and a low one looks up less. */
export const angleOfPitch = (pitch: number, framing?: Framing): Angle => {
  const over = framing === 'over-the-shoulder';
  if (pitch < -65) return 'overhead';
  if (pitch < -26) return 'birds-eye';
  if (pitch < (over ? -11.5 : -7.5)) return 'high';
  if (pitch > 37.5) return 'worms-eye';
  return pitch > (over ? 4.5 : 7.5) ? 'low' : 'eye';
};
