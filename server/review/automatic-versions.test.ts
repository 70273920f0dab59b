import { metaOf } from '@oner/shared/document/schema.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyUpdate, Doc } from 'yjs';
import { type RunningApp, startApp } from '../http/testing/start-app.ts';
import { type AutomaticVersions, automaticVersionMs, createAutomaticVersions } from './automatic-versions.ts';

describe('automatic versions', () => {
  let app: RunningApp;
  let automatic: AutomaticVersions;
  let project: ProjectId;
  beforeEach(async () => {
    app = await startApp();
    automatic = createAutomaticVersions({
      ...{ versions: app.versions, assets: app.assets, links: app.auth.assetLinks, rooms: app.rooms },
      ...{ ids: app.ids, clock: app.clock, logger: app.logger },
      isThere: async (id) => (await app.projects.get(id)) !== null,
    });
    const by = { kind: 'admin', id: 'admin', name: 'Oner' } as const;
    project = (await app.projects.create(by, { title: 'First' })).id;
    await pass(automaticVersionMs);
  });
  afterEach(async () => {
    await automatic.close();
    await app.close();
  });
  const pass = async (ms: number): Promise<void> => {
    app.move(ms);
    await automatic.idle();
  };
  const retitle = (title: string) =>
    app.rooms.edit(`${project}/story`, { kind: 'user', by: 'usr_a' }, (doc) => metaOf(doc).set('title', title));
  const kept = async () => (await app.versions.of(project)).filter(({ reason }) => reason === 'automatic');
  const titleIn = async (
    asset: typeof app.assets extends { readonly read: (id: infer Id) => unknown } ? Id : never,
  ) => {
    const doc = new Doc();
    applyUpdate(doc, await app.versions.bytes(asset));
    return metaOf(doc).get('title');
  };

  it('VER-2 what is edited is kept ten minutes after the first change, and an idle project makes no more', async () => {
    const before = (await kept()).length;
    await retitle('Second');
    await pass(automaticVersionMs - 1);
    expect(await kept()).toHaveLength(before);
    await retitle('Third');
    await pass(1);
    const [newest] = (await kept()).toReversed();
    expect(await kept()).toHaveLength(before + 1);
    expect(newest).toMatchObject({ name: '', by: { id: 'server' }, scenes: 0, shots: 0 });
    expect(newest && (await titleIn(newest.story))).toBe('Third');
    await pass(10 * automaticVersionMs);
    expect(await kept()).toHaveLength(before + 1);
  });

  it('VER-3 older ones are thinned out with their documents; named ones stay', async () => {
    const named = await app.versions.create(project, 'Table read', { id: 'usr_a', name: 'Ana' });
    for (let turn = 0; turn < 18; turn += 1) {
      await retitle(`Title ${turn}`);
      await pass(automaticVersionMs);
    }
    const early = (await kept())[0];
    const all = (await kept()).map(({ story }) => story);
    await pass(40 * 24 * 60 * 60_000);
    await retitle('Last');
    await pass(automaticVersionMs);
    const left = await kept();
    expect(left.length).toBeLessThan(6);
    expect(all.length).toBeGreaterThan(left.length);
    expect(left.map(({ id }) => id)).not.toContain(early?.id);
    const stories = new Set(left.map(({ story }) => story));
    const gone = all.filter((story) => !stories.has(story) && story !== named.story);
    expect(gone.length).toBeGreaterThan(0);
    for (const story of gone) expect(await app.assets.info(story)).toBeNull();
    expect(await app.versions.get(project, named.id)).toEqual(named);
    expect((await app.versions.bytes(named.story)).length).toBeGreaterThan(0);
  });

  it('VER-2 of a project that was removed meanwhile nothing is kept', async () => {
    await retitle('Second');
    await app.projects.remove(project);
    await app.projects.idle();
    await pass(automaticVersionMs);
    expect(await app.versions.of(project)).toEqual([]);
  });
});
