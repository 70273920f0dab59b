/** What a scene heading says. */
export type Heading = {
  /** Null when the heading names none, as a forced one may. `EST.` counts as `EXT`. */
  readonly setting: 'INT' | 'EXT' | 'INT/EXT' | null;
  readonly place: string;
  /** As written, such as `NIGHT`, `3:00 PM`, `夜`; empty when none is given. */
  readonly time: string;
};

type Setting = Exclude<Heading['setting'], null>;

const english = /^(INT\.?\s?\/\s?EXT|EXT\.?\s?\/\s?INT|I\.?\/E|E\.?\/I|INT|EXT|EST)(?:[.．。]\s*|[\s　]+|$)/i;
const chinese = /^(内外景|内景|外景|内[/／]外景?|外[/／]内景?|内外|内|外)(?:[.．。、·:：,，－—-]\s*|[\s　]+|$)/;
const chineseSettings = /^(?:内外景|内景|外景|内[/／]外|内外|内|外)$/;

/** A time stands at the end; nothing longer than this is looked at, so that a long line costs no more than a short one. */
const longestTime = 48;
const separators = /[-–—－,，、·/／\s　]/;
const englishTime =
  /\b(?:DAY|NIGHT|MORNING|EVENING|AFTERNOON|NOON|MIDNIGHT|MIDDAY|DAWN|DUSK|SUNRISE|SUNSET|TWILIGHT|DAYBREAK|LATER|CONTINUOUS|CONT|SAME|MOMENTS?|MAGIC HOUR|GOLDEN HOUR|FLASHBACK|PRESENT|\d{1,2}(?::\d\d)?\s?[AP]\.?M|\d{1,2}:\d\d)\b/i;
const chineseTime =
  /^(?:日|夜|晨|昏|晚|早|天|傍晚|黄昏|清晨|早晨|早上|上午|中午|正午|下午|晚上|夜晚|深夜|午夜|半夜|凌晨|白天|黎明|拂晓|日出|日落|稍后|片刻后|同时|连续|朝|昼|夕方)(?:[（(].*[)）])?$/;

const settingOf = (prefix: string): Setting => {
  const letters = prefix.toUpperCase().replace(/[.\s]/g, '');
  if (letters.includes('/') || letters.includes('／') || letters.startsWith('内外')) return 'INT/EXT';
  return letters.startsWith('INT') || letters.startsWith('内') ? 'INT' : 'EXT';
};

const trimSeparators = (text: string): string => {
  let end = text.length;
  while (end > 0 && separators.test(text.charAt(end - 1))) end -= 1;
  let start = 0;
  while (start < end && separators.test(text.charAt(start))) start += 1;
  return text.slice(start, end);
};

const isTime = (text: string): boolean => englishTime.test(text) || chineseTime.test(text);

/** Whether a separator at `index` may stand between a place and a time: a lone hyphen between letters is part of a word. */
const dividesAt = (text: string, index: number): boolean => {
  const char = text.charAt(index);
  if (/[–—－,，、·]/.test(char)) return true;
  if (char === '-') {
    const before = text.charAt(index - 1);
    const after = text.charAt(index + 1);
    return /[\s-]/.test(before) || /[^ -~]/.test(before) || /[^ -~]/.test(after);
  }
  return false;
};

const splitTime = (text: string): { readonly place: string; readonly time: string } => {
  const first = Math.max(0, text.length - longestTime);
  for (let index = text.length - 1; index >= first; index -= 1) {
    if (!dividesAt(text, index)) continue;
    const time = trimSeparators(text.slice(index + 1));
    if (time === '') continue;
    if (isTime(time)) return { place: trimSeparators(text.slice(0, index)), time };
    break;
  }
  return splitAtSpace(text, first);
};

const splitAtSpace = (text: string, first: number): { readonly place: string; readonly time: string } => {
  for (let index = text.length - 1; index > first; index -= 1) {
    if (!/[\s　]/.test(text.charAt(index))) continue;
    const last = text.slice(index + 1);
    if (chineseTime.test(last) || /^(?:DAY|NIGHT)$/i.test(last)) {
      return { place: trimSeparators(text.slice(0, index)), time: last };
    }
    break;
  }
  return isTime(text) && chineseTime.test(text) ? { place: '', time: text } : { place: trimSeparators(text), time: '' };
};

/** `咖啡馆 内 日` and `咖啡馆 日 内`: the setting follows the place. */
const parseTrailingSetting = (text: string): Heading | null => {
  if (text.length > 120 || !/[内外]/.test(text)) return null;
  const words = text.split(/[-–—－,，、·\s　]+/).filter((word) => word !== '');
  const tail = words.slice(-2);
  const setting = tail.find((word) => chineseSettings.test(word));
  const time = tail.find((word) => chineseTime.test(word));
  if (words.length < 3 || setting === undefined || time === undefined) return null;
  return { setting: settingOf(setting), place: words.slice(0, -2).join(' '), time };
};

/** Reads a heading's text (without force mark and scene number). Any text gives a place at least. */
export const parseHeading = (text: string): Heading => {
  const trimmed = text.trim();
  const prefix = english.exec(trimmed) ?? chinese.exec(trimmed);
  if (prefix?.[1] !== undefined) {
    return { setting: settingOf(prefix[1]), ...splitTime(trimmed.slice(prefix[0].length).trim()) };
  }
  return parseTrailingSetting(trimmed) ?? { setting: null, ...splitTime(trimmed) };
};

/** Whether a line that stands alone is a scene heading without being forced. */
export const isHeading = (line: string): boolean => {
  const trimmed = line.trim();
  const prefix = english.exec(trimmed) ?? chinese.exec(trimmed);
  if (prefix !== null) return true;
  return parseTrailingSetting(trimmed) !== null;
};
