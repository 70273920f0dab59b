import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import type { Person, View } from '@oner/shared/protocol/live.ts';
import { createKeyedListeners } from './keyed-listeners.ts';

/** Who is in the project, where they are, and whom this screen follows. */
export type PresenceStore = {
  /** Everyone but this connection, one entry a connection, in order of arrival. */
  readonly people: () => readonly Person[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly inScene: (scene: SceneId) => readonly Person[];
  readonly subscribeScene: (scene: SceneId, listener: () => void) => () => void;
  readonly atShot: (shot: ShotId) => readonly Person[];
  readonly subscribeShot: (shot: ShotId, listener: () => void) => () => void;
  /** Whom this screen follows; null when they left. */
  readonly followed: () => Person | null;
  readonly follow: (peer: string | null) => void;
  /** The name of this connection among the people. */
  readonly self: () => string | null;
  /** Tells the others where this screen is. */
  readonly show: (view: View) => void;
};

/** What the live events tell of people. */
export type PresenceInput = {
  readonly onPeople: (people: readonly Person[]) => void;
  readonly onPerson: (person: Person) => void;
  readonly onLeft: (peer: string) => void;
  readonly onPeer: (peer: string | null) => void;
};

type Index = {
  readonly people: readonly Person[];
  readonly byScene: ReadonlyMap<SceneId, readonly Person[]>;
  readonly byShot: ReadonlyMap<ShotId, readonly Person[]>;
};

const nobody: readonly Person[] = [];

const group = (
  people: readonly Person[],
  place: (person: Person) => string | null,
): ReadonlyMap<string, readonly Person[]> => {
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    const key = place(person);
    if (key === null) continue;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [person]);
    else if (!members.some(({ id }) => id === person.id)) members.push(person);
  }
  return groups;
};

const keepGroups = (
  before: ReadonlyMap<string, readonly Person[]>,
  next: ReadonlyMap<string, readonly Person[]>,
): ReadonlyMap<string, readonly Person[]> =>
  new Map(
    Array.from(next, ([key, people]) => {
      const old = before.get(key);
      const same = old?.length === people.length && old.every((person, index) => person.id === people[index]?.id);
      return [key, same ? old : people];
    }),
  );

export const createPresenceStore = (send: {
  readonly show: (view: View) => void;
  readonly follow: (peer: string | null) => void;
}): PresenceStore & { readonly input: PresenceInput } => {
  const everyone = new Map<string, Person>();
  let self: string | null = null;
  let followedPeer: string | null = null;
  let index: Index = { people: nobody, byScene: new Map(), byShot: new Map() };
  const sceneListeners = createKeyedListeners<SceneId>();
  const shotListeners = createKeyedListeners<ShotId>();
  const listeners = new Set<() => void>();

  const changed = (): void => {
    const before = index;
    const people = [...everyone.values()].filter(({ peer }) => peer !== self);
    index = {
      people,
      byScene: keepGroups(
        before.byScene,
        group(people, ({ view }) => view?.scene ?? null),
      ) as Index['byScene'],
      byShot: keepGroups(
        before.byShot,
        group(people, ({ view }) => view?.shot ?? null),
      ) as Index['byShot'],
    };
    sceneListeners.notifyChanges(before.byScene, index.byScene);
    shotListeners.notifyChanges(before.byShot, index.byShot);
    for (const listener of [...listeners]) listener();
  };

  return {
    people: () => index.people,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    inScene: (scene) => index.byScene.get(scene) ?? nobody,
    subscribeScene: sceneListeners.subscribe,
    atShot: (shot) => index.byShot.get(shot) ?? nobody,
    subscribeShot: shotListeners.subscribe,
    followed: () => (followedPeer === null ? null : (everyone.get(followedPeer) ?? null)),
    follow: (peer) => {
      if (peer === followedPeer) return;
      followedPeer = peer;
      send.follow(peer);
      changed();
    },
    self: () => self,
    show: send.show,
    input: {
      onPeople: (people) => {
        everyone.clear();
        for (const person of people) everyone.set(person.peer, person);
        if (followedPeer !== null && !everyone.has(followedPeer)) followedPeer = null;
        changed();
      },
      onPerson: (person) => {
        everyone.set(person.peer, person);
        changed();
      },
      onLeft: (peer) => {
        const left = everyone.get(peer);
        everyone.delete(peer);
        if (peer === followedPeer) {
          // The same person at another screen is followed on.
          followedPeer = [...everyone.values()].find(({ id }) => id === left?.id)?.peer ?? null;
          send.follow(followedPeer);
        }
        changed();
      },
      onPeer: (peer) => {
        self = peer;
        if (peer === null) everyone.clear();
        changed();
      },
    },
  };
};
