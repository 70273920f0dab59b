/** Where one is: remembered, in the address, undone by Back, and followed by others. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { editorOf, eventually, openScript } from './screen.ts';
import { longScript } from './scripts.ts';

type Scene = { readonly id: string; readonly heading: string };

let server: RunningServer;
let browser: Browser;
let api: ApiClient;
let lead: Person;
let follower: Person;
let project = '';
let scenes: readonly Scene[] = [];
let lastShot = '';

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  api = createApiClient(server.url, server.adminToken);
  project = await api.importProject('Long Night', longScript(24));
  scenes = await api.get(`/api/projects/${project}/scenes`);
  for (const { id } of scenes)
    lastShot = (await api.post<{ id: string }>(`/api/projects/${project}/shots`, { scene: id })).id;
  browser = await openBrowser();
  lead = await openPerson(browser);
  follower = await openPerson(browser);
  await lead.page.goto(server.ownerLink);
  await openScript(lead.page, `${server.url}/p/${project}`);
  const { url } = await api.post<{ url: string }>(`/api/projects/${project}/shares`, { role: 'viewer' });
  await follower.page.goto(url);
  await follower.page.getByLabel('Your name').fill('Fay');
  await follower.page.keyboard.press('Enter');
  await editorOf(follower.page).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const sceneRow = (page: Page, heading: string) =>
  page.getByRole('complementary', { name: 'Scenes' }).getByRole('button', { name: heading });
const headingOf = (page: Page, scene: Scene | undefined) => editorOf(page).locator(`[data-block="${scene?.id}"]`);
const isOnScreen = async (page: Page, scene: Scene | undefined): Promise<boolean> => {
  const box = await headingOf(page, scene).boundingBox();
  return box !== null && box.y > 0 && box.y < (page.viewportSize()?.height ?? 0);
};

describe('where one is', () => {
  it('E2E-40 the layout that one chose is there again in the next visit', async () => {
    const { page, context } = lead;
    await page.getByRole('radio', { name: 'Script', exact: true }).click();
    await page.getByRole('complementary', { name: 'Shots of the scene' }).waitFor({ state: 'detached' });
    const again = await context.newPage();
    await openScript(again, `${server.url}/p/${project}`);
    expect(await again.getByRole('radio', { name: 'Script', exact: true }).isChecked()).toBe(true);
    expect(await again.getByRole('complementary', { name: 'Shots of the scene' }).count()).toBe(0);
    await again.close();
    await page.getByRole('radio', { name: 'Split' }).click();
    await page.getByRole('complementary', { name: 'Shots of the scene' }).waitFor();
  });

  it('E2E-41 the address names the scene: opened elsewhere it shows the same one, and Back undoes the step', async () => {
    const { page, context } = lead;
    const [, second] = scenes;
    const far = scenes[20];
    await sceneRow(page, second?.heading ?? '').click();
    await eventually(async () => page.url().includes(second?.id ?? '-'), 'the address names the second scene');
    await sceneRow(page, far?.heading ?? '').click();
    await eventually(async () => isOnScreen(page, far), 'the far scene is shown');
    const again = await context.newPage();
    await openScript(again, page.url());
    await eventually(async () => isOnScreen(again, far), 'the same scene is shown there');
    await again.close();
    await page.goBack();
    await eventually(async () => page.url().includes(second?.id ?? '-'), 'the address is the earlier one');
    await eventually(async () => isOnScreen(page, second), 'the earlier scene is shown');
  });

  it('E2E-42 a shot’s page has its address, and Back leads to where one came from', async () => {
    const { page, context } = lead;
    await page.goto(`${server.url}/p/${project}/board`);
    const card = page.locator('[data-shot]').first();
    const id = await card.getAttribute('data-shot');
    await card.dblclick();
    await page.waitForURL(/\/shot\//);
    expect(page.url()).toContain(`/shot/${id}`);
    const number = await page
      .getByText(/^Shot 1A?$/)
      .first()
      .textContent();
    const again = await context.newPage();
    await again.goto(page.url());
    await again
      .getByText(number ?? '-', { exact: true })
      .first()
      .waitFor();
    await again.close();
    await page.goBack();
    await page.waitForURL(/\/board/);
  });
});

describe('following', () => {
  it('E2E-43 who follows sees the script where the other reads it', async () => {
    await openScript(lead.page, `${server.url}/p/${project}`);
    await follower.page
      .getByRole('button', { name: /^Follow / })
      .first()
      .click();
    await follower.page.getByText(/^You are following/).waitFor();
    await sceneRow(lead.page, scenes[21]?.heading ?? '').click();
    await eventually(async () => isOnScreen(follower.page, scenes[21]), 'the follower is in the same scene');
  });

  it('E2E-44 and goes with them to the board, and to the card at the far end', async () => {
    await lead.page.getByRole('link', { name: 'Board' }).first().click();
    await lead.page.locator('[data-shot]').first().waitFor();
    await follower.page.waitForURL(/\/board/);
    await lead.page.locator('[data-shot]').first().hover();
    await lead.page.mouse.wheel(0, 100_000);
    await lead.page.locator(`[data-shot="${lastShot}"]`).waitFor();
    await follower.page.locator(`[data-shot="${lastShot}"]`).waitFor();
  });

  it('E2E-45 until they move by themselves', async () => {
    await follower.page.locator('[data-shot]').first().hover();
    await follower.page.mouse.wheel(0, -300);
    await follower.page.getByText(/^You are following/).waitFor({ state: 'detached' });
  });
});
