/** Writing a script by keys alone, in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { clickAfter, editorOf, eventually, openScript, seesInScript } from './screen.ts';

let server: RunningServer;
let browser: Browser;
let writer: Person;

const start = `INT. KITCHEN - DAY

Steam.

MARA
Is it on?

OWEN
It was.

EXT. HARBOUR - NIGHT

Rain.
`;

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

/** A new project, with the caret behind its last words. */
const open = async (script = start, last = 'Rain.'): Promise<Page> => {
  const { page } = writer;
  const project = await createApiClient(server.url, server.adminToken).importProject('Typed', script);
  await openScript(page, `${server.url}/p/${project}?view=script`);
  await page.locator('[role=textbox][contenteditable=true]').waitFor();
  await caretBehind(page, last);
  return page;
};

/** Puts the caret behind the words of a block, and waits until it is there. */
const caretBehind = async (page: Page, words: string): Promise<void> => {
  await seesInScript(page, words);
  await eventually(async () => {
    await clickAfter(page, words);
    return page.evaluate(
      (text) => getSelection()?.focusNode?.parentElement?.closest('p')?.textContent?.includes(text) ?? false,
      words,
    );
  }, `the caret is behind “${words}”`);
};

/** The blocks of the page as `type: text`, from the one that holds `from` on. */
const blocksFrom = (page: Page, from: string): Promise<readonly string[]> =>
  editorOf(page).evaluate((editor, words) => {
    const blocks = [...editor.querySelectorAll<HTMLElement>(':scope > p')];
    const at = blocks.findIndex((block) => block.textContent?.includes(words));
    return blocks.slice(at + 1).map((block) => `${block.dataset.type}: ${block.textContent}`);
  }, from);

const reads = async (page: Page, from: string, wanted: readonly string[]): Promise<void> => {
  await expect.poll(() => blocksFrom(page, from), { timeout: 10_000 }).toEqual(wanted);
};

