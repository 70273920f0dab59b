/** The stage: moved by hand, seen by others, filmed by a camera in the hand, planned on paper. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { editorOf, eventually, faultsIn } from './screen.ts';
import { nightTrain } from './scripts.ts';

type Shot = { readonly id: string; readonly size: string; readonly angle: string; readonly frames: readonly string[] };
type Spec = {
  readonly hash: string;
  readonly camera: { readonly position: readonly [number, number, number] };
  readonly subjects: readonly {
    readonly name: string;
    readonly head: readonly [number, number];
    readonly visible: number;
  }[];
};

let server: RunningServer;
let browser: Browser;
let api: ApiClient;
let director: Person;
let designer: Person;
let project = '';
let shots: readonly string[] = [];

const shotOf = async (id: string): Promise<Shot> => {
  const all = await api.get<Shot[]>(`/api/projects/${project}/shots?limit=1000`);
  const found = all.find((shot) => shot.id === id);
  if (!found) throw new Error(`no shot ${id}`);
  return found;
};
const specOf = (id: string): Promise<Spec> => api.get(`/api/projects/${project}/shots/${id}/spec`);
const [two, over, single] = [0, 1, 2];
const shotAt = (index: number): string => shots[index] ?? '';

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  api = createApiClient(server.url, server.adminToken);
  project = await api.importProject('Night Train', nightTrain);
  const [, , scene] = await api.get<{ id: string }[]>(`/api/projects/${project}/scenes`);
  const make = async (fields: object): Promise<string> =>
    (await api.post<{ id: string }>(`/api/projects/${project}/shots`, { scene: scene?.id, ...fields })).id;
  shots = [
    await make({ size: 'MLS', framing: 'two-shot', subjects: ['LENA', 'MARCO'] }),
    await make({ size: 'MCU', framing: 'over-the-shoulder', subjects: ['MARCO', 'LENA'] }),
    await make({ size: 'CU', framing: 'single', subjects: ['LENA'], durationMs: 1000 }),
  ];
  // Chromium without a graphics card draws WebGL by its own software.
  browser = await openBrowser(['--enable-unsafe-swiftshader', '--use-angle=swiftshader']);
  director = await openPerson(browser);
  designer = await openPerson(browser);
  await director.page.goto(server.ownerLink);
  const { url } = await api.post<{ url: string }>(`/api/projects/${project}/shares`, { role: 'editor' });
  await designer.page.goto(url);
  await designer.page.getByLabel('Your name').fill('Dee');
  await designer.page.keyboard.press('Enter');
  await editorOf(designer.page).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const onPlan = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name} at `) });
const labelOf = async (page: Page, name: string): Promise<string> =>
  (await onPlan(page, name).getAttribute('aria-label')) ?? '';

const openShot = async (page: Page, index: number): Promise<void> => {
  await page.goto(`${server.url}/p/${project}/shot/${shotAt(index)}`);
  await onPlan(page, 'LENA').waitFor();
};

const openLens = async (page: Page) => {
  await page.getByRole('radio', { name: 'Stage, live' }).click();
  await page.locator('[data-live=ready]').waitFor();
  return page.getByRole('application');
};

const middleOf = async (locator: ReturnType<typeof onPlan>): Promise<readonly [x: number, y: number]> => {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it is not on the screen');
  return [box.x + box.width / 2, box.y + box.height / 2];
};

describe('the stage', () => {
  it('E2E-60 who drags someone on the plan is seen to by others before the hand lets go; the frame follows, and one undo takes it back', async () => {
    const { page } = director;
    await openShot(page, two);
    await openShot(designer.page, two);
    const before = await labelOf(page, 'LENA');
    const frames = (await shotOf(shotAt(two))).frames.length;
    const [x, y] = await middleOf(onPlan(page, 'LENA'));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 30, y + 24, { steps: 6 });
    await eventually(async () => (await labelOf(designer.page, 'LENA')) !== before, 'the other sees her go');
    await page.mouse.up();
    const there = await labelOf(page, 'LENA');
    await eventually(async () => (await labelOf(designer.page, 'LENA')) === there, 'both have her at one place');
    await eventually(async () => (await shotOf(shotAt(two))).frames.length > frames, 'the frame follows');
    await page.keyboard.press('Control+z');
    await eventually(async () => (await labelOf(page, 'LENA')) === before, 'one undo takes the whole drag back');
    await eventually(async () => (await labelOf(designer.page, 'LENA')) === before, 'for the other too');
  });

  it('E2E-61 a hand on the lens view changes the words; words said again replace its camera, and undo brings it back', async () => {
    const { page } = director;
    await openShot(page, single);
    const lens = await openLens(page);
    expect((await shotOf(shotAt(single))).angle).toBe('eye');
    const box = await lens.boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 60];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 20, y + 110, { steps: 6 });
    await page.mouse.up();
    await eventually(async () => (await shotOf(shotAt(single))).angle !== 'eye', 'the angle is said as it has become');
    const held = (await specOf(shotAt(single))).camera.position;
    await page.getByRole('radio', { name: 'Full shot' }).click();
    await page.getByText('took the place of the camera set by hand').first().waitFor();
    await eventually(async () => (await specOf(shotAt(single))).camera.position[0] !== held[0], 'it is solved anew');
    await page.keyboard.press('Control+z');
    await eventually(
      async () => JSON.stringify((await specOf(shotAt(single))).camera.position) === JSON.stringify(held),
      'the hand’s camera is back',
    );
  });

  it('E2E-62 a start and an end set by hand play to their end, and the server draws the clip as a version', async () => {
    const { page } = director;
    await page.getByRole('button', { name: 'Set start here' }).click();
    await page.getByRole('button', { name: /^Key 2/ }).click();
    await page.getByRole('radio', { name: 'Truck' }).first().click();
    await page.getByRole('button', { name: 'Truck: more' }).click();
    await page.getByText('Keys by hand').waitFor();
    await page.getByRole('button', { name: 'Play' }).click();
    const slider = page.getByRole('slider', { name: 'Moment of the shot' });
    await eventually(async () => (await slider.inputValue()) === '1', 'it plays to its end');
    await page.getByRole('button', { name: 'Draw the clip' }).click();
    await page.getByLabel('Clip', { exact: true }).waitFor({ timeout: 60_000 });
  });

  it('E2E-63 the camera plan numbers every set-up, and prints alone on its page', async () => {
    const { page } = director;
    await page.getByRole('button', { name: 'Camera plan' }).click();
    const plan = page.getByRole('img', { name: /Camera plan of scene/ });
    await plan.waitFor();
    expect(await plan.locator('[data-setup]').count()).toBe(3);
    await page.emulateMedia({ media: 'print' });
    expect(await plan.isVisible()).toBe(true);
    expect(await page.getByRole('slider', { name: 'Moment of the shot' }).isVisible()).toBe(false);
    expect((await page.pdf({ landscape: true })).byteLength).toBeGreaterThan(5000);
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
  });

  it('E2E-64 the lens view shows each subject’s head where the server’s spec has it', async () => {
    const { page } = director;
    for (const index of [two, over]) {
      await openShot(page, index);
      const lens = await openLens(page);
      await page.getByRole('radio', { name: 'Move things' }).click();
      const box = await lens.boundingBox();
      const { subjects } = await specOf(shotAt(index));
      for (const { name, head, visible } of subjects) {
        if (visible < 0.6 || box === null) continue;
        await page.mouse.click(box.x + head[0] * box.width, box.y + head[1] * box.height);
        await expect.poll(() => onPlan(page, name).getAttribute('aria-pressed'), { message: name }).toBe('true');
      }
    }
    expect(faultsIn(director.complaints)).toEqual([]);
    expect(faultsIn(designer.complaints)).toEqual([]);
  });
});
