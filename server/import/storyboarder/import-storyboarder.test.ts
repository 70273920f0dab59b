import { readDesk } from '@oner/shared/document/desk-reader.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import { shownFrame } from '@oner/shared/export/shown-frame.ts';
import { type ProjectId, projectIdSchema } from '@oner/shared/ids/ids.ts';
import { strToU8, unzipSync, zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type RunningApp, startApp } from '../../http/testing/start-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const newProject = async (): Promise<ProjectId> => {
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  return projectIdSchema.parse(z.object({ id: z.string() }).parse(await made.json()).id);
};
const post = (project: ProjectId, body: Uint8Array, query = '') =>
  app.ask(`/api/projects/${project}/import?format=storyboarder${query}`, { method: 'POST', body });
const exported = async (project: ProjectId): Promise<Uint8Array> =>
  new Uint8Array(await (await app.ask(`/api/projects/${project}/export?format=storyboarder`)).arrayBuffer());
const read = async (project: ProjectId) => ({
  story: await app.rooms.read(`${project}/story`, readStory),
  desk: await app.rooms.read(`${project}/desk`, readDesk),
});

const plain = async (
  background: Readonly<Record<'r' | 'g' | 'b' | 'alpha', number>>,
  size = { width: 20, height: 10 },
): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp({ create: { ...size, channels: 4, background } })
      .png()
      .toBuffer(),
  );
const red = { r: 255, g: 0, b: 0, alpha: 1 };
const blue = { r: 0, g: 0, b: 255, alpha: 1 };

const board = (fields: object) => ({
  uid: 'AAAAA',
  url: 'board-1-AAAAA.png',
  newShot: false,
  lastEdited: 1,
  ...fields,
});
const file = (boards: readonly object[], fields: object = {}): Uint8Array =>
  strToU8(
    JSON.stringify({ version: '0.7.0', aspectRatio: '2', fps: 25, defaultBoardTiming: '1500', boards, ...fields }),
  );

const script =
  'INT. ROOM - DAY #1-AB12C#\n\nAnna waits.\n\nANNA\nWhere is he?\n\nEXT. STREET - NIGHT #2-XY34Z#\n\nRain.\n';

const project = async (): Promise<Uint8Array> =>
  zipSync({
    'Film/Film.fountain': strToU8(script),
    'Film/storyboards/Scene-2-EXT-STREET-2-XY34Z/Scene-2-EXT-STREET-2-XY34Z.storyboarder': file([
      board({ action: 'Rain.', notes: 'slow', layers: { reference: { url: 'board-1-AAAAA-reference.png' } } }),
    ]),
    'Film/storyboards/Scene-2-EXT-STREET-2-XY34Z/images/board-1-AAAAA-reference.png': await plain(blue),
    'Film/storyboards/Scene-1-INT-ROOM-1-AB12C/Scene-1-INT-ROOM-1-AB12C.storyboarder': file([
      board({
        ...{ dialogue: 'Where is he?', duration: '800', audio: { filename: 'a.wav', duration: 2200 } },
        layers: {
          notes: { url: 'top.png', opacity: 0.5 },
          fill: { url: 'fill.png' },
          ink: { url: 'gone.png' },
        },
      }),
      board({ uid: 'BBBBB', url: 'board-2-BBBBB.png' }),
      board({ uid: 'CCCCC', url: 'board-3-CCCCC.png' }),
    ]),
    'Film/storyboards/Scene-1-INT-ROOM-1-AB12C/images/fill.png': await plain(red),
    'Film/storyboards/Scene-1-INT-ROOM-1-AB12C/images/top.png': await plain(blue, { width: 10, height: 5 }),
    'Film/storyboards/Scene-1-INT-ROOM-1-AB12C/images/board-2-BBBBB-posterframe.jpg': await plain(red),
    '__MACOSX/Film/storyboards/._x.storyboarder': strToU8('junk'),
  });

