import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type CommandRegistry, createCommandRegistry, type KeyPreferences } from './command-registry.ts';

export type CommandOptions = {
  /** Stable across releases: people's own keys are stored under it, such as `shot.next`. */
  readonly id: string;
  /** In the reader's language: palette and list of keys show it. */
  readonly title: string;
  /** Heading in the list of keys. */
  readonly group?: string;
  /** Default chords (see `chord.ts`); people may change them or turn them off. */
  readonly keys?: readonly string[];
  /** False: it is in neither the palette nor reach of its keys now. */
  readonly enabled?: boolean;
  /** Whether the palette offers it; true unless said otherwise. */
  readonly palette?: boolean;
  /** True: never while a text field has focus, whatever its key. */
  readonly outsideText?: boolean;
  readonly run: () => void;
};

const RegistryContext = createContext<CommandRegistry | null>(null);

/** Whether what has focus reads keys that type text itself: a field, or an open menu or dialog. */
const readsText = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  if (target instanceof HTMLInputElement) {
    return !['button', 'checkbox', 'radio', 'range', 'submit'].includes(target.type);
  }
  return target.closest('[role="menu"], [role="dialog"]') !== null;
};

/** Whether Enter or Space presses the very thing that has focus. */
const isPressed = (event: KeyboardEvent): boolean =>
  (event.key === 'Enter' || event.key === ' ') &&
  !event.ctrlKey &&
  !event.metaKey &&
  event.target instanceof HTMLElement &&
  event.target.matches('button, a[href], input, summary, [role="radio"], [role="slider"]');

/** Everything below it can offer commands; it listens to the keys of the window. */
export const CommandScope = ({
  preferences,
  children,
}: {
  readonly preferences: KeyPreferences;
  readonly children: ReactNode;
}) => {
  const [registry] = useState(createCommandRegistry);
  useEffect(() => registry.setPreferences(preferences), [registry, preferences]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isPressed(event)) return;
      const command = registry.match(event, readsText(event.target));
      if (command === null) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
};

const useRegistry = (): CommandRegistry => {
  const registry = useContext(RegistryContext);
  if (registry === null) throw new Error('a command needs a CommandScope above it');
  return registry;
};

/** Offers a command while the component is mounted. Of two with one key, the one mounted later answers. */
export const useCommand = ({
  id,
  title,
  group,
  keys,
  enabled = true,
  palette = true,
  outsideText = false,
  run,
}: CommandOptions): void => {
  const registry = useRegistry();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const keyList = (keys ?? []).join('\n');
  useEffect(
    () =>
      registry.add({
        id,
        title,
        group: group ?? null,
        defaultKeys: keyList === '' ? [] : keyList.split('\n'),
        enabled,
        palette,
        outsideText,
        run: () => latest.current(),
      }),
    [registry, id, title, group, keyList, enabled, palette, outsideText],
  );
};

/** All commands on offer, with the keys that they answer to at present. */
export const useCommands = () => {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
};

/** The chord to show beside a command's button: its first key now, null when it has none. */
export const useCommandKey = (id: string): string | null => {
  const commands = useCommands();
  return commands.find((command) => command.id === id)?.keys[0] ?? null;
};
