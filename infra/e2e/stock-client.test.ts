/** Clients that are not ours: the stock provider of y-websocket and the browser see the same script and board. */
import { editBlockText } from '@oner/shared/document/commands/blocks.ts';
import { shotsOf } from '@oner/shared/document/schema.ts';
import { createStoryReader, type StoryReader } from '@oner/shared/document/story-reader.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson } from '../testing/open-browser.ts';
import { openRawClient, type RawClient } from '../testing/raw-client.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { clickAfter, editorOf, eventually, openScript, seesInScript } from './screen.ts';
import { nightTrain } from './scripts.ts';

let server: RunningServer;
let browser: Browser;
let page: Page;
let raw: RawClient;
let story: StoryReader;
let project = '';

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  const api = createApiClient(server.url, server.adminToken);
  project = await api.importProject('Night Train', nightTrain);
  browser = await openBrowser();
  ({ page } = await openPerson(browser));
  await page.goto(server.ownerLink);
  await openScript(page, `${server.url}/p/${project}`);
  raw = await openRawClient({ url: server.url, project, token: server.adminToken });
  story = createStoryReader(raw.doc);
});

afterAll(async () => {
  raw?.close();
  await browser?.close();
  await server?.stop();
});

const blockWith = (words: string) => {
  const found = story.snapshot().blocks.find(({ text }) => text.includes(words));
  if (!found) throw new Error(`no block holds “${words}”`);
  return found;
};

describe('a stock client beside the browser', () => {
  it('E2E-10 reads what is typed in the browser', async () => {
    await clickAfter(page, 'You know I have none.');
    await page.keyboard.type(' Not yet.');
    await eventually(async () => raw.doc.getXmlFragment('script').toString().includes('Not yet.'), 'the words arrive');
  });

  it('E2E-11 writes what the browser shows, and both then hold the same script', async () => {
    const block = blockWith('A clock without hands.');
    editBlockText(raw.doc, { block: block.id, text: 'A clock without hands, ticking.' });
    await seesInScript(page, 'A clock without hands, ticking.');
    const shown = await editorOf(page).locator('p').allTextContents();
    expect(shown.map((text) => text.trim())).toEqual(story.snapshot().blocks.map(({ text }) => text));
  });

  it('E2E-12 adds a shot that has only its scene: the board shows it with the defaults', async () => {
    const scene = story.snapshot().scenes[1];
    if (!scene) throw new Error('no second scene');
    raw.doc.transact(() => {
      const shot = new Y.Map();
      shot.set('scene', scene.id);
      shotsOf(raw.doc).set('shot_fromoutside', shot);
    });
    await page.goto(`${server.url}/p/${project}/board`);
    const card = page.locator('[data-shot="shot_fromoutside"]');
    await card.waitFor();
    await eventually(
      async () => /2A?.*MS/s.test((await card.textContent()) ?? ''),
      'number and default size are on the card',
    );
    await card.locator('img').waitFor({ timeout: 30_000 });
  });

  it('E2E-13 sees the shot that the board changes', async () => {
    await page.locator('[data-shot="shot_fromoutside"]').click();
    await page.keyboard.press('3');
    await eventually(
      async () =>
        [...story.snapshot().shots.values()].some(({ id, size }) => id === 'shot_fromoutside' && size === 'CU'),
      'the close-up arrives',
    );
  });
});
