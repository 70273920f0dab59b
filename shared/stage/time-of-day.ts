import type { TimeOfDay } from './scene.ts';

const words: readonly (readonly [TimeOfDay, RegExp])[] = [
  ['dawn', /\b(dawn|sunrise|daybreak|first light|early morning)\b|黎明|拂晓|清晨|日出|破晓|^晨|凌晨/i],
  ['dusk', /\b(dusk|sunset|twilight|magic hour|golden hour)\b|黄昏|傍晚|日落|夕方|^昏/i],
  ['night', /\b(night|midnight|evening)\b|夜|晚/i],
  ['day', /\b(day|morning|noon|midday|afternoon)\b|日|早|上午|中午|下午|白天|正午|昼|朝/i],
];

const clock = /\b(\d{1,2})(?::(\d\d))?\s?([AP])\.?M/i;

const timeOfClock = (text: string): TimeOfDay | null => {
  const found = clock.exec(text);
  if (!found) return null;
  const hour = (Number(found[1]) % 12) + (found[3]?.toUpperCase() === 'P' ? 12 : 0);
  if (hour < 5 || hour >= 20) return 'night';
  if (hour < 7) return 'dawn';
  return hour >= 18 ? 'dusk' : 'day';
};

/** The time of day that a heading's words say; null when they say none, as LATER or CONTINUOUS. */
export const writtenTimeOfDay = (text: string): TimeOfDay | null =>
  timeOfClock(text) ?? words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
