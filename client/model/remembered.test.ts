import { meSchema } from '@oner/shared/protocol/http/people.ts';
import { projectSchema } from '@oner/shared/protocol/http/project.ts';
import { expect, it } from 'vitest';
import { createRemembered } from './remembered.ts';

const memory = () => {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
};
const person = (id: string) =>
  meSchema.parse({ kind: 'user', id, name: 'Ada', email: null, owner: false, project: null });
const film = projectSchema.parse({
  ...{ id: 'prj_film', title: 'Film', language: 'en', aspect: 2.39, fps: 24, role: 'editor' },
  createdAt: '2026-01-01T00:00:00.000Z',
});

it('CLI-45 remembers who was signed in and what they opened, past the page', () => {
  const storage = memory();
  const first = createRemembered(storage);
  first.setProject(film);
  expect(first.project(film.id)).toBe(null);
  first.setMe(person('usr_ada'));
  first.setProject(film);
  first.setMe(person('usr_ada'));
  const next = createRemembered(storage);
  expect([next.me()?.id, next.project(film.id)]).toEqual(['usr_ada', film]);
  next.forgetProject(film.id);
  expect(next.project(film.id)).toBe(null);
});

it('CLI-45 another person does not find it, and nobody after signing out', () => {
  const storage = memory();
  const remembered = createRemembered(storage);
  remembered.setMe(person('usr_ada'));
  remembered.setProject(film);
  remembered.setMe(person('usr_bo'));
  expect(remembered.project(film.id)).toBe(null);
  remembered.forget();
  expect([remembered.me(), storage.items.size]).toEqual([null, 0]);
});

it('CLI-45 what cannot be read, or a device without storage, remembers nothing', () => {
  const storage = memory();
  storage.items.set('oner/remembered', '{"me":{"kind":"user"}}');
  expect(createRemembered(storage).me()).toBe(null);
  const refuse = (): never => {
    throw new Error('no storage');
  };
  const none = createRemembered({ getItem: refuse, setItem: refuse, removeItem: refuse });
  none.setMe(person('usr_ada'));
  none.forget();
  expect(none.me()).toBe(null);
});
