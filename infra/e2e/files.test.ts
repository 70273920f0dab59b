/** Files that leave a project and come back changed, in a real browser. */
import { readFile } from 'node:fs/promises';
import { projectIdSchema } from '@oner/shared/ids/ids.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { seriousFindings } from './accessibility.ts';
import { openScript, scriptTextOf, seesInScript, seesSaved } from './screen.ts';

let server: RunningServer;
let browser: Browser;
let writer: Person;

const before = `Title: Rain

INT. CAFE - NIGHT

Rain on the glass. ANNA waits with a cold cup.

ANNA
You are late again.

EXT. STREET - DAY

Ben runs. A car horn BLARES behind him.
`;
const after = `Title: Rain

INT. CAFE - NIGHT

Snow on the glass. ANNA waits with a cold cup.

ANNA
You are late again.

EXT. ROOF - NIGHT

The tank drips on a bulb that nobody lit.
`;

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  browser = await openBrowser();
  writer = await openPerson(browser);
  await writer.page.goto(server.ownerLink);
  await writer.page.getByRole('main').waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const shotsSchema = z.array(
  z.object({
    id: z.string(),
    scene: z.string().nullable(),
    anchor: z.object({ blocks: z.array(z.string()) }).nullable(),
  }),
);

/** A project with a shot in each scene, its script on the screen. */
const open = async () => {
  const api = createApiClient(server.url, server.adminToken);
  const project = projectIdSchema.parse(await api.importProject('Rain', before));
  const scenes = z.array(z.object({ id: z.string() })).parse(await api.get(`/api/projects/${project}/scenes`));
  for (const scene of scenes) await api.post(`/api/projects/${project}/shots`, { scene: scene.id });
  await openScript(writer.page, `${server.url}/p/${project}?view=script`);
  await seesInScript(writer.page, 'Ben runs.');
  const shots = async () => shotsSchema.parse(await api.get(`/api/projects/${project}/shots`));
  return { api, project, shots, page: writer.page };
};

