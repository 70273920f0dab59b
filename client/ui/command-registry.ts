import { type ChordEvent, chordsOf, normalizeChord, typesText } from './chord.ts';

export type Command = {
  readonly id: string;
  readonly title: string;
  readonly group: string | null;
  readonly defaultKeys: readonly string[];
  readonly enabled: boolean;
  readonly palette: boolean;
  /** Never while a text field has focus: the field has its own use for the key. */
  readonly outsideText: boolean;
  readonly run: () => void;
};

/** A command with the keys that it has after the person's own choices. */
export type OfferedCommand = Command & { readonly keys: readonly string[] };

export type KeyPreferences = {
  /** False: no key that types text acts as a command. */
  readonly singleKeys: boolean;
  /** A person's own chords by command id; an empty list turns its keys off. */
  readonly remapped: Readonly<Record<string, readonly string[]>>;
};

export type CommandRegistry = {
  readonly add: (command: Command) => () => void;
  readonly setPreferences: (preferences: KeyPreferences) => void;
  /** The command that answers to a key press; the last added wins. */
  readonly match: (event: ChordEvent, inTextField: boolean) => OfferedCommand | null;
  readonly list: () => readonly OfferedCommand[];
  readonly subscribe: (listener: () => void) => () => void;
};

export const createCommandRegistry = (): CommandRegistry => {
  const commands: Command[] = [];
  const listeners = new Set<() => void>();
  let preferences: KeyPreferences = { singleKeys: true, remapped: {} };
  let offered: readonly OfferedCommand[] | null = null;

  const keysOf = (command: Command): readonly string[] =>
    (preferences.remapped[command.id] ?? command.defaultKeys)
      .map(normalizeChord)
      .filter((chord) => preferences.singleKeys || !typesText(chord) || chord === 'Escape');
  const changed = (): void => {
    offered = null;
    for (const listener of listeners) listener();
  };
  const list = (): readonly OfferedCommand[] => {
    offered ??= commands.filter(({ enabled }) => enabled).map((command) => ({ ...command, keys: keysOf(command) }));
    return offered;
  };

  return {
    add: (command) => {
      commands.push(command);
      changed();
      return () => {
        commands.splice(commands.indexOf(command), 1);
        changed();
      };
    },
    setPreferences: (next) => {
      preferences = next;
      changed();
    },
    match: (event, inTextField) => {
      const chords = chordsOf(event).filter((chord) => !inTextField || !typesText(chord));
      const answers = ({ keys, outsideText }: OfferedCommand): boolean =>
        !(inTextField && outsideText) && keys.some((key) => chords.includes(key));
      return list().findLast(answers) ?? null;
    },
    list,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