const type = async (page: Page, text: string): Promise<void> => {
  for (const line of text.split('\n').entries()) {
    if (line[0] > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(line[1]);
  }
};

describe('writing by keys', () => {
  it('E2E-80 a page is written by Enter alone: heading, action, cue, parenthetical, speech, transition', async () => {
    const page = await open();
    await type(page, '\nint. lighthouse - night\nThe lamp turns.\nTEO\n(low');
    await page.keyboard.press('Enter');
    await type(page, 'Nobody lit it.\nCUT TO:\nint. stairs - night');
    await reads(page, 'Rain.', [
      'sceneHeading: INT. LIGHTHOUSE - NIGHT',
      'action: The lamp turns.',
      'character: TEO',
      'parenthetical: (low)',
      'dialogue: Nobody lit it.',
      'transition: CUT TO:',
      'sceneHeading: INT. STAIRS - NIGHT',
    ]);
  });

  it('E2E-81 marks of Fountain make elements as they are typed, and one undo gives back what was typed', async () => {
    const page = await open();
    await type(page, '\n@老陈\n雨停了。\n>smash cut to\n.flashback\n#Act two');
    await page.keyboard.press('Enter');
    await type(page, '=Where it turns');
    await page.keyboard.press('Enter');
    await type(page, '!INT. is not always a place\n[[ask Noa');
    await reads(page, 'Rain.', [
      'character: 老陈',
      'dialogue: 雨停了。',
      'transition: SMASH CUT TO',
      'sceneHeading: FLASHBACK',
      'section: Act two',
      'synopsis: Where it turns',
      'action: INT. is not always a place',
      'note: ask Noa',
    ]);
    await page.keyboard.press('Enter');
    await type(page, 'ext.');
    await eventually(async () => (await blocksFrom(page, 'ask Noa'))[0] === 'sceneHeading: EXT.', 'a heading');
    await page.keyboard.press('Control+z');
    await reads(page, 'ask Noa', ['action: ext.']);
  });

  it('E2E-82 a line in capitals is a cue until a second Enter says that nobody speaks', async () => {
    const page = await open();
    await type(page, '\nSILENCE\n');
    await reads(page, 'Rain.', ['character: SILENCE', 'dialogue: ']);
    await page.keyboard.press('Enter');
    await type(page, 'Then the horn.');
    await reads(page, 'Rain.', ['action: SILENCE', 'action: Then the horn.']);
  });

  it('E2E-83 (CONT’D) comes and goes by itself', async () => {
    const page = await open();
    await type(page, '\nMARA\nWho is there?\nNothing.\nMARA\nI saw you.');
    await reads(page, 'Rain.', [
      'character: MARA',
      'dialogue: Who is there?',
      'action: Nothing.',
      "character: MARA (CONT'D)",
      'dialogue: I saw you.',
    ]);
    await caretBehind(page, 'Nothing.');
    await type(page, '\nOWEN\nOnly me.');
    await reads(page, 'Nothing.', ['character: OWEN', 'dialogue: Only me.', 'character: MARA', 'dialogue: I saw you.']);
  });

  it('E2E-84 Enter before a heading’s first letter makes room above; the scene keeps its shots', async () => {
    const page = await open();
    const idOf = () => editorOf(page).locator('p', { hasText: 'EXT. HARBOUR' }).first().getAttribute('data-block');
    const before = await idOf();
    await caretBehind(page, 'EXT. HARBOUR');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await reads(page, 'It was.', ['action: ', 'sceneHeading: EXT. HARBOUR - NIGHT', 'action: Rain.']);
    expect(await idOf()).toBe(before);
  });

  it('E2E-88 words of the script are offered at the caret; Enter and Tab take them, Esc leaves what was typed', async () => {
    const page = await open();
    const list = page.getByRole('listbox', { name: 'Words that fit here' });
    await page.keyboard.press('Enter');
    await page.keyboard.type('int.');
    await page.keyboard.type(' k');
    await list.getByRole('option', { name: 'KITCHEN', selected: true }).waitFor();
    await page.keyboard.press('Tab');
    await list.getByRole('option', { name: 'NIGHT' }).waitFor();
    await page.keyboard.type('ni');
    await list.getByRole('option', { name: 'NIGHT', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ma');
    await list.getByRole('option', { name: 'MARA', selected: true }).waitFor();
    expect(await editorOf(page).getAttribute('aria-activedescendant')).toBeTruthy();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Off again.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ow');
    await list.getByRole('option', { name: 'OWEN' }).waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    await page.keyboard.type('l');
    await page.keyboard.press('Enter');
    await reads(page, 'Rain.', [
      'sceneHeading: INT. KITCHEN - NIGHT',
      'character: MARA',
      'dialogue: Off again.',
      'character: OWL',
      'dialogue: ',
    ]);
  });

  it('E2E-89 two who speak at once stand side by side, and what follows stands below both', async () => {
    const page = await open();
    await type(page, '\nMARA\nWait for me, will you, just this once.\nTEO ^');
    await page.keyboard.press('Enter');
    await type(page, 'No.\nThe door.');
    await reads(page, 'Rain.', [
      'character: MARA',
      'dialogue: Wait for me, will you, just this once.',
      'character: TEO',
      'dialogue: No.',
      'action: The door.',
    ]);
    const boxes = () =>
      editorOf(page).evaluate((editor) =>
        [...editor.querySelectorAll(':scope > p')].slice(-5).map((block) => block.getBoundingClientRect().toJSON()),
      );
    await eventually(async () => {
      const [mara, wait, owen, no, door] = await boxes();
      return (
        Math.abs(mara.top - owen.top) < 1.5 &&
        Math.abs(wait.top - no.top) < 1.5 &&
        no.left > wait.right &&
        door.top >= wait.bottom
      );
    }, 'the columns stand beside each other');
    await caretBehind(page, 'TEO');
    await page.keyboard.type('^');
    await eventually(async () => {
      const [, wait, owen] = await boxes();
      return owen.top >= wait.bottom;
    }, 'they stand one below the other again');
  });

  it('E2E-90 what is pasted from Word becomes a script; nothing of it is run', async () => {
    const page = await open();
    await page.keyboard.press('Enter');
    const html = `<html><head><style>p {}</style></head><body><script>globalThis.ran = true</script>
      <p class=MsoNormal>INT. KITCHEN - DAY<o:p></o:p></p>
      <p class=MsoNormal>Steam. <b>MARA</b> waits\nfor it.<img src="x" onerror="globalThis.ran = true"></p>
      <p class=MsoNormal>MARA</p><p class=MsoNormal>(low)</p><p class=MsoNormal>Is it on?</p>
      <p class=MsoNormal>She looks.</p><p class=MsoNormal>CUT TO:</p></body></html>`;
    await editorOf(page).evaluate((editor, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', text);
      clipboardData.setData('text/plain', 'what it says');
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, html);
    await reads(page, 'Rain.', [
      'sceneHeading: INT. KITCHEN - DAY',
      'action: Steam. MARA waits for it.',
      'character: MARA',
      'parenthetical: (low)',
      'dialogue: Is it on?',
      'action: She looks.',
      'transition: CUT TO:',
    ]);
    await editorOf(page).locator('strong', { hasText: 'MARA' }).waitFor();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'ran'))).toBeUndefined();
  });
});
