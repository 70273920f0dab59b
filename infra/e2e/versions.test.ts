/** Versions of a script, between a writer and somebody who may only read. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { seriousFindings } from './accessibility.ts';
import { editorOf, eventually, faultsIn, openScript } from './screen.ts';
import { nightTrain } from './scripts.ts';

let server: RunningServer;
let browser: Browser;
let writer: Person;
let reader: Person;
let api: ApiClient;
let project = '';

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  api = createApiClient(server.url, server.adminToken);
  project = await api.importProject('Night Train', nightTrain);
  browser = await openBrowser();
  [writer, reader] = [await openPerson(browser), await openPerson(browser)];
  await writer.page.goto(server.ownerLink);
  await openScript(writer.page, `${server.url}/p/${project}`);
  const link: { readonly url: string } = await api.post(`/api/projects/${project}/shares`, { role: 'viewer' });
  await reader.page.goto(link.url);
  await reader.page.getByLabel('Your name').fill('Mia');
  await reader.page.keyboard.press('Enter');
  await editorOf(reader.page).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const open = ({ page }: Person) => page.getByRole('button', { name: 'Versions' }).click();

describe('versions', () => {
  it('E2E-130 the present is kept under a name, compared by words with what was written since, and brought back', async () => {
    const before = await api.exportFountain(project);
    await open(writer);
    const panel = writer.page.getByRole('dialog', { name: 'Versions' });
    await panel.getByLabel('Name this version').fill('Table read');
    await panel.getByRole('button', { name: 'Keep it' }).click();
    await panel.getByRole('button', { name: /^Table read/ }).waitFor();

    const line = editorOf(writer.page).locator('p', { hasText: 'Lena steps down alone.' }).first();
    await line.click();
    await writer.page.keyboard.press('End');
    await writer.page.keyboard.type(' Nobody waves.');
    await eventually(async () => (await api.exportFountain(project)).includes('Nobody waves.'), 'it is written');

    await panel.getByRole('button', { name: /^Table read/ }).click();
    await panel.getByText('1 paragraph changed').waitFor();
    expect(await panel.locator('ins').allTextContents()).toEqual([expect.stringContaining('Nobody waves')]);
    expect(await panel.locator('del').count()).toBe(0);
    expect(await seriousFindings(writer.page)).toEqual([]);

    await panel.getByRole('button', { name: /^Bring this version back/ }).click();
    await panel.getByRole('button', { name: 'Bring it back' }).click();
    await panel.getByRole('button', { name: /^Before a restore/ }).waitFor();
    expect(await api.exportFountain(project)).toBe(before);
    await eventually(async () => !(await editorOf(reader.page).textContent())?.includes('waves'), 'the reader sees it');
  });

  it('E2E-131 what a version was brought back over comes back, too; who may not edit only looks', async () => {
    await open(reader);
    const panel = reader.page.getByRole('dialog', { name: 'Versions' });
    await panel.getByRole('button', { name: /^Before a restore/ }).click();
    await panel.locator('del', { hasText: 'Nobody waves' }).waitFor();
    expect(await panel.getByLabel('Name this version').count()).toBe(0);
    expect(await panel.getByRole('button', { name: /^Bring this version back/ }).count()).toBe(0);

    const writers = writer.page.getByRole('dialog', { name: 'Versions' });
    await writers.getByRole('button', { name: /^Before a restore/ }).click();
    await writers.getByRole('button', { name: /^Bring this version back/ }).click();
    await writers.getByRole('button', { name: 'Bring it back' }).click();
    await eventually(async () => (await api.exportFountain(project)).includes('Nobody waves.'), 'it is back');
    for (const person of [writer, reader]) expect(faultsIn(person.complaints)).toEqual([]);
  });
});
