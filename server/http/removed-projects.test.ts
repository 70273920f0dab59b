import { type AssetId, type ProjectId, projectIdSchema } from '@oner/shared/ids/ids.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeLinked } from '../assets/store-linked.ts';
import { removedProjects } from './removed-projects.ts';
import { type RunningApp, startApp } from './testing/start-app.ts';

let app: RunningApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const by = { id: 'usr_ana', name: 'Ana' };
const create = async (): Promise<ProjectId> => {
  const created = await app.ask('/api/projects', { method: 'POST', body: { title: 'One' } });
  return projectIdSchema.parse(((await created.json()) as { id: unknown }).id);
};
const store = (text: string, project: ProjectId): Promise<AssetId> =>
  storeLinked(
    { assets: app.assets, links: app.auth.assetLinks },
    { bytes: new TextEncoder().encode(text), mediaType: 'image/webp', project },
  );
const there = async (...assets: readonly AssetId[]): Promise<readonly boolean[]> =>
  Promise.all(assets.map(async (asset) => (await app.assets.info(asset)) !== null));

test('AST-10 a removed project takes its assets with it, but none that another project holds', async () => {
  const [gone, stays] = [await create(), await create()];
  const [own, shared, theirs] = [await store('own', gone), await store('shared', gone), await store('theirs', stays)];
  await store('shared', stays);
  const version = await app.versions.create(gone, 'First', by);
  const kept = await app.versions.create(stays, 'First', by);
  // Two empty desks are the same bytes.
  expect(version.desk).toBe(kept.desk);
  await app.projects.remove(gone);
  await app.projects.idle();
  expect(await there(own, version.story)).toEqual([false, false]);
  expect(await there(shared, theirs, kept.story, kept.desk)).toEqual([true, true, true, true]);
  expect(await app.versions.of(gone)).toEqual([]);
  expect(await app.auth.assetLinks.ofProject(gone)).toEqual([]);
  expect(await app.projects.get(stays)).not.toBe(null);
});

test('AST-11 a removal that a crash cut off is finished at the next start', async () => {
  const gone = await create();
  const own = await store('own', gone);
  await app.storage.records(removedProjects).insert({ project: gone });
  await app.projects.finishRemovals();
  await app.projects.idle();
  expect([await app.projects.get(gone), ...(await there(own))]).toEqual([null, false]);
  expect((await app.storage.records(removedProjects).find({})).records).toEqual([]);
});

test('AST-12 bytes that somebody stores while the last project that held them goes are there', async () => {
  const [gone, other] = [await create(), await create()];
  const asset = await store('same', gone);
  const { assets } = app;
  const links = {
    link: async (id: AssetId, project: ProjectId) => {
      // The removal comes between the storing and the link.
      await app.projects.remove(gone);
      await app.projects.idle();
      await app.auth.assetLinks.link(id, project);
    },
  };
  const bytes = new TextEncoder().encode('same');
  expect(await storeLinked({ assets, links }, { bytes, mediaType: 'image/webp', project: other })).toBe(asset);
  expect(await there(asset)).toEqual([true]);
});
