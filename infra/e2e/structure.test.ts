/** The script as a whole: its pages, words found and replaced, characters, scenes moved with all that hangs on them. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { clickAfter, editorOf, eventually, openScript, seesInScript, seesSaved } from './screen.ts';

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

const play = `# Act one

= They meet.

INT. CAFE - DAY

Anna waits. Rain on the glass.

ANNA
The rain again.

BEN
It is only rain.

# Act two

EXT. HARBOUR - NIGHT

Anna runs in the rain.

ANNA
Ben!
`;

const scriptOf = (page: Page): Promise<readonly string[]> =>
  editorOf(page).evaluate((editor) =>
    [...editor.querySelectorAll<HTMLElement>(':scope > p')].map((block) => block.textContent ?? ''),
  );

describe('words', () => {
  it('E2E-92 are replaced one by one or all at once, and one undo takes all back', async () => {
    const page = await open(play, 'Ben!');
    await page.keyboard.press('Control+h');
    const bar = page.getByRole('search');
    await bar.getByRole('textbox', { name: 'Find in the script' }).fill('rain');
    await bar.getByText('1 of 4').waitFor();
    await bar.getByRole('button', { name: 'Same case' }).click();
    await bar.getByText('1 of 3').waitFor();
    await bar.getByRole('combobox', { name: 'Whose lines' }).selectOption('BEN');
    await bar.getByText('1 of 1').waitFor();
    await bar.getByRole('textbox', { name: 'Replace by' }).fill('thunder');
    await bar.getByRole('textbox', { name: 'Replace by' }).press('Enter');
    await seesInScript(page, 'It is only thunder.');
    await bar.getByRole('combobox', { name: 'Whose lines' }).selectOption('Everyone');
    await bar.getByText('of 2').waitFor();
    await bar.getByRole('button', { name: 'Replace all' }).click();
    await seesInScript(page, 'Anna runs in the thunder.');
    await seesInScript(page, 'The thunder again.');
    await seesInScript(page, 'Rain on the glass.');
    await page.keyboard.press('Escape');
    await clickAfter(page, 'Ben!');
    await page.keyboard.press('Control+z');
    await seesInScript(page, 'The rain again.');
    await seesInScript(page, 'Anna runs in the rain.');
    await seesInScript(page, 'It is only thunder.');
  });

  it('E2E-93 a character is renamed everywhere from the list of who speaks', async () => {
    const page = await open(play, 'Ben!');
    await page.getByRole('combobox', { name: 'What is listed' }).selectOption('Characters');
    await page.getByRole('button', { name: 'ANNA 2 speeches' }).click();
    await page.getByRole('button', { name: 'The rain again.' }).waitFor();
    await page.getByRole('button', { name: 'Rename ANNA everywhere' }).click();
    await page.getByRole('textbox', { name: 'New name' }).fill('june');
    await page.keyboard.press('Enter');
    await eventually(async () => {
      const lines = await scriptOf(page);
      return (
        lines.includes('JUNE') && lines.includes('June runs in the rain.') && !lines.some((line) => /anna/i.test(line))
      );
    }, 'the name is another one everywhere');
    await page.getByRole('button', { name: 'Rename JUNE everywhere' }).waitFor();
  });
});

describe('scenes', () => {
  it('E2E-94 are dragged in the navigator with their shots, by the pointer and by keys', async () => {
    const page = await open(`${play}\nINT. STAIRS - NIGHT\n\nFootsteps.\n`, 'Footsteps.');
    await editorOf(page).locator('p', { hasText: 'Anna runs' }).first().click({ clickCount: 3 });
    await page.getByRole('button', { name: /Make a shot/ }).click();
    const rows = page.getByRole('button', { name: /(INT|EXT)\. .*(pg|shot)/ });
    const order = async (): Promise<readonly string[]> =>
      (await rows.allTextContents()).map((text) => /(CAFE|HARBOUR|STAIRS)/.exec(text)?.[0] ?? '');
    await expect.poll(order).toEqual(['CAFE', 'HARBOUR', 'STAIRS']);
    await rows
      .filter({ hasText: 'HARBOUR' })
      .dragTo(rows.filter({ hasText: 'CAFE' }), { targetPosition: { x: 60, y: 4 } });
    await expect.poll(order).toEqual(['HARBOUR', 'CAFE', 'STAIRS']);
    await rows.filter({ hasText: 'HARBOUR' }).getByText('1 shot').waitFor();
    // the line beside the words is drawn where they went
    await page.locator('[data-line]').first().waitFor();
    await rows.filter({ hasText: 'HARBOUR' }).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(order).toEqual(['CAFE', 'HARBOUR', 'STAIRS']);
    await rows.filter({ hasText: 'HARBOUR' }).getByText('1 shot').waitFor();
    await clickAfter(page, 'Footsteps.');
    await page.keyboard.press('Control+z');
    await expect.poll(order).toEqual(['HARBOUR', 'CAFE', 'STAIRS']);
  });

  it('E2E-95 stand in the outline under their sections, and a click goes there', async () => {
    const page = await open(play, 'Ben!');
    await page.getByRole('combobox', { name: 'What is listed' }).selectOption('Outline');
    for (const name of ['Act one', 'They meet.', '1 INT. CAFE - DAY', 'Act two', '2 EXT. HARBOUR - NIGHT'])
      await page.getByRole('button', { name, exact: true }).waitFor();
    await page.getByRole('button', { name: 'Act two' }).click();
    await editorOf(page).locator('p', { hasText: 'Act two' }).first().waitFor();
  });
});
