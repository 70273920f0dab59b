import { setStage } from '@oner/shared/document/commands/entries.ts';
import { addShot } from '@oner/shared/document/commands/shots.ts';
import { seedStory } from '@oner/shared/document/create-story.ts';
import type { ShotFields } from '@oner/shared/document/schema.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import { seededIds } from '@oner/shared/document/testing/story-fixture.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { type ShotSpec, shotSpec, specHash } from '@oner/shared/generation/spec.ts';
import { mapLegendSchema } from '@oner/shared/protocol/http/frame.ts';
import { fail } from '@oner/shared/result/result.ts';
import type { StagedFigure } from '@oner/shared/stage/scene.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { systemClock } from '../../../platform/clock.ts';
import type { FrameRequest, GeneratedFrame, Provider } from '../../provider.ts';
import { createPreviz } from './previz.ts';
import { createPrevizProvider } from './previz-provider.ts';
import { person } from './test-scenes.ts';

let provider: Provider;
beforeAll(() => {
  provider = createPrevizProvider(createPreviz({ workers: 1, clock: systemClock }));
});
afterAll(() => provider.close());

const script =
  'INT. KITCHEN - DAY\n\nANA sits at the table. BO stands by the window.\n\nANA\nIs it yours?\n\nBO\nIt was.\n';

/** The spec of a shot of the kitchen; `figures` stage it by hand. */
const specOf = (fields: ShotFields, figures?: readonly StagedFigure[]): ShotSpec => {
  const [doc, ids] = [new Y.Doc(), seededIds(3)];
  seedStory(doc, { meta: { title: 'T' }, screenplay: readFountain(script), ids });
  const scene = readStory(doc).scenes[0]?.id;
  if (!scene) throw new Error('the script has a scene');
  if (figures) setStage(doc, { target: scene, fields: { figures: [...figures] } });
  const added = addShot(doc, { ids, scene, fields });
  const spec = added.ok ? shotSpec(readStory(doc), added.value) : null;
  if (!spec) throw new Error('the shot has a spec');
  return spec;
};

const draw = async (spec: ShotSpec, kind: 'image' | 'video', signal = new AbortController().signal) => {
  const none = fail({ kind: 'unavailable' as const, detail: '', retryable: false });
  const request: FrameRequest = {
    ...{ spec, specHash: specHash(spec), kind, seed: 1, models: new Map(), maps: async () => none },
  };
  return provider.generate(request, { urgency: 'waited-for', signal, onProgress: () => {} });
};
const drawn = async (spec: ShotSpec, kind: 'image' | 'video'): Promise<GeneratedFrame> => {
  const made = await draw(spec, kind);
  if (!made.ok) throw new Error(made.error.detail);
  return made.value;
};

describe('the built-in provider', () => {
  test('PRV-44 a picture comes with its maps, and their legend names whom the script puts there', async () => {
    const { maps, video } = await drawn(specOf({ size: 'FS', subjects: ['ANA', 'BO'] }), 'image');
    expect(video).toBe(undefined);
    const names = mapLegendSchema.parse(maps?.legend).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['ANA', 'BO', 'table']));
  });

  test('PRV-46 a clip of a movement moves, lasts as long as the shot and has its still for a poster', async () => {
    const made = await drawn(specOf({ subjects: ['ANA'], movement: 'dolly-in', durationMs: 750 }), 'video');
    const { pages = 1, delay = [], width, pageHeight, height } = await sharp(made.bytes).metadata();
    expect([pages, delay.reduce((sum, each) => sum + each, 0)]).toEqual([9, 750]);
    expect([width, pageHeight ?? height]).toEqual([made.width, made.height]);
    expect(made).toMatchObject({ mediaType: 'image/webp', maps: null, video: { durationMs: 750 } });
    const page = async (index: number): Promise<Buffer> =>
      sharp(made.bytes, { page: index }).greyscale().raw().toBuffer();
    const poster = await sharp(made.video?.poster).greyscale().raw().toBuffer();
    expect((await page(0)).equals(poster)).toBe(true);
    expect((await page(8)).equals(poster)).toBe(false);
  });

  test('PRV-46 what stands still is one frame; what lasts longer than a minute has fewer frames a second and says so', async () => {
    const figures = [person({ name: 'ANA' })];
    const still = await drawn(specOf({ subjects: ['ANA'], movement: 'static', durationMs: 600_000 }, figures), 'video');
    const { pages, delay } = await sharp(still.bytes).metadata();
    expect([pages ?? 1, delay]).toEqual([1, [600_000]]);
    expect(still.warnings).toContain('The clip has 1.2 frames a second: the shot is longer than a minute.');
  });

  test('PRV-47 a cancelled clip is cancelled', async () => {
    const abort = new AbortController();
    const clip = draw(specOf({ movement: 'pan', durationMs: 60_000 }), 'video', abort.signal);
    abort.abort();
    expect(await clip).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });

  test('PRV-45 a crowd, subjects whom nobody knows and two at one place give a picture, and what is wrong is said', async () => {
    const crowd = Array.from({ length: 90 }, (_, index) =>
      person({ name: `EXTRA ${index + 1}`, position: [(index % 15) * 0.6 - 4, 0, -Math.floor(index / 15) * 0.6] }),
    );
    const many = await drawn(specOf({ size: 'EWS', framing: 'group' }, crowd), 'image');
    const seen = new Set(many.maps?.legend.filter(({ kind }) => kind === 'figure').map(({ name }) => name));
    expect(seen.size).toBeGreaterThan(20);
    expect(seen.size).toBeLessThanOrEqual(64);
    const unknown = await drawn(specOf({ subjects: ['NOBODY', 'NO ONE'], framing: 'over-the-shoulder' }), 'image');
    expect(unknown.warnings.length).toBeGreaterThan(0);
    const same = [person({ name: 'ANA' }), person({ name: 'BO', body: 'man' })];
    const merged = specOf({ subjects: ['ANA', 'BO'], framing: 'over-the-shoulder', size: 'MCU' }, same);
    for (const { bytes } of [unknown, await drawn(merged, 'image')]) {
      const { channels } = await sharp(bytes).stats();
      expect(channels[0]?.stdev).toBeGreaterThan(8);
    }
  });
});