const chooseAgain = async (page: Page, text: string, name = 'rain-2.fountain'): Promise<Locator> => {
  await page.getByRole('button', { name: 'Files' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Import again…' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  return page.getByRole('dialog', { name: `Merge ${name}` });
};

/** Lets go of a file over an element, as the browser would. */
const drop = async (page: Page, target: Locator, text: string, name: string): Promise<void> => {
  const transfer = await page.evaluateHandle(
    ([words, file]) => {
      const data = new DataTransfer();
      data.items.add(new File([words ?? ''], file ?? ''));
      return data;
    },
    [text, name],
  );
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await target.dispatchEvent('drop', { dataTransfer: transfer });
};

describe('files', () => {
  it('E2E-110 a changed file is shown, merged after what goes was agreed to, and taken back by one undo', async () => {
    const { page, shots } = await open();
    const placed = await shots();
    const dialog = await chooseAgain(page, after);
    await dialog.getByText('1 new scene').waitFor();
    await dialog.getByText('1 changed').waitFor();
    await dialog.getByText('1 removed').waitFor();
    await dialog.locator('del', { hasText: 'Rain' }).waitFor();
    await dialog.locator('ins', { hasText: 'Snow' }).waitFor();
    await dialog.getByText('1 shot becomes unplaced, not lost: 2A.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const merge = dialog.getByRole('button', { name: 'Merge', exact: true });
    expect(await merge.isDisabled()).toBe(true);
    expect(await scriptTextOf(page)).toContain('Ben runs.');
    await dialog.getByRole('checkbox').check();
    await merge.click();
    await seesInScript(page, 'The tank drips');
    await seesSaved(page);
    await expect.poll(async () => (await shots()).map(({ scene }) => scene)).toEqual([placed[0]?.scene, null]);
    expect(await scriptTextOf(page)).not.toContain('Ben runs.');
    await page.locator('[role=textbox][contenteditable=true]').click();
    await page.keyboard.press('Control+z');
    await seesInScript(page, 'Ben runs.');
    await expect
      .poll(async () => (await shots()).map(({ id }) => id).toSorted())
      .toEqual(placed.map(({ id }) => id).toSorted());
    await expect.poll(async () => (await shots()).every(({ scene }) => scene !== null)).toBe(true);
  });

  it('E2E-111 the preview follows what another writes meanwhile, and what goes is asked anew', async () => {
    const { page, api, project } = await open();
    const dialog = await chooseAgain(page, after);
    await dialog.getByRole('checkbox').check();
    await api.post(`/api/projects/${project}/import?format=fountain&mode=append`, 'INT. HALL - DAY\n\nNobody.\n');
    await dialog.getByText('The script changed meanwhile.', { exact: false }).waitFor();
    await dialog.getByText('2 removed').waitFor();
    // who works beside it keeps it open
    await page.locator('[role=textbox][contenteditable=true]').click({ position: { x: 30, y: 10 } });
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    expect(await dialog.getByRole('checkbox').isChecked()).toBe(false);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await scriptTextOf(page)).toContain('Nobody.');
  });

  it('E2E-112 a file that cannot be read leaves the script as it is, and says so', async () => {
    const { page } = await open();
    const dialog = await chooseAgain(
      page,
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><FinalDraft/>',
      'odd.fdx',
    );
    await dialog.getByRole('alert').filter({ hasText: 'Your script is as it was.' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await scriptTextOf(page)).toContain('Ben runs.');
  });

  it('E2E-113 a PDF and a Final Draft file are downloaded under the title, and the last choice is remembered', async () => {
    const { page } = await open();
    const show = async (): Promise<Locator> => {
      await page.keyboard.press('Control+k');
      const palette = page.getByRole('dialog', { name: 'Find or do' });
      await palette.getByRole('combobox').fill('Export');
      await palette.getByRole('option', { name: 'Export' }).waitFor();
      await page.keyboard.press('Enter');
      return page.getByRole('dialog', { name: 'Export' });
    };
    const dialog = await show();
    await dialog.getByRole('radio', { name: /^PDF/ }).check();
    await dialog.getByLabel('Paper').selectOption('a4');
    await dialog.getByLabel('Scene numbers').selectOption('all');
    await dialog.getByLabel('Watermark', { exact: false }).fill('Kim');
    expect(await seriousFindings(page)).toEqual([]);
    const [pdf] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(pdf.suggestedFilename()).toBe('Rain - Kim.pdf');
    expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe('%PDF-');
    await dialog.waitFor({ state: 'detached' });
    const again = await show();
    expect(await again.getByRole('radio', { name: /^PDF/ }).isChecked()).toBe(true);
    expect(await again.getByLabel('Paper').inputValue()).toBe('a4');
    await again.getByRole('radio', { name: /^Final Draft/ }).check();
    const [fdx] = await Promise.all([
      page.waitForEvent('download'),
      again.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(fdx.suggestedFilename()).toBe('Rain.fdx');
    expect((await readFile(await fdx.path())).toString()).toContain('Rain on the glass.');
  });

  it('E2E-114 a file dropped on an open project is merged or made one of its own; on a card of the home page it is merged', async () => {
    const { page, project } = await open();
    await page.getByRole('button', { name: 'Files' }).waitFor();
    await drop(page, page.getByRole('main'), after, 'rain-3.fountain');
    const choice = page.getByRole('dialog', { name: 'What to do with rain-3.fountain' });
    await choice.getByRole('button', { name: 'A new project' }).waitFor();
    await choice.getByRole('button', { name: 'Merge into this script' }).click();
    await page.getByRole('dialog', { name: 'Merge rain-3.fountain' }).getByText('1 removed').waitFor();
    await page.goto(`${server.url}/`);
    const card = page.locator('article').filter({ has: page.locator(`a[href="/p/${project}"]`) });
    await drop(page, card, after, 'rain-4.fountain');
    await page.getByRole('dialog', { name: 'Merge rain-4.fountain' }).getByText('1 removed').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/p/${project}`);
  });
});
