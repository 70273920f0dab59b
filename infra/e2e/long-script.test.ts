/** A feature's script: the page holds a stretch of it, and whoever reads and writes does not notice. */
import { writeFountain } from '@oner/shared/fountain/write-fountain.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { makeFeature } from '../testing/synthetic-feature.ts';
import { clickAfter, editorOf, eventually, openScript, seesInScript, seesSaved } from './screen.ts';

const feature = makeFeature({ pages: 60, shots: 0 });
const blocks = feature.screenplay.blocks.length;

let server: RunningServer;
let browser: Browser;
let writer: Person;
let other: Person;
let project = '';

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  browser = await openBrowser();
  writer = await openPerson(browser);
  other = await openPerson(browser);
  await writer.page.goto(server.ownerLink);
  await writer.page.getByRole('main').waitFor();
  await other.context.addCookies(await writer.context.cookies());
  const api = createApiClient(server.url, server.adminToken);
  project = await api.importProject('The Long Feature', writeFountain(feature.screenplay));
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const exported = (): Promise<string> => createApiClient(server.url, server.adminToken).exportFountain(project);

/** What scrolls, with the page in it. */
const deskOf = (page: Page) => editorOf(page).locator('xpath=../../..');

const scrollTo = (page: Page, share: number): Promise<void> =>
  deskOf(page).evaluate((desk, to) => {
    desk.scrollTop = (desk.scrollHeight - desk.clientHeight) * to;
  }, share);

/** The text that stands in the middle of the screen. */
const textInView = (page: Page): Promise<string> =>
  deskOf(page).evaluate((desk) => {
    const box = desk.getBoundingClientRect();
    const found = [...desk.querySelectorAll('[role=textbox] > p')].find(
      (block) => block.getBoundingClientRect().bottom > box.top + box.height / 2,
    );
    return found?.textContent ?? '';
  });

const caretText = (page: Page): Promise<string> =>
  page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('p')?.textContent ?? '');

describe('a long script', () => {
  it('E2E-50 the whole of it can be scrolled through, and only a stretch of it is in the page', async () => {
    const { page } = writer;
    await openScript(page, `${server.url}/p/${project}?view=script`);
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
      await scrollTo(page, share);
      await eventually(async () => (await textInView(page)) !== '', `words at ${share} of the script`);
      expect(await editorOf(page).evaluate((editor) => editor.childElementCount)).toBeLessThan(blocks / 4);
    }
    const last = feature.screenplay.blocks.at(-1)?.runs[0]?.text ?? '';
    await seesInScript(page, last);
  });

  it('E2E-51 what one looks at stays in its place while the page takes in more of the script', async () => {
    const { page } = writer;
    await scrollTo(page, 0.4);
    await eventually(async () => (await textInView(page)) !== '', 'words in the middle');
    const jumps = await deskOf(page).evaluate(async (desk) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      let worst = 0;
      for (let step = 0; step < 120; step += 1) {
        const box = desk.getBoundingClientRect();
        const held = [...desk.querySelectorAll('[role=textbox] > p')].find(
          (block) => block.getBoundingClientRect().top > box.top + 100,
        );
        const before = held?.getBoundingClientRect().top ?? 0;
        desk.scrollTop -= 60;
        await frame();
        await frame();
        if (held?.isConnected) worst = Math.max(worst, Math.abs((held.getBoundingClientRect().top ?? 0) - before - 60));
      }
      return worst;
    });
    expect(jumps).toBeLessThan(3);
  });

  it('E2E-52 a caret that is out of the page waits: the first key goes where it stands', async () => {
    const { page } = writer;
    const [heading] = feature.screenplay.blocks.filter(({ type }) => type === 'action');
    const words = heading?.runs[0]?.text ?? '';
    await scrollTo(page, 0);
    await seesInScript(page, words);
    await clickAfter(page, words);
    await page.keyboard.type(' First.');
    await scrollTo(page, 0.9);
    await eventually(
      async () => !(await editorOf(page).textContent())?.includes(' First.'),
      'the beginning left the page',
    );
    await page.keyboard.type(' Second.');
    await eventually(async () => (await caretText(page)).endsWith(' First. Second.'), 'the words stand together');
    await seesSaved(page);
    expect(await exported()).toContain(`${words} First. Second.`);
  });

  it('E2E-53 undo goes back to where the step was made', async () => {
    const { page } = writer;
    await scrollTo(page, 1);
    const last = feature.screenplay.blocks.at(-1)?.runs[0]?.text ?? '';
    await seesInScript(page, last);
    await clickAfter(page, last);
    await page.keyboard.press('Control+z');
    await eventually(
      async () =>
        (await caretText(page)).includes(
          feature.screenplay.blocks.find(({ type }) => type === 'action')?.runs[0]?.text ?? '?',
        ),
      'the step’s block is there',
    );
    await page.keyboard.press('Control+Shift+z');
    await seesSaved(page);
  });

  it('E2E-54 two write at far ends, and nobody’s page moves', async () => {
    const { page } = other;
    await openScript(page, `${server.url}/p/${project}?view=script`);
    await scrollTo(page, 1);
    const last = feature.screenplay.blocks.at(-1)?.runs[0]?.text ?? '';
    await seesInScript(page, last);
    await editorOf(page).locator('p').last().click();
    await page.keyboard.press('Control+End');
    const before = await textInView(page);
    await scrollTo(writer.page, 0);
    const first = feature.screenplay.blocks.find(({ type }) => type === 'action')?.runs[0]?.text ?? '';
    await seesInScript(writer.page, first);
    await clickAfter(writer.page, first);
    for (let line = 0; line < 8; line += 1) {
      await writer.page.keyboard.press('Enter');
      await writer.page.keyboard.type(`New line ${line}.`);
    }
    await page.keyboard.type(' The other end.');
    await eventually(async () => (await exported()).includes('New line 7.'), 'the lines of one are in the script');
    await eventually(async () => (await exported()).trimEnd().endsWith('The other end.'), 'and the words of the other');
    expect(await textInView(page)).toBe(before);
  });

  it('E2E-55 everything can be selected, copied and left as it was', async () => {
    const { page } = writer;
    await clickAfter(page, 'New line 7.');
    await page.keyboard.press('Control+a');
    await eventually(
      async () => (await page.evaluate(() => getSelection()?.toString().includes('The other end.'))) === true,
      'the selection reaches to the end',
    );
    await page.keyboard.press('Control+Home');
    await eventually(
      async () => (await editorOf(page).evaluate((editor) => editor.childElementCount)) < blocks / 4,
      'the page is a stretch again',
    );
  });

  it('E2E-56 words are found wherever they stand', async () => {
    const { page } = writer;
    await page.keyboard.press('Control+f');
    const field = page.getByRole('search').getByRole('textbox');
    await field.fill('the other end');
    await page.getByRole('search').getByText('1 of 1').waitFor();
    await seesInScript(page, 'The other end.');
    await field.fill('nowhere in it');
    await page.getByRole('search').getByText('not found').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('search').waitFor({ state: 'detached' });
  });
});
