/**
 * Key chords as text: modifiers, then the key as `KeyboardEvent.key` names it, joined by `+`: `j`, `Shift+G`, `Mod+k`,
 * `Alt+ArrowUp`, `?`. `Mod` is Ctrl, or Command on a Mac.
 */
export type ChordEvent = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** `KeyboardEvent.code`: tells a digit under Shift, and a letter under Alt, whatever they print. */
  readonly code?: string;
};

const codeKey = (code: string | undefined): string | null => {
  const match = code === undefined ? null : /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code);
  return match === null ? null : (match[1] ?? match[2] ?? null);
};

/** The chords that an event answers to: as printed, and by the physical letter or digit when a modifier changed what it prints. */
export const chordsOf = (event: ChordEvent): readonly string[] => {
  const mod = event.ctrlKey || event.metaKey;
  const prefix = `${mod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}`;
  const printed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isLetter = /^\p{L}$/u.test(event.key);
  const named = event.key.length > 1;
  const shifted = event.shiftKey && (named || isLetter || mod || event.altKey);
  const chords = [`${prefix}${shifted ? 'Shift+' : ''}${printed}`];
  const physical = codeKey(event.code)?.toLowerCase();
  if (physical !== undefined && (event.altKey || event.shiftKey)) {
    chords.push(`${prefix}${event.shiftKey ? 'Shift+' : ''}${physical}`);
  }
  return [...new Set(chords)];
};

/** One form for one chord: modifiers in order, letters in lower case. */
export const normalizeChord = (chord: string): string => {
  const parts = chord === '+' ? ['+'] : chord.split('+');
  const key = parts.at(-1) ?? '';
  const has = (name: string): boolean => parts.slice(0, -1).includes(name);
  const printed = key.length === 1 ? key.toLowerCase() : key;
  return `${has('Mod') || has('Ctrl') ? 'Mod+' : ''}${has('Alt') ? 'Alt+' : ''}${has('Shift') ? 'Shift+' : ''}${printed}`;
};

/** Whether a chord would also be typed as text: then it acts only while no text field has focus. */
export const typesText = (chord: string): boolean => {
  const normal = normalizeChord(chord);
  return !normal.startsWith('Mod+') && !normal.startsWith('Alt+') && !/F\d+$/.test(normal);
};

const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Mod: 'Ctrl',
  ' ': 'Space',
};

/** A chord for people: `Ctrl Shift Z`. */
export const chordLabel = (chord: string): string => {
  const parts = chord === '+' ? ['+'] : chord.split('+');
  return parts.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(' ');
};
