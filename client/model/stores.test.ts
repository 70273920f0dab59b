import { addShot, moveShots, updateShot } from '@oner/shared/document/commands/shots.ts';
import { seedStory } from '@oner/shared/document/create-story.ts';
import { createStoryReader } from '@oner/shared/document/story-reader.ts';
import { createIdFactory, type SceneId, type ShotId } from '@oner/shared/ids/ids.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import { jobSchema } from '@oner/shared/protocol/http/shot.ts';
import type { Person } from '@oner/shared/protocol/live.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createJobsStore } from './jobs-store.ts';
import { createPresenceStore } from './presence-store.ts';
import { createStoryStore } from './story-store.ts';

let seed = 1;
const nextByte = (): number => {
  seed = (seed * 48271) % 0x7fffffff;
  return seed & 255;
};
const ids = createIdFactory((length) => Uint8Array.from({ length }, nextByte));

const run = (text: string) => [{ text, marks: [] }];
const twoScenes = () => {
  const doc = new Y.Doc();
  const blocks = [
    { type: 'sceneHeading', runs: run('INT. FERRY OFFICE - DAY') },
    { type: 'action', runs: run('Rain on the glass.') },
    { type: 'sceneHeading', runs: run('EXT. NORTH MOORING - DAWN') },
    { type: 'action', runs: run('Four lights.') },
  ] as const;
  expect(seedStory(doc, { meta: { title: 'T' }, screenplay: { titlePage: [], blocks: [...blocks] }, ids }).ok).toBe(
    true,
  );
  const store = createStoryStore(createStoryReader(doc));
  const [first, second] = store.sceneIds();
  if (first === undefined || second === undefined) throw new Error('two scenes were seeded');
  const shoot = (scene: SceneId): ShotId => {
    const added = addShot(doc, { ids, scene });
    if (!added.ok) throw new Error(added.error.kind);
    return added.value;
  };
  return { doc, store, first, second, shots: [shoot(first), shoot(first), shoot(second)] as const };
};

const counting = () => {
  const heard: string[] = [];
  return { heard, listen: (name: string) => () => heard.push(name) };
};

describe('stores', () => {
  it('CLI-48 tell what is so now, and wake views when they are told to, once for all that happened', () => {
    const { doc, shots } = twoScenes();
    const waiting: (() => void)[] = [];
    const store = createStoryStore(createStoryReader(doc), (run) => waiting.push(run));
    const { heard, listen } = counting();
    store.subscribeShot(shots[0], listen('shot'));
    for (const size of ['CU', 'FS'] as const)
      doc.transact(() => updateShot(doc, { shot: shots[0], fields: { size }, by: 'person' }));
    expect(store.shot(shots[0])?.size).toBe('FS');
    expect(heard).toEqual([]);
    for (const run of waiting.splice(0)) run();
    expect(heard).toEqual(['shot']);
    expect(waiting).toEqual([]);
  });

  it('CLI-22 wake only the views of the shot that changed', () => {
    const { doc, store, shots, first, second } = twoScenes();
    const { heard, listen } = counting();
    for (const shot of shots) store.subscribeShot(shot, listen(shot));
    store.subscribeShotIds(first, listen('first'));
    store.subscribeShotIds(second, listen('second'));
    store.subscribeSceneIds(listen('scenes'));
    const before = shots.map(store.shot);
    doc.transact(() => updateShot(doc, { shot: shots[1], fields: { size: 'CU' }, by: 'person' }));
    expect(heard).toEqual([shots[1]]);
    expect(store.shot(shots[1])?.size).toBe('CU');
    expect([store.shot(shots[0]), store.shot(shots[2])]).toEqual([before[0], before[2]]);
    expect(store.shot(shots[0])).toBe(before[0]);
  });

  it('CLI-23 wake a scene’s views for its words, and no lists for words alone', () => {
    const { doc, store, first, second } = twoScenes();
    const { heard, listen } = counting();
    store.subscribeScene(first, listen('first'));
    store.subscribeScene(second, listen('second'));
    store.subscribeSceneIds(listen('scenes'));
    store.subscribeShotIds(first, listen('shots'));
    const block = doc.getXmlFragment('script').get(1);
    const text = block instanceof Y.XmlElement ? block.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error('the second block holds text');
    text.insert(0, 'Hard ');
    expect(heard).toEqual(['first']);
    expect(store.scene(first)?.blocks[1]?.text).toBe('Hard Rain on the glass.');
  });

  it('CLI-24 wake the lists of both scenes when a shot moves between them', () => {
    const { doc, store, shots, first, second } = twoScenes();
    const { heard, listen } = counting();
    store.subscribeShotIds(first, listen('first'));
    store.subscribeShotIds(second, listen('second'));
    store.subscribeSceneIds(listen('scenes'));
    doc.transact(() => moveShots(doc, { shots: [shots[0]], scene: second }));
    expect(heard.toSorted()).toEqual(['first', 'second']);
    expect([store.shotIds(first), store.shotIds(second)]).toEqual([[shots[1]], [shots[2], shots[0]]]);
  });

  it('CLI-25 stop waking a view that has gone', () => {
    const { doc, store, shots } = twoScenes();
    const { heard, listen } = counting();
    const stop = store.subscribeShot(shots[0], listen('gone'));
    stop();
    doc.transact(() => updateShot(doc, { shot: shots[0], fields: { lens: 35 }, by: 'person' }));
    expect(heard).toEqual([]);
  });
});

