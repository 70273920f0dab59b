import { describe, expect, it } from 'vitest';
import { createSettingsStore } from './settings.ts';

const memoryStorage = (): Storage => {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
};

describe('a person’s choices', () => {
  it('CLI-42 are kept for each person on the device, and keys are no one else’s', () => {
    const storage = memoryStorage();
    const noa = createSettingsStore(storage);
    noa.setPerson('noa');
    noa.change({ layout: 'board', theme: 'dark', keys: { 'shot.next': ['n'] }, singleKeys: false });
    const wei = createSettingsStore(storage);
    wei.setPerson('wei');
    expect(wei.get()).toMatchObject({ theme: 'dark', keys: {}, singleKeys: true });
    wei.change({ layout: 'script' });
    const again = createSettingsStore(storage);
    again.setPerson('noa');
    expect(again.get()).toMatchObject({ layout: 'board', keys: { 'shot.next': ['n'] }, singleKeys: false });
  });

  it('CLI-43 fall back one by one where storage holds what cannot be read, and last the page where there is none', () => {
    const storage = memoryStorage();
    storage.setItem('oner.settings', '{"theme":"purple","layout":"script"}');
    expect(createSettingsStore(storage).get()).toMatchObject({ theme: 'system', layout: 'script' });
    storage.setItem('oner.settings', '{');
    expect(createSettingsStore(storage).get().layout).toBe('split');
    const off = {
      ...memoryStorage(),
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    };
    const store = createSettingsStore(off);
    store.change({ layout: 'board' });
    expect(store.get().layout).toBe('board');
  });
});
