/** Drawing over a frame: one draws, another sees it; taken back, kept as a version, and nothing of the old one lost. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { seriousFindings } from './accessibility.ts';
import { eventually, faultsIn, seesSaved } from './screen.ts';
import { nightTrain } from './scripts.ts';

type Frame = { id: string; provider: string; model: string; asset: string; parent?: string; specHash: string | null };
type Drawing = { id: string; base: string; layers: { id: string; name: string; strokes: number; visible: boolean }[] };

/** Where to put pictures of the screens; without it none are made. */
const pictures = process.env.ONER_PICTURES;

let server: RunningServer;
let browser: Browser;
let api: ApiClient;
let artist: Person;
let other: Person;
let project = '';
let shot = '';

const framesOf = async () =>
  (await api.get<(Frame & { shot: string })[]>(`/api/projects/${project}/frames?limit=1000`)).filter(
    (frame) => frame.shot === shot,
  );
const drawingOf = async () => (await api.get<Drawing[]>(`/api/projects/${project}/drawings`))[0];
const strokesOf = async () => (await drawingOf())?.layers.reduce((sum, { strokes }) => sum + strokes, 0) ?? 0;

const picture = async (page: Page, name: string): Promise<void> => {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `drawing-${name}.png`) });
};

const sheetOf = (page: Page) => page.locator('[data-stage] > div').first();

/** Draws a line through places in frame co-ordinates; the button stays down when `hold`. */
const draw = async (page: Page, places: readonly (readonly [number, number])[], hold = false): Promise<void> => {
  const box = await sheetOf(page).boundingBox();
  if (box === null) throw new Error('no sheet to draw on');
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  const [first, ...rest] = places;
  if (first === undefined) return;
  await page.mouse.move(...at(first));
  await page.mouse.down();
  for (const place of rest) await page.mouse.move(...at(place), { steps: 8 });
  if (!hold) await page.mouse.up();
};

/** How much ink the page shows about a place of the frame: opacity 0..255 of all canvases there, whatever is below. */
const inkAt = (page: Page, x: number, y: number): Promise<number> =>
  page.evaluate(
    ([px, py]) =>
      Math.max(
        0,
        ...Array.from(document.querySelectorAll<HTMLCanvasElement>('[data-stage] canvas'), (canvas) => {
          const context = canvas.getContext('2d');
          const [left, top] = [Math.round(px * canvas.width) - 2, Math.round(py * canvas.height) - 2];
          const { data } = context?.getImageData(left, top, 5, 5) ?? { data: [] };
          return Math.max(0, ...Array.from(data).filter((_, index) => index % 4 === 3));
        }),
      ),
    [x, y] as const,
  );
const seesInk = (page: Page, x: number, y: number, ink: boolean, what: string): Promise<void> =>
  eventually(async () => (await inkAt(page, x, y)) > 60 === ink, what);

