import { shotListColumns } from '@oner/shared/export/csv-shot-list.ts';
import { childElement, childElements, readXml, textOf, type XmlElement } from '@oner/shared/xml/read-xml.ts';
import { strToU8, unzipSync } from 'fflate';
import readSheet from 'read-excel-file/node';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type RunningApp, startApp } from '../http/testing/start-app.ts';

let app: RunningApp;
let path: string;
const withId = z.object({ id: z.string() });

beforeAll(async () => {
  app = await startApp();
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film & <Co>', fps: 23.976 } });
  path = `/api/projects/${withId.parse(await made.json()).id}`;
  const body = strToU8('INT. ROOM - DAY\n\nRain.\n\nEXT. 街 - 夜\n\nSnow.\n');
  await app.ask(`${path}/import?format=fountain`, { method: 'POST', body });
  const scenes = z.array(withId).parse(await (await app.ask(`${path}/scenes`)).json());
  const shots = [
    { scene: scenes[0]?.id, description: '=HYPERLINK("http://x","y")', dialogue: '<雨> & "go"\nnow', durationMs: 2000 },
    { scene: scenes[0]?.id, description: '+1', notes: '\u0000\u000bodd', durationMs: 1500, lens: 35 },
    { scene: scenes[1]?.id, durationMs: 41 },
  ];
  for (const shot of shots) {
    const added = withId.parse(await (await app.ask(`${path}/shots`, { method: 'POST', body: shot })).json());
    if (shot.durationMs === 1500) continue;
    const picture = await sharp({ create: { width: 16, height: 9, channels: 3, background: 'red' } })
      .webp()
      .toBuffer();
    await app.ask(`${path}/shots/${added.id}/frames`, {
      ...{ method: 'POST', body: new Uint8Array(picture), headers: { 'content-type': 'image/webp' } },
    });
  }
});
afterAll(() => app.close());

const get = async (format: string): Promise<Uint8Array> =>
  new Uint8Array(await (await app.ask(`${path}/export?format=${format}`)).arrayBuffer());

it('EXP-23 the shot list as a workbook opens in another library: text as text, numbers as numbers', async () => {
  const bytes = await get('xlsx');
  const [sheet] = await readSheet(Buffer.from(bytes));
  const rows = sheet?.data ?? [];
  expect(rows[0]).toEqual([...shotListColumns]);
  const column = (name: (typeof shotListColumns)[number]) =>
    rows.slice(1).map((row) => row[shotListColumns.indexOf(name)]);
  expect(column('Shot')).toEqual(['1A', '1B', '2A']);
  expect(column('Description')).toEqual(['=HYPERLINK("http://x","y")', '+1', null]);
  expect(column('Dialogue')).toEqual(['<雨> & "go"\nnow', null, null]);
  expect(column('Duration')).toEqual([2, 1.5, 0]);
  expect(column('Lens (mm)')[1]).toBe(35);
  expect(new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml'])).not.toContain('<f');
  expect(await get('xlsx')).toEqual(bytes);
});

const elements = (parent: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined =>
  names.reduce<XmlElement | undefined>((found, name) => childElement(found, name), parent);

it('EXP-24 the board as FCPXML comes with its stills: each shot as long as it is, in whole frames, one after another', async () => {
  const files = unzipSync(await get('fcpxml'));
  expect(Object.keys(files)).toEqual(['media/0001 1A.png', 'media/0003 2A.png', 'board.fcpxml']);
  const read = readXml(new TextDecoder().decode(files['board.fcpxml']), { doctype: 'plain' });
  if (!read.ok) throw new Error(read.error.detail);
  const resources = elements(read.value, 'resources');
  const assets = childElements(resources ?? read.value, 'asset');
  expect(assets.map(({ attributes }) => decodeURIComponent(attributes.src ?? ''))).toEqual(
    Object.keys(files).slice(0, 2),
  );
  const sequence = elements(read.value, 'library', 'event', 'project', 'sequence');
  const spine = elements(sequence, 'spine');
  const clips = spine === undefined ? [] : childElements(spine);
  expect(clips.map(({ name }) => name)).toEqual(['clip', 'gap', 'clip']);
  const frames = (text: string | undefined): number => {
    const [, count, scale] = /^(\d+)(?:\/(\d+))?s$/.exec(text ?? '') ?? [];
    return ((Number(count) / Number(scale ?? 1)) * 24_000) / 1001;
  };
  expect(clips.map(({ attributes }) => Math.round(frames(attributes.duration)))).toEqual([48, 36, 1]);
  expect(clips.map(({ attributes }) => Math.round(frames(attributes.offset)))).toEqual([0, 48, 84]);
  expect(Math.round(frames(sequence?.attributes.duration))).toBe(85);
  expect(textOf(clips[2] ?? read.value)).toBe('EXT. 街 - 夜');
  expect(elements(read.value, 'library', 'event')?.attributes.name).toBe('Film & <Co>');
});
