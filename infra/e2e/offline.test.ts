/** Going on without a network: what one opened before is there after a reload, and all that was written meets again. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from '../testing/api-client.ts';
import { type CuttableProxy, openCuttableProxy } from '../testing/cuttable-proxy.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { clickAfter, editorOf, eventually, openScript, scriptTextOf, seesInScript, seesSaved } from './screen.ts';
import { nightTrain } from './scripts.ts';

let server: RunningServer;
let proxy: CuttableProxy;
let browser: Browser;
let writer: Person;
let api: ApiClient;
let project = '';

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  proxy = await openCuttableProxy(server.url);
  api = createApiClient(server.url, server.adminToken);
  browser = await openBrowser();
  writer = await openPerson(browser);
  project = await api.importProject('Night Train', nightTrain);
});

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await server?.stop();
});

const scriptUrl = (): string => `${proxy.url}/p/${project}`;
const boardUrl = (): string => `${proxy.url}/p/${project}/board`;

/** The cards whose picture is really shown. */
const shownPictures = (): Promise<number> =>
  writer.page
    .locator('[data-shot] img')
    .evaluateAll(
      (pictures) =>
        pictures.filter(
          (picture) => picture instanceof HTMLImageElement && picture.complete && picture.naturalWidth > 0,
        ).length,
    );

/** How many rows of the desk this browser keeps. */
const keptRows = (): Promise<number> =>
  writer.page.evaluate(async (id) => {
    const known = (await indexedDB.databases()).find(({ name }) => name?.endsWith(`/${id}/desk`));
    if (known?.name === undefined) return 0;
    const opening = indexedDB.open(known.name);
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const counting = db.transaction('updates').objectStore('updates').count();
    const count = await new Promise<number>((resolve) => {
      counting.onsuccess = () => resolve(counting.result);
    });
    db.close();
    return count;
  }, project);

describe('without a network', () => {
  let shots: readonly { readonly id: string }[] = [];

  it('E2E-70 a visit keeps the script, the frames and the small pictures that were seen', async () => {
    await api.post(`/api/projects/${project}/breakdown`, {});
    const framesOf = () => api.get<unknown[]>(`/api/projects/${project}/frames?limit=1000`);
    await eventually(
      async () => {
        shots = await api.get(`/api/projects/${project}/shots?limit=1000`);
        return shots.length > 0 && (await framesOf()).length >= shots.length;
      },
      'every shot is drawn',
      80_000,
    );
    const { token } = await api.post<{ token: string }>(`/api/projects/${project}/shares`, { role: 'editor' });
    await writer.page.goto(`${proxy.url}/s/${token}`);
    await writer.page.getByLabel('Your name').fill('Wen');
    await writer.page.keyboard.press('Enter');
    await editorOf(writer.page).waitFor();
    await writer.page.evaluate(() => navigator.serviceWorker.ready);
    // A page that came before its worker is not answered by it.
    await writer.page.goto(boardUrl());
    await eventually(async () => (await shownPictures()) > 0, 'pictures are shown');
    const widths = await writer.page
      .locator('[data-shot] img')
      .evaluateAll((all) => all.map((picture) => (picture as HTMLImageElement).naturalWidth));
    expect(Math.max(...widths)).toBeLessThanOrEqual(480);
    await eventually(async () => (await keptRows()) > 0, 'frames are kept');
  });

  it('E2E-71 a reload shows the script and the cards with their pictures', async () => {
    const before = await shownPictures();
    // none of them may come out of the browser's own cache
    const session = await writer.context.newCDPSession(writer.page);
    await session.send('Network.clearBrowserCache');
    proxy.cut();
    await writer.page.reload();
    await writer.page.locator(`[data-shot="${shots[0]?.id}"]`).waitFor();
    await eventually(async () => (await shownPictures()) >= before, 'pictures come from the device');
    await openScript(writer.page, scriptUrl());
    await seesInScript(writer.page, 'You know I have none.');
  });

  it('E2E-72 what is written then outlives another reload, and meets what others wrote when the network is back', async () => {
    await clickAfter(writer.page, 'You know I have none.');
    await writer.page.keyboard.insertText(' Not one.');
    await writer.page
      .getByText(/edits? (is |are )?kept/)
      .first()
      .waitFor();
    await writer.page.reload();
    await seesInScript(writer.page, 'Not one.');
    const shot = shots[0]?.id ?? '';
    const thread = { anchor: { kind: 'shot', id: shot }, body: 'Written meanwhile' };
    await api.post(`/api/projects/${project}/threads`, thread);
    await api.post(`/api/projects/${project}/shots/${shot}/frames`, { again: true });
    proxy.mend();
    await seesSaved(writer.page, 30_000);
    const script = async () => (await api.exportFountain(project)).includes('Not one.');
    await eventually(script, 'the server has the words');
    expect(await scriptTextOf(writer.page)).toContain('Not one.');
    const rows = await keptRows();
    await api.post(`/api/projects/${project}/threads`, { ...thread, body: 'Written afterwards' });
    await eventually(async () => (await keptRows()) > rows, 'what comes now is kept too');
  });
});