const job = (id: string, shot: ShotId, state: Job['state']): Job =>
  jobSchema.parse({ id, kind: 'frame', project: 'p', shot, provider: 'previz', state, progress: 0, warnings: [] });

describe('jobs of shots', () => {
  it('CLI-26 shows the newest job of a shot until it is done, and a failure until it is seen', () => {
    const jobs = createJobsStore();
    const shot = ids.shot();
    const { heard, listen } = counting();
    jobs.subscribeShot(shot, listen('woken'));
    jobs.receive(job('j1', shot, 'running'));
    jobs.receive(job('j2', shot, 'queued'));
    jobs.receive(job('j1', shot, 'cancelled'));
    expect(jobs.ofShot(shot)?.id).toBe('j2');
    jobs.receive(job('j2', shot, 'done'));
    expect([jobs.ofShot(shot), jobs.list()]).toEqual([null, []]);
    expect(heard).toHaveLength(3);
    const failed = job('j3', shot, 'failed');
    jobs.receive(failed);
    jobs.dismiss(failed);
    expect(jobs.ofShot(shot)).toBeNull();
  });
});

describe('who is where', () => {
  const person = (peer: string, scene: string | null): Person => ({
    peer,
    id: `usr_${peer}`,
    name: peer,
    role: 'editor',
    view: { route: '/p/x', scene, shot: null, scroll: null },
    following: null,
    presenting: false,
  });

  it('CLI-27 groups people by scene, leaves this screen out, and wakes only the scenes that they left and came to', () => {
    const presence = createPresenceStore({ show: () => {}, follow: () => {} });
    const [first, second, third] = [ids.block(), ids.block(), ids.block()];
    presence.input.onPeer('me');
    presence.input.onPeople([person('me', first), person('noa', first), person('wei', third)]);
    expect(presence.people().map(({ peer }) => peer)).toEqual(['noa', 'wei']);
    const { heard, listen } = counting();
    for (const [name, scene] of Object.entries({ first, second, third })) presence.subscribeScene(scene, listen(name));
    presence.input.onPerson(person('noa', second));
    expect(heard.toSorted()).toEqual(['first', 'second']);
    expect(presence.inScene(first)).toEqual([]);
    expect(presence.inScene(second).map(({ peer }) => peer)).toEqual(['noa']);
  });

  it('CLI-28 follows a person until they leave', () => {
    const sent: (string | null)[] = [];
    const presence = createPresenceStore({ show: () => {}, follow: (peer) => sent.push(peer) });
    presence.input.onPeople([person('noa', null)]);
    presence.follow('noa');
    expect(presence.followed()?.name).toBe('noa');
    presence.input.onLeft('noa');
    expect([presence.followed(), sent]).toEqual([null, ['noa', null]]);
  });

  it('CLI-28 follows a person on at another screen of theirs', () => {
    const presence = createPresenceStore({ show: () => {}, follow: () => {} });
    const second = { ...person('noa-2', null), id: 'usr_noa' };
    presence.input.onPeople([person('noa', null), second]);
    presence.follow('noa');
    presence.input.onLeft('noa');
    expect(presence.followed()?.peer).toBe('noa-2');
  });
});