const enter = async (person: Person, role: string, name: string): Promise<void> => {
  const { url } = await api.post<{ url: string }>(`/api/projects/${project}/shares`, { role });
  await person.page.goto(url);
  await person.page.getByLabel('Your name').fill(name);
  await person.page.keyboard.press('Enter');
  await person.page.getByRole('textbox', { name: 'Script' }).waitFor();
};
const openShot = async (page: Page, rest = ''): Promise<void> => {
  await page.goto(`${server.url}/p/${project}/shot/${shot}${rest}`);
};

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  api = createApiClient(server.url, server.adminToken);
  project = await api.importProject('Night Train', nightTrain);
  const [scene] = await api.get<{ id: string }[]>(`/api/projects/${project}/scenes`);
  const made = { scene: scene?.id, size: 'MS', subjects: ['LENA'], description: 'Lena counts the money.' };
  shot = (await api.post<{ id: string }>(`/api/projects/${project}/shots`, made)).id;
  browser = await openBrowser();
  artist = await openPerson(browser);
  other = await openPerson(browser, { language: 'en', dark: true });
  await enter(artist, 'editor', 'Ada');
  await enter(other, 'editor', 'Ben');
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('drawing over a frame', () => {
  it('DRW-31 D on the shot’s page opens the frame to draw on, and the address is that of the drawing', async () => {
    const { page } = artist;
    await eventually(async () => (await framesOf()).length > 0, 'the shot is drawn by previz', 60_000);
    await openShot(page);
    await page.getByRole('button', { name: 'Draw', exact: true }).waitFor();
    await page.keyboard.press('d');
    await page.waitForURL(/draw=/);
    await sheetOf(page).waitFor();
    await openShot(other.page, new URL(page.url()).search);
    await sheetOf(other.page).waitFor();
    await picture(page, 'empty');
  });

  it('DRW-32 the other sees the stroke under the pen, and it is in the document once the pen is up', async () => {
    const [base] = await framesOf();
    await draw(
      artist.page,
      [
        [0.2, 0.3],
        [0.5, 0.3],
        [0.8, 0.3],
      ],
      true,
    );
    await seesInk(other.page, 0.5, 0.3, true, 'the other sees the stroke while it is drawn');
    await other.page.getByText('Ada is drawing').waitFor();
    expect(await strokesOf()).toBe(0);
    await picture(other.page, 'live');
    await artist.page.mouse.up();
    await eventually(async () => (await strokesOf()) === 1, 'the stroke is in the document');
    await other.page.getByText('Ada is drawing').waitFor({ state: 'detached' });
    await seesInk(other.page, 0.5, 0.3, true, 'the stroke stays');
    expect(await drawingOf()).toMatchObject({
      id: base?.id,
      base: base?.id,
      layers: [{ name: 'Layer 1', strokes: 1 }],
    });
  });

  it('DRW-33 each undoes own strokes alone, and nothing but strokes', async () => {
    await draw(other.page, [
      [0.2, 0.6],
      [0.8, 0.6],
    ]);
    await seesInk(artist.page, 0.5, 0.6, true, 'the artist sees the other’s stroke');
    await artist.page.keyboard.press('Control+z');
    await seesInk(other.page, 0.5, 0.3, false, 'the artist’s stroke is taken back');
    expect(await inkAt(artist.page, 0.5, 0.6)).toBeGreaterThan(100);
    await artist.page.keyboard.press('Control+z');
    await artist.page.getByText('Nothing of yours to undo here').first().waitFor();
    await artist.page.keyboard.press('Control+Shift+z');
    await seesInk(other.page, 0.5, 0.3, true, 'and brought again');
  });

  it('DRW-34 the eraser takes ink away in its layer alone; layers are made, hidden and shown for all', async () => {
    const { page } = artist;
    await page.getByRole('button', { name: 'New layer' }).click();
    await page.keyboard.press('2');
    await page.keyboard.press('b');
    await draw(page, [
      [0.3, 0.3],
      [0.7, 0.3],
    ]);
    await eventually(async () => (await drawingOf())?.layers[1]?.strokes === 1, 'the brush is on the new layer');
    await page.getByRole('button', { name: /^Layer 1/ }).click();
    await page.keyboard.press('e');
    await draw(page, [
      [0.45, 0.6],
      [0.55, 0.6],
    ]);
    await seesInk(other.page, 0.5, 0.6, false, 'erased for the other too');
    await seesInk(other.page, 0.25, 0.6, true, 'beside the eraser ink stays');
    await draw(page, [
      [0.49, 0.3],
      [0.51, 0.3],
    ]);
    await seesInk(other.page, 0.5, 0.3, true, 'the brush on the other layer stays');
    await page.getByRole('button', { name: 'Hide Layer 2' }).click();
    await seesInk(other.page, 0.5, 0.3, false, 'hidden for the other too');
    await page.getByRole('button', { name: 'Show Layer 2' }).click();
    await seesInk(other.page, 0.5, 0.3, true, 'and shown');
    await picture(page, 'layers');
  });

  it('DRW-35 kept as a version it is a new frame by the server, and the old version is still there as it was', async () => {
    const { page } = artist;
    const before = await framesOf();
    const [base] = before;
    await page.keyboard.press('Control+Enter');
    await page.getByText('Kept as version 2').first().waitFor();
    const after = await framesOf();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)).toMatchObject({
      provider: 'drawing',
      parent: base?.id,
      model: base?.id,
      specHash: base?.specHash,
    });
    await page.getByRole('button', { name: 'Keep as version' }).click();
    await page.getByText('Version 2 shows this already').first().waitFor();
    expect((await framesOf()).length).toBe(after.length);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('draw='));
    await eventually(async () => (await page.locator('[data-frame]').count()) === 2, 'both versions are listed');
    await page
      .locator(`img[src*="${after.at(-1)?.asset}"]`)
      .first()
      .waitFor();
    await picture(page, 'kept');
  });

  it('DRW-36 the server’s picture and the canvas agree to the eye', async () => {
    const { page } = artist;
    const asset = (await framesOf()).at(-1)?.asset ?? '';
    await page.keyboard.press('d');
    await sheetOf(page).waitFor();
    await seesInk(page, 0.25, 0.6, true, 'the drawing is open again');
    const difference = await page.evaluate(async (src) => {
      const load = (from: string): Promise<HTMLImageElement> =>
        new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve(image);
          image.src = from;
        });
      const size = { width: 640, height: 268 };
      const pixels = (paint: (context: CanvasRenderingContext2D) => void): Uint8ClampedArray => {
        const canvas = document.createElement('canvas');
        Object.assign(canvas, size);
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no canvas');
        paint(context);
        return context.getImageData(0, 0, size.width, size.height).data;
      };
      const kept = await load(src);
      const below = document.querySelector<HTMLImageElement>('[data-stage] img');
      const layers = [...document.querySelectorAll<HTMLCanvasElement>('[data-stage] canvas')];
      const shown = pixels((context) => {
        for (const each of [below, ...layers]) if (each) context.drawImage(each, 0, 0, size.width, size.height);
      });
      const painted = pixels((context) => context.drawImage(kept, 0, 0, size.width, size.height));
      let [sum, far] = [0, 0];
      for (let index = 0; index < shown.length; index += 1) {
        const apart = Math.abs((shown[index] ?? 0) - (painted[index] ?? 0));
        sum += apart;
        if (apart > 64) far += 1;
      }
      return { mean: sum / shown.length, far: far / shown.length };
    }, `/api/assets/${asset}`);
    console.log('canvas and server differ by', difference);
    expect(difference.mean).toBeLessThan(2);
    expect(difference.far).toBeLessThan(0.001);
  });

  it('DRW-37 when the frame below is made anew the artist is told, and can put the drawing over the new one', async () => {
    const { page } = artist;
    await api.patch(`/api/projects/${project}/shots/${shot}`, { size: 'CU' });
    await eventually(async () => (await framesOf()).at(-1)?.provider === 'previz', 'previz drew it anew', 60_000);
    const newest = (await framesOf()).at(-1);
    await page.getByText('The frame was made anew: version 3').waitFor();
    await picture(page, 'redrawn');
    await page.getByRole('button', { name: 'Put it over version 3' }).click();
    await eventually(async () => (await drawingOf())?.base === newest?.id, 'the drawing lies over the new frame');
    await seesInk(page, 0.25, 0.6, true, 'with all of its strokes');
    await page.getByRole('button', { name: 'Keep as version' }).click();
    await page.getByText('Kept as version 4').first().waitFor();
    expect((await framesOf()).at(-1)).toMatchObject({ provider: 'drawing', parent: newest?.id });
    expect((await framesOf()).length).toBe(4);
  });

  it('DRW-38 a digit is an ink here and no size of the shot; the eraser of a pen erases; a palm beside the pen does nothing', async () => {
    const { page } = artist;
    await seesSaved(page);
    const before = await api.get<{ id: string; size: string }[]>(`/api/projects/${project}/shots?limit=10`);
    await page.keyboard.press('3');
    await page.keyboard.press('d');
    await seesSaved(page);
    expect(await api.get(`/api/projects/${project}/shots?limit=10`)).toMatchObject(
      before.map(({ size }) => ({ size })),
    );
    const strokes = await strokesOf();
    const point = async (steps: readonly (readonly [string, string, number, number, number, number])[]) =>
      page.evaluate((all) => {
        const stage = document.querySelector<HTMLElement>('[data-stage]');
        const box = document.querySelector('[data-stage] > div')?.getBoundingClientRect();
        if (stage === null || box === undefined) throw new Error('no stage');
        stage.setPointerCapture = () => {};
        for (const [type, pointerType, id, x, y, buttons] of all) {
          const at = { clientX: box.left + x * box.width, clientY: box.top + y * box.height };
          const pen = { pointerId: id, pointerType, buttons, pressure: buttons === 0 ? 0 : 0.9 };
          stage.dispatchEvent(
            new PointerEvent(type, { ...at, ...pen, bubbles: true, cancelable: true, isPrimary: true }),
          );
        }
      }, steps);
    await page.getByRole('button', { name: /^Layer 1/ }).click();
    await point([
      ['pointerdown', 'touch', 8, 0.1, 0.9, 1],
      ['pointermove', 'touch', 8, 0.2, 0.9, 1],
      ['pointerdown', 'pen', 9, 0.1, 0.8, 1],
      ['pointerdown', 'touch', 10, 0.3, 0.95, 1],
      ['pointermove', 'touch', 10, 0.5, 0.95, 1],
      ['pointermove', 'pen', 9, 0.2, 0.8, 1],
      ['pointerup', 'touch', 8, 0.2, 0.9, 0],
      ['pointermove', 'pen', 9, 0.3, 0.8, 1],
      ['pointerup', 'pen', 9, 0.3, 0.8, 0],
      ['pointerup', 'touch', 10, 0.5, 0.95, 0],
    ]);
    await eventually(async () => (await strokesOf()) === strokes + 1, 'the pen drew one stroke, and no finger any');
    await seesInk(page, 0.2, 0.8, true, 'the pen’s ink');
    await point([
      ['pointerdown', 'pen', 9, 0.15, 0.8, 32],
      ['pointermove', 'pen', 9, 0.2, 0.8, 32],
      ['pointermove', 'pen', 9, 0.25, 0.8, 32],
      ['pointerup', 'pen', 9, 0.25, 0.8, 0],
    ]);
    await seesInk(page, 0.2, 0.8, false, 'the other end of the pen erased it');
  });

  it('DRW-39 who may only comment looks on, live, without a tool; no screen has a serious finding of axe or an error', async () => {
    const findings: string[] = [];
    const check = async (page: Page, name: string): Promise<void> => {
      await picture(page, name);
      findings.push(...(await seriousFindings(page)).map((finding) => `${name}: ${finding}`));
    };
    await check(artist.page, 'light');
    await check(other.page, 'dark');
    const search = new URL(artist.page.url()).search;
    const viewer = await openPerson(browser, { language: 'en', width: 390, height: 844 });
    await enter(viewer, 'viewer', 'Vic');
    await openShot(viewer.page, search);
    await sheetOf(viewer.page).waitFor();
    await seesInk(viewer.page, 0.25, 0.6, true, 'the viewer sees the drawing');
    expect(await viewer.page.getByRole('button', { name: 'Keep as version' }).count()).toBe(0);
    const strokes = await strokesOf();
    await draw(viewer.page, [
      [0.1, 0.1],
      [0.9, 0.1],
    ]);
    expect(await viewer.page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    expect(await strokesOf()).toBe(strokes);
    await check(viewer.page, 'viewer-phone');
    const chinese = await openPerson(browser, { language: 'zh-CN', width: 390, height: 844 });
    await chinese.context.addCookies(await artist.context.cookies());
    await openShot(chinese.page, search);
    await sheetOf(chinese.page).waitFor();
    await chinese.page.getByRole('button', { name: '存为版本' }).waitFor();
    await check(chinese.page, 'chinese-phone');
    expect(findings).toEqual([]);
    for (const { complaints } of [artist, other, viewer, chinese]) expect(faultsIn(complaints)).toEqual([]);
  });
});
