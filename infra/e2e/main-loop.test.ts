/** The main loop as people run it: a script comes in, is broken down, drawn, and changed by two people at once. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from '../testing/api-client.ts';
import { type CuttableProxy, openCuttableProxy } from '../testing/cuttable-proxy.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { clickAfter, editorOf, eventually, openScript, scriptTextOf, seesInScript, seesSaved } from './screen.ts';
import { nightTrain } from './scripts.ts';

type Shot = { id: string; size: string };
type Frame = { id: string; shot: string };

const corpus = process.env.ONER_CORPUS;
const real = corpus ? path.join(corpus, 'printing_trouble.fountain') : '';
const script = existsSync(real)
  ? { text: readFileSync(real, 'utf8'), line: 'All 623 pages.', name: 'printing_trouble.fountain' }
  : { text: nightTrain, line: 'You know I have none.', name: 'night_train.fountain' };

let server: RunningServer;
let proxy: CuttableProxy;
let browser: Browser;
let director: Person;
let writer: Person;
let api: ApiClient;
let project = '';

const framesOf = () => api.get<Frame[]>(`/api/projects/${project}/frames?limit=1000`);
const shotsOf = () => api.get<Shot[]>(`/api/projects/${project}/shots?limit=1000`);

/** How long the network stays cut at the least, ms: none unless asked for. */
const cutMs = Number(process.env.ONER_CUT_MS ?? 0);
const stayCut = async ({ page }: Person): Promise<void> => {
  if (cutMs > 0) await page.waitForTimeout(cutMs);
};

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  proxy = await openCuttableProxy(server.url);
  api = createApiClient(server.url, server.adminToken);
  browser = await openBrowser();
  director = await openPerson(browser);
  writer = await openPerson(browser);
});

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await server?.stop();
});

describe('the main loop', () => {
  it('E2E-1 a dropped-in Fountain file becomes a project, with every word', async () => {
    await director.page.goto(server.ownerLink);
    const folder = mkdtempSync(path.join(tmpdir(), 'oner-script-'));
    writeFileSync(path.join(folder, script.name), script.text);
    await director.page.setInputFiles('input[type=file]', path.join(folder, script.name));
    // a real script may have lines that one should look at first
    const report = director.page.getByRole('button', { name: 'Open the script' });
    await Promise.race([director.page.waitForURL(/\/p\//), report.click({ timeout: 30_000 })]).catch(() => {});
    await director.page.waitForURL(/\/p\//);
    project = /\/p\/([^/?]+)/.exec(director.page.url())?.[1] ?? '';
    await editorOf(director.page).waitFor();
    await seesInScript(director.page, script.line);
  });

  it('E2E-2 one click breaks the script down, and every shot gets its frame without another', async () => {
    await director.page.keyboard.press('Control+k');
    await director.page.getByRole('combobox').fill('Break down the whole script');
    await director.page.keyboard.press('Enter');
    await eventually(async () => (await shotsOf()).length > 0, 'shots are proposed');
    const shots = await shotsOf();
    await eventually(async () => (await framesOf()).length >= shots.length, 'every shot is drawn', 80_000);
    const drawn = new Set((await framesOf()).map(({ shot }) => shot));
    expect(shots.filter(({ id }) => !drawn.has(id))).toEqual([]);
    await director.page.locator('[data-shot] img').first().waitFor();
  });

  it('E2E-3 what one types the other reads at once, and the frame of the shot over those words follows', async () => {
    const { token } = await api.post<{ token: string }>(`/api/projects/${project}/shares`, { role: 'editor' });
    await writer.page.goto(`${proxy.url}/s/${token}`);
    await writer.page.getByLabel('Your name').fill('Wen');
    await writer.page.keyboard.press('Enter');
    await editorOf(writer.page).waitFor();
    await seesInScript(writer.page, script.line);
    const before = (await framesOf()).length;
    await clickAfter(writer.page, script.line);
    const seen = director.page.evaluate(
      (words) =>
        new Promise<number>((resolve) => {
          const look = (): void => {
            if (document.querySelector('[role=textbox]')?.textContent?.includes(words)) resolve(Date.now());
            else requestAnimationFrame(look);
          };
          look();
        }),
      'Zebra',
    );
    await writer.page.keyboard.insertText(' Zebra');
    const typedAt = await writer.page.evaluate(() => Date.now());
    const delayMs = (await seen) - typedAt;
    console.log(`the other read it after ${delayMs} ms`);
    await seesSaved(writer.page);
    await eventually(async () => (await framesOf()).length > before, 'a newer frame of the changed words');
  });

  it('E2E-4 with the network cut on one side both go on writing, and nothing is lost when it is back', async () => {
    proxy.cut();
    await writer.page
      .getByText(/Offline|Reconnecting/)
      .first()
      .waitFor({ timeout: 20_000 });
    await clickAfter(writer.page, 'Zebra');
    await writer.page.keyboard.insertText(' Offline words.');
    await writer.page
      .getByText(/edits? (is |are )?kept/)
      .first()
      .waitFor();
    await clickAfter(director.page, script.line);
    await director.page.keyboard.insertText(' Meanwhile words.');
    await seesSaved(director.page);
    const before = (await framesOf()).length;
    await stayCut(director);
    proxy.mend();
    await seesInScript(director.page, 'Offline words.', 30_000);
    await seesInScript(writer.page, 'Meanwhile words.', 30_000);
    await seesSaved(writer.page, 30_000);
    await eventually(async () => (await framesOf()).length > before, 'the frame follows the merged words');
  });

  it('E2E-5 undo takes back one’s own steps alone, across script and board in one order', async () => {
    const sizeOf = async (id: string) => (await shotsOf()).find((shot) => shot.id === id)?.size;
    await clickAfter(director.page, script.line);
    await director.page.keyboard.insertText(' Mine.');
    const card = director.page.locator('[data-shot]').first();
    const shot = (await card.getAttribute('data-shot')) ?? '';
    const before = await sizeOf(shot);
    await card.click();
    await director.page.keyboard.press(before === 'CU' ? '5' : '3');
    await eventually(async () => (await sizeOf(shot)) !== before, 'the size is set by its key');
    await clickAfter(writer.page, script.line);
    await writer.page.keyboard.insertText(' Theirs.');
    await seesInScript(director.page, 'Theirs.');
    await director.page.keyboard.press('Control+z');
    await eventually(async () => (await sizeOf(shot)) === before, 'the last own step, on the board, is taken back');
    expect(await scriptTextOf(director.page)).toContain('Mine.');
    await director.page.keyboard.press('Control+z');
    await eventually(
      async () => !(await scriptTextOf(director.page)).includes('Mine.'),
      'the own words, typed before, are taken back next',
    );
    expect(await scriptTextOf(director.page)).toContain('Theirs.');
  });

  it('E2E-6 kill -9 loses nothing that was said to be saved, and both windows come back by themselves', async () => {
    await clickAfter(director.page, script.line);
    await director.page.keyboard.insertText(' Durable.');
    await seesSaved(director.page);
    const { port } = new URL(server.url);
    await server.kill();
    server = await startServer({ dataDir: server.dataDir, port: Number(port), env: { ONER_SAMPLE: 'false' } });
    await director.page
      .getByRole('button', { name: 'Try now' })
      .click({ timeout: 5000 })
      .catch(() => {});
    await seesSaved(director.page, 30_000);
    const text = await api.exportFountain(project);
    expect(text).toContain('Durable.');
    expect(text).toContain('Offline words.');
    await openScript(writer.page, `${proxy.url}/p/${project}`);
    await seesInScript(writer.page, 'Durable.');
  });
});
