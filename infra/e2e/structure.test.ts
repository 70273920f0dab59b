/** The script as a whole: its pages, words found and replaced, characters, scenes moved with all that hangs on them. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { clickAfter, editorOf, openScript, seesInScript, seesSaved } from './screen.ts';

let server: RunningServer;
let browser: Browser;
let writer: Person;

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

const open = async (script: string, last: string): Promise<Page> => {
  const { page } = writer;
  const project = await createApiClient(server.url, server.adminToken).importProject('Structured', script);
  await openScript(page, `${server.url}/p/${project}?view=script`);
  await page.locator('[role=textbox][contenteditable=true]').waitFor();
  await seesInScript(page, last);
  return page;
};

/** The page numbers in the script, each with the words of the block that it stands at. */
const pageMarks = (page: Page): Promise<readonly string[]> =>
  editorOf(page).evaluate((editor) =>
    [...editor.querySelectorAll<HTMLElement>('[data-page]')].map(
      (mark) => `${mark.dataset.page}: ${mark.closest('p')?.textContent?.slice(0, 12)}`,
    ),
  );

describe('pages', () => {
  it('E2E-91 where printed pages begin is shown and follows what is written; nothing moves by it', async () => {
    const rain = Array.from({ length: 60 }, (_, line) => `Rain ${line + 1}.`).join('\n\n');
    const page = await open(`${rain}\n`, 'Rain 57.');
    await expect.poll(() => pageMarks(page)).toEqual(['2: Rain 29.', '3: Rain 57.']);
    const heights = await editorOf(page).evaluate((editor) => {
      const tops = [...editor.querySelectorAll<HTMLElement>(':scope > p')].map(({ offsetTop }) => offsetTop);
      return tops.slice(1).map((top, at) => Math.round(top - (tops[at] ?? 0)));
    });
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(1);
    await clickAfter(page, 'Rain 2.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('More of it.');
    await expect.poll(() => pageMarks(page)).toEqual(['2: Rain 28.', '3: Rain 56.']);
    await page.getByText('page 1 of 3').waitFor();
    await clickAfter(page, 'Rain 56.');
    await page.getByText('page 3 of 3').waitFor();
  });

  it('E2E-91 a page that begins within a paragraph is shown beside its line', async () => {
    const rain = Array.from({ length: 26 }, (_, line) => `Rain ${line + 1}.`).join('\n\n');
    const long = Array.from({ length: 60 }, (_, word) => `word${word}`).join(' ');
    const page = await open(`${rain}\n\n${long}\n`, 'word59');
    // three lines of the paragraph stand on the first page
    await expect.poll(() => pageMarks(page)).toEqual(['2: word0 word1 ']);
    const before = await editorOf(page).evaluate((editor) => {
      const range = document.createRange();
      const mark = editor.querySelector('span[data-page]');
      const block = mark?.closest('p');
      if (!mark || !block) return '';
      range.setStart(block, 0);
      range.setEndBefore(mark);
      return range.toString();
    });
    expect(before.trim().split(' ').at(-1)).toBe('word25');
    await clickAfter(page, 'word59');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('!');
    await seesSaved(page);
    await seesInScript(page, 'word59!');
  });
});
