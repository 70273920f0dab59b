/** Revisions as productions do them, by two real browsers on one script. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { seriousFindings } from './accessibility.ts';
import { clickAfter, editorOf, eventually, faultsIn, openScript, seesInScript, seesSaved } from './screen.ts';

let server: RunningServer;
let browser: Browser;
let api: ApiClient;
let writer: Person;
let other: Person;
let project = '';

const script = `INT. KITCHEN - DAY

Steam.

EXT. HARBOUR - NIGHT

Rain falls on the boats.

MARA
Is it on?

INT. HALL - DAY

A clock strikes.
`;

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  api = createApiClient(server.url, server.adminToken);
  project = await api.importProject('Revised', script);
  browser = await openBrowser();
  writer = await openPerson(browser);
  await writer.page.goto(server.ownerLink);
  await writer.page.getByRole('main').waitFor();
  await openScript(writer.page, `${server.url}/p/${project}?view=script`);
  other = await openPerson(browser);
  const link = await api.post<{ url: string }>(`/api/projects/${project}/shares`, { role: 'viewer' });
  await other.page.goto(link.url);
  await other.page.getByLabel('Your name').fill('Gail');
  await other.page.keyboard.press('Enter');
  await editorOf(other.page).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const asterisks = (page: Page): Promise<number> => page.locator('[data-revised-line]').count();
const panelOf = (page: Page) => page.getByRole('dialog', { name: 'Revisions' });
const openPanel = async (page: Page): Promise<void> => {
  if ((await panelOf(page).count()) === 0) await page.getByRole('button', { name: /^Revisions/ }).click();
  await panelOf(page)
    .getByRole('button', { name: /^Start / })
    .waitFor();
};
const closePanel = (page: Page): Promise<void> => panelOf(page).getByRole('button', { name: 'Close' }).click();
const numbers = async (): Promise<readonly string[]> =>
  (await api.get<readonly { number: string; heading: string }[]>(`/api/projects/${project}/scenes`)).map(
    ({ number, heading }) => `${number} ${heading}`,
  );
const fileOf = async (query: string): Promise<string> => {
  const file = await writer.page.request.get(`${server.url}/api/projects/${project}/export?${query}`);
  expect(file.status()).toBe(200);
  return (await file.body()).toString('latin1');
};
const pagesIn = (pdf: string): number => pdf.match(/\/Type \/Page\b/g)?.length ?? 0;

describe('a script that is being revised', () => {
  it('E2E-120 what is changed after a revision began has asterisks for everybody', async () => {
    const { page } = writer;
    await openPanel(page);
    expect(await seriousFindings(page)).toEqual([]);
    await panelOf(page).getByRole('button', { name: 'Start Blue' }).click();
    await page.getByText('Blue has started', { exact: false }).first().waitFor();
    await closePanel(page);
    await clickAfter(page, 'Rain falls');
    await page.keyboard.type(' Nobody sees it.');
    await eventually(async () => (await asterisks(page)) === 1, 'the writer sees an asterisk');
    await seesInScript(other.page, 'Nobody sees it.');
    await eventually(async () => (await asterisks(other.page)) === 1, 'the reader sees it too');
    await clickAfter(page, 'A clock strikes');
    await page.keyboard.press('Backspace');
    await eventually(async () => (await asterisks(other.page)) === 2, 'words that went leave an asterisk');
    expect(await other.page.getByRole('button', { name: /^Revisions/ }).count()).toBe(0);
  });

  it('E2E-121 locked numbers stay: an inserted scene is 2A, an omitted one keeps its number and comes back', async () => {
    const { page } = writer;
    await openPanel(page);
    await panelOf(page).getByRole('button', { name: 'Lock scene numbers' }).click();
    await panelOf(page).getByRole('button', { name: 'Lock pages' }).click();
    await closePanel(page);
    await clickAfter(page, 'Is it on?');
    await page.keyboard.press('Enter');
    await page.keyboard.type('INT. CABIN - NIGHT');
    await page.keyboard.press('Enter');
    await page.keyboard.type('A lamp swings.');
    await seesInScript(other.page, 'A lamp swings.');
    await seesSaved(page);
    await eventually(async () => (await numbers())[2] === '2A INT. CABIN - NIGHT', 'the new scene is 2A');
    expect((await numbers())[3]).toBe('3 INT. HALL - DAY');
    await clickAfter(page, 'Steam.');
    await openPanel(page);
    await panelOf(page).getByRole('button', { name: 'Omit scene 1' }).click();
    await seesInScript(other.page, 'OMITTED');
    await eventually(async () => (await numbers())[0] === '1 OMITTED', 'scene 1 is omitted');
    await panelOf(page).getByRole('button', { name: 'Restore scene 1' }).click();
    await seesInScript(other.page, 'Steam.');
    await eventually(async () => (await numbers())[0] === '1 INT. KITCHEN - DAY', 'scene 1 is back');
    await closePanel(page);
  });

  it('E2E-122 the PDF of changed pages is downloaded from the panel; a page that was not changed is not in it', async () => {
    const { page } = writer;
    await seesSaved(page);
    await openPanel(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panelOf(page).getByRole('link', { name: 'Changed pages (PDF)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Revised.pdf');
    await closePanel(page);
    expect(pagesIn(await fileOf('format=pdf&marks=current&pages=changed'))).toBe(1);
    const html = await fileOf('format=html');
    expect(html).toContain('data-number="2A"');
    expect(html.match(/class="revised"/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it('E2E-123 marks are cleared when that was confirmed, and one undo brings them back', async () => {
    const { page } = writer;
    await openPanel(page);
    await panelOf(page).getByRole('button', { name: 'Clear marks…' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await panelOf(page).getByRole('button', { name: 'Clear', exact: true }).click();
    await eventually(async () => (await asterisks(other.page)) === 0, 'no asterisk is left');
    await closePanel(page);
    await clickAfter(page, 'A lamp swings');
    await page.keyboard.press('ControlOrMeta+z');
    await eventually(async () => (await asterisks(other.page)) > 0, 'they are back');
    expect(faultsIn([...writer.complaints, ...other.complaints])).toEqual([]);
  });
});
