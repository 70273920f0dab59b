import { createContext, useContext, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { createObservable, type Observable } from '../connection/observable.ts';

export const layouts = ['script', 'split', 'board'] as const;
export type Layout = (typeof layouts)[number];

const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  /** Null: as the browser says. */
  language: z.enum(['en', 'zh']).nullable().catch(null),
  layout: z.enum(layouts).catch('split'),
  /** Whether scene numbers stand beside headings on the page. */
  sceneNumbers: z.boolean().catch(false),
  /** Whether all of the page is paled but the paragraph that one writes in. */
  focus: z.boolean().catch(false),
  /** Which revisions have their changed lines marked. */
  revisionMarks: z.enum(['current', 'all', 'none']).catch('current'),
  /** Least width of a card on the board, px. */
  density: z.number().min(150).max(340).catch(216),
  /** Whether the inspector stands beside board and strip. */
  inspector: z.boolean().catch(false),
  /** What lies over the large frame. */
  guides: z.array(z.enum(['thirds', 'headroom', 'safe'])).catch(['thirds']),
  /** The aspect that a mask over the large frame leaves, width over height; null: none. */
  mask: z.number().positive().nullable().catch(null),
  /** The provider that frames are asked of; null: the first there is. */
  provider: z.string().nullable().catch(null),
  /** How files were last exported. */
  exporting: z
    .object({
      format: z
        .enum([
          ...(['pdf', 'fdx', 'fountain', 'docx', 'html'] as const),
          ...(['csv', 'xlsx', 'pictures', 'storyboarder', 'otio', 'fcpxml', 'edl', 'archive'] as const),
        ])
        .catch('pdf'),
      /** Null: that of the script's language. */
      paper: z.enum(['letter', 'a4']).nullable().catch(null),
      numbers: z.enum(['written', 'all', 'none']).catch('written'),
      titlePage: z.boolean().catch(true),
    })
    .catch({ format: 'pdf', paper: null, numbers: 'written', titlePage: true }),
  singleKeys: z.boolean().catch(true),
  /** A person's own chords by command id. */
  keys: z.record(z.string(), z.array(z.string())).catch({}),
  /** The name that this person last gave as a guest. */
  guestName: z.string().catch(''),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A person's choices, kept on this device. */
export type SettingsStore = Observable<Settings> & {
  readonly change: (patch: Partial<Settings>) => void;
  /** From now on these are the choices of this person; at first those that were made before anyone signed in. */
  readonly setPerson: (id: string) => void;
};

const keyOf = (person: string | null): string => (person === null ? 'oner.settings' : `oner.settings.${person}`);

const read = (storage: Storage, person: string | null): Settings | null => {
  try {
    const text = storage.getItem(keyOf(person));
    return text === null ? null : settingsSchema.parse(JSON.parse(text));
  } catch {
    // Storage is off, or holds what we did not write: the defaults do.
    return null;
  }
};

export const createSettingsStore = (storage: Storage): SettingsStore => {
  let person: string | null = null;
  const value = createObservable<Settings>(read(storage, null) ?? settingsSchema.parse({}));
  const write = (): void => {
    try {
      storage.setItem(keyOf(person), JSON.stringify(value.get()));
      storage.setItem(keyOf(null), JSON.stringify({ ...value.get(), keys: {}, singleKeys: true }));
    } catch {
      // Without storage the choices last as long as the page.
    }
  };
  return {
    get: value.get,
    subscribe: value.subscribe,
    change: (patch) => {
      value.set({ ...value.get(), ...patch });
      write();
    },
    setPerson: (id) => {
      if (id === person) return;
      person = id;
      const own = read(storage, id);
      if (own !== null) value.set(own);
    },
  };
};

const SettingsContext = createContext<SettingsStore | null>(null);
export const SettingsProvider = SettingsContext.Provider;

export const useSettingsStore = (): SettingsStore => {
  const store = useContext(SettingsContext);
  if (store === null) throw new Error('settings need a SettingsProvider above');
  return store;
};

export const useSettings = (): readonly [Settings, SettingsStore['change']] => {
  const store = useSettingsStore();
  return [useSyncExternalStore(store.subscribe, store.get), store.change];
};
