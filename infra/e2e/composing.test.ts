/** Writing through an input method, as Chinese is written, alone and while others write in the same paragraph. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { clickAfter, editorOf, eventually, openScript, seesInScript, seesSaved } from './screen.ts';

let server: RunningServer;
let browser: Browser;
let writer: Person;
let other: Person;
let project = '';
let keys: CDPSession;

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  browser = await openBrowser();
  writer = await openPerson(browser);
  other = await openPerson(browser);
  await writer.page.goto(server.ownerLink);
  await writer.page.getByRole('main').waitFor();
  await other.context.addCookies(await writer.context.cookies());
  const script = 'INT. HALL - DAY\n\nRain. Wind.\n\nThe end.\n';
  project = await createApiClient(server.url, server.adminToken).importProject('Composed', script);
  for (const { page } of [writer, other]) {
    await openScript(page, `${server.url}/p/${project}?view=script`);
    await page.locator('[role=textbox][contenteditable=true]').waitFor();
    await seesInScript(page, 'The end.');
  }
  keys = await writer.context.newCDPSession(writer.page);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const exported = (): Promise<string> => createApiClient(server.url, server.adminToken).exportFountain(project);

const caretBehind = async (page: Page, words: string): Promise<void> => {
  await eventually(async () => {
    await clickAfter(page, words);
    return page.evaluate(
      (text) => getSelection()?.focusNode?.parentElement?.closest('p')?.textContent?.includes(text) ?? false,
      words,
    );
  }, `the caret is behind “${words}”`);
};

/** Letters by letter into the input method; it holds them until they are chosen. */
const spell = async (letters: string, between: () => Promise<void> = async () => {}): Promise<void> => {
  for (let end = 1; end <= letters.length; end += 1) {
    await keys.send('Input.imeSetComposition', { text: letters.slice(0, end), selectionStart: end, selectionEnd: end });
    await between();
  }
};

const choose = (text: string) => keys.send('Input.insertText', { text });

/** The paragraph's text, without the names at the carets of others. */
const paragraph = (page: Page, words: string): Promise<string> =>
  editorOf(page)
    .locator('p', { hasText: words })
    .first()
    .evaluate((block) => {
      const copy = block.cloneNode(true) as HTMLElement;
      for (const caret of copy.querySelectorAll('[data-person]')) caret.remove();
      return copy.textContent ?? '';
    });

describe('an input method', () => {
  it('E2E-85 writes what is chosen, once, and others see nothing of what it spells', async () => {
    const { page } = writer;
    await caretBehind(page, 'The end.');
    await spell('yujie', async () => expect(await exported()).not.toContain('The end.y'));
    await choose('雨街');
    await spell('tingle');
    await choose('停了');
    await seesInScript(other.page, 'The end.雨街停了');
    await seesSaved(page);
    expect(await exported()).toContain('The end.雨街停了\n');
    expect(await paragraph(page, 'The end.')).toBe('The end.雨街停了');
  });

  it('E2E-86 loses and doubles no letter while another writes in the same paragraph', async () => {
    const { page } = writer;
    await caretBehind(page, 'Wind.');
    for (let left = 0; left < 5; left += 1) await page.keyboard.press('ArrowLeft');
    await caretBehind(other.page, 'Wind.');
    let theirs = '';
    for (const [letters, chosen] of [
      ['ni', '你'],
      ['hao', '好'],
      ['xiayu', '下雨'],
    ] as const) {
      await spell(letters, async () => {
        const letter = 'abcdefghijklmnopqrstuvwxyz'[theirs.length] ?? 'z';
        theirs += letter;
        await other.page.keyboard.type(letter);
      });
      await choose(chosen);
    }
    const wanted = `Rain. 你好下雨Wind.${theirs}`;
    await expect.poll(() => paragraph(page, 'Wind.'), { timeout: 15_000 }).toBe(wanted);
    await expect.poll(() => paragraph(other.page, 'Wind.'), { timeout: 15_000 }).toBe(wanted);
    await page.keyboard.type('!');
    await expect.poll(() => paragraph(other.page, 'Wind.'), { timeout: 15_000 }).toBe(wanted.replace('Wind', '!Wind'));
  });

  it('E2E-87 makes elements as keys do: a Chinese heading, a cue, brackets', async () => {
    const { page } = writer;
    await caretBehind(page, 'The end.');
    await page.keyboard.press('Enter');
    await spell('neijing');
    await choose('内景');
    await page.keyboard.type(' ');
    await spell('kafeiguanri');
    await choose('咖啡馆　日');
    await page.keyboard.press('Enter');
    await page.keyboard.type('@');
    await spell('laochen');
    await choose('老陈');
    await page.keyboard.press('Enter');
    await choose('（');
    await spell('disheng');
    await choose('低声');
    await page.keyboard.press('Enter');
    await choose('雨停了。');
    await expect
      .poll(
        () =>
          editorOf(page).evaluate((editor) =>
            [...editor.querySelectorAll<HTMLElement>(':scope > p')]
              .slice(-4)
              .map((block) => `${block.dataset.type}: ${block.textContent}`),
          ),
        { timeout: 10_000 },
      )
      .toEqual(['sceneHeading: 内景 咖啡馆　日', 'character: 老陈', 'parenthetical: （低声）', 'dialogue: 雨停了。']);
  });
});