describe('a Storyboarder project', () => {
  it('IMP-12 becomes a shot for each board, in the scene that it is of, with its words, times and notes', async () => {
    const id = await newProject();
    const report = await (await post(id, await project())).json();
    expect(report).toMatchObject({
      ...{ format: 'storyboarder', scenes: 2, unsure: [], board: { shots: 4, frames: 3 } },
      warnings: ['1 board has no picture in the file.', '1 sound was left out.'],
    });
    const { story } = await read(id);
    expect(story.meta).toMatchObject({ aspect: 2, fps: 25 });
    expect(story.scenes.map(({ number, heading }) => [number, heading])).toEqual([
      ['1', 'INT. ROOM - DAY'],
      ['2', 'EXT. STREET - NIGHT'],
    ]);
    expect(story.blocks.map((block) => block.number)).toEqual(story.blocks.map(() => null));
    const [room, street] = story.scenes.map(({ shots }) => shots.map((shot) => story.shots.get(shot)));
    expect(room).toMatchObject([
      { number: '1A', dialogue: 'Where is he?', durationMs: 2200, anchor: { blocks: [story.blocks[3]?.id] } },
      { number: '1B', durationMs: 1500, anchor: null },
      { number: '1C' },
    ]);
    expect(street).toMatchObject([{ description: 'Rain.', notes: 'slow', anchor: { blocks: [story.blocks[5]?.id] } }]);
  });

  it('IMP-13 has its layers put together from the lowest up, on white, as transparent as they are', async () => {
    const id = await newProject();
    await post(id, await project());
    const { story, desk } = await read(id);
    const shot = [...story.shots.values()].find(({ number }) => number === '1A');
    const frame = shot === undefined ? null : shownFrame(desk, shot);
    expect(frame).toMatchObject({ provider: 'upload', width: 20, height: 10, specHash: null });
    const bytes = await (await app.ask(`/api/assets/${frame?.asset}`)).arrayBuffer();
    const pixel = await sharp(bytes).raw().toBuffer();
    expect([...pixel.subarray(0, 3)].map((value) => Math.round(value / 10))).toEqual([13, 0, 13]);
  });

  it('IMP-12 as one file becomes a scene of its words', async () => {
    const id = await newProject();
    const boards = [board({ action: 'She runs.' }), board({ dialogue: 'anna: Wait!' }), board({ dialogue: 'Hello' })];
    const report = await (await post(id, file(boards))).json();
    expect(report).toMatchObject({ scenes: 1, speakers: 1, unsure: [expect.stringContaining('No script')] });
    const { story } = await read(id);
    expect(story.blocks.map(({ type, text }) => [type, text])).toEqual([
      ['sceneHeading', 'Storyboard'],
      ['action', 'She runs.'],
      ['character', 'ANNA'],
      ['dialogue', 'Wait!'],
    ]);
    expect([...story.shots.values()].map(({ dialogue }) => dialogue)).toContain('Hello');
  });

  it('IMP-12 is added to a script that is there, and its own shots stay', async () => {
    const id = await newProject();
    await app.ask(`/api/projects/${id}/import?format=fountain`, {
      method: 'POST',
      body: strToU8('INT. BAR - DAY\n\nGo.\n'),
    });
    await post(id, file([board({ action: 'She runs.' })]), '&mode=append');
    await post(id, file([board({ action: 'He runs.' })]), '&mode=append');
    const { story } = await read(id);
    expect(story.scenes.map(({ shots }) => shots.length)).toEqual([0, 1, 1]);
    expect((await post(id, file([]), '&mode=merge')).status).toBe(422);
  });

  it('EXP-21 is written with pictures, times and the script, and reads back as it was', async () => {
    const first = await newProject();
    await post(first, await project());
    const archive = await exported(first);
    const names = Object.keys(unzipSync(archive));
    expect(names).toContain('script.fountain');
    expect(names.filter((name) => name.endsWith('.storyboarder'))).toHaveLength(2);
    const second = await newProject();
    expect((await post(second, archive)).status).toBe(200);
    const facts = async (id: ProjectId) => {
      const { story, desk } = await read(id);
      return story.scenes.map(({ heading, shots }) => ({
        heading,
        shots: shots.map((shot) => {
          const { number, description, dialogue, notes, durationMs, anchor, ...found } = story.shots.get(shot) ?? {};
          const covered = anchor?.blocks.map((block) => story.blocks.findIndex((other) => other.id === block));
          const pictured = 'id' in found && desk.framesByShot.has(shot);
          return { number, description, dialogue, notes, durationMs, covered, pictured };
        }),
      }));
    };
    expect(await facts(second)).toEqual(await facts(first));
    const third = await exported(second);
    const boards = (zip: Uint8Array) =>
      Object.entries(unzipSync(zip)).flatMap(([name, bytes]) =>
        name.endsWith('.storyboarder')
          ? [
              z
                .object({ boards: z.array(z.object({ time: z.number(), duration: z.number(), shot: z.string() })) })
                .parse(JSON.parse(new TextDecoder().decode(bytes))),
            ]
          : [],
      );
    expect(boards(third)).toEqual(boards(archive));
    expect(boards(archive)[0]?.boards.map(({ time }) => time)).toEqual([0, 2200, 3700]);
  });

  it.each([
    ['cut off', async () => (await project()).slice(0, 900), /damaged/],
    ['no JSON', async () => strToU8('{"boards":[{'), /no file of Storyboarder/],
    ['of another kind', async () => strToU8('{"boards":7}'), /no file of Storyboarder/],
    ['nested without end', async () => strToU8(`{"boards":${'['.repeat(1_000_000)}`), /no file of Storyboarder/],
    ['a zip with a damaged scene', async () => zipSync({ 'a.storyboarder': strToU8('{') }), /a\.storyboarder/],
    [
      'of more text than any scene',
      async () => strToU8(`{"boards":[${'{},'.repeat(3_000_000)}{}]}`),
      /larger than any scene/,
    ],
    ['of too many boards', async () => file(Array.from({ length: 3001 }, () => ({}))), /more than 3000 boards/],
  ])('IMP-14 that is %s is refused and changes nothing', async (_name, make, detail) => {
    const id = await newProject();
    const refused = await post(id, await make());
    expect([413, 422]).toContain(refused.status);
    expect(z.object({ detail: z.string() }).parse(await refused.json()).detail).toMatch(detail);
    const { story, desk } = await read(id);
    expect([story.blocks.length, story.shots.size, desk.frames.size]).toEqual([0, 0, 0]);
  });

  it('IMP-14 leaves out pictures that are damaged, too large, or none, and says so', async () => {
    const id = await newProject();
    const huge = new Uint8Array(
      await sharp({ create: { width: 6000, height: 4000, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    );
    const layers = (url: string) => ({ layers: { fill: { url } } });
    const zip = zipSync({
      'a/a.storyboarder': file([
        board(layers('../../../etc/huge.png')),
        board(layers('svg.png')),
        board(layers('half.png')),
      ]),
      'a/images/huge.png': huge,
      'a/images/svg.png': strToU8('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
      'a/images/half.png': (await plain(red)).slice(0, 60),
    });
    expect(await (await post(id, zip)).json()).toMatchObject({
      ...{ board: { shots: 3, frames: 0 } },
      warnings: ['3 pictures were damaged or too large, and left out.'],
    });
  });
});
