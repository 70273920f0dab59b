/** Comments on words, suggestions, the title page and how the script is shown, between somebody who may only comment and a writer. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { seriousFindings } from './accessibility.ts';
import { clickAfter, editorOf, eventually, faultsIn, openScript, seesInScript } from './screen.ts';
import { nightTrain } from './scripts.ts';

let server: RunningServer;
let browser: Browser;
let writer: Person;
let producer: Person;
let api: ApiClient;
let project = '';

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  api = createApiClient(server.url, server.adminToken);
  project = await api.importProject('Night Train', nightTrain);
  browser = await openBrowser();
  [writer, producer] = [await openPerson(browser), await openPerson(browser)];
  await writer.page.goto(server.ownerLink);
  await openScript(writer.page, `${server.url}/p/${project}`);
  const link: { readonly url: string } = await api.post(`/api/projects/${project}/shares`, { role: 'commenter' });
  await producer.page.goto(link.url);
  await producer.page.getByLabel('Your name').fill('Mia');
  await producer.page.keyboard.press('Enter');
  await editorOf(producer.page).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const scriptText = (): Promise<string> => api.exportFountain(project);
const block = (page: Page, words: string) => editorOf(page).locator('p', { hasText: words }).first();
const cards = (page: Page) => page.getByRole('complementary', { name: 'Comments and suggestions' });
const openCards = (page: Page) => page.getByRole('button', { name: /comments? (?:and|or) suggestions?$/ }).click();

/** Words a paragraph anew in suggestion mode. */
const suggest = async (page: Page, words: string, wording: string): Promise<void> => {
  await block(page, words).click();
  const draft = page.getByRole('textbox', { name: 'Your wording of this paragraph' });
  await draft.fill(wording);
  await draft.press('Enter');
  await draft.waitFor({ state: 'detached' });
};

describe('suggestions', () => {
  it('E2E-100 a producer suggests other words; the writer sees them in the text and accepts them, and one undo takes them back', async () => {
    const before = await scriptText();
    await producer.page.getByRole('button', { name: 'Suggest changes' }).click();
    await suggest(producer.page, 'Lena steps down alone.', 'Lena jumps down alone. The train leaves without a sound.');
    await writer.page.locator('ins', { hasText: 'jumps' }).first().waitFor();
    expect(await writer.page.locator('[data-note]', { hasText: 'steps' }).first().textContent()).toBe('steps');
    expect(await scriptText()).toBe(before);
    await openCards(writer.page);
    const card = cards(writer.page).getByRole('listitem').filter({ hasText: 'jumps' });
    expect(await card.textContent()).toContain('Mia');
    await card.getByRole('button', { name: 'Accept', exact: true }).click();
    const accepted = before.replace('steps down', 'jumps down');
    await eventually(async () => (await scriptText()) === accepted, 'the accepted words in the script');
    await seesInScript(producer.page, 'Lena jumps down alone.');
    await clickAfter(writer.page, 'Lena jumps down');
    await writer.page.keyboard.press('Control+z');
    await eventually(async () => (await scriptText()) === before, 'the words as they were');
    await cards(writer.page).getByRole('listitem').filter({ hasText: 'jumps' }).waitFor();
  });

  it('E2E-101 the writer rejects one, and accepts what others leave in one go; who suggested is told when the words were changed', async () => {
    await suggest(producer.page, 'A clock without hands.', 'A clock with one hand. MARCO sleeps under it.');
    await suggest(producer.page, 'You dropped this.', 'You dropped something.');
    const card = (text: string) => cards(writer.page).getByRole('listitem').filter({ hasText: text });
    await card('something').waitFor();
    await block(writer.page, 'You dropped').click({ position: { x: 4, y: 8 } });
    await writer.page.keyboard.press('Home');
    for (let letter = 0; letter < 'You dropped th'.length; letter += 1) await writer.page.keyboard.press('ArrowRight');
    await writer.page.keyboard.type('h');
    await card('The words have changed since').waitFor();
    await card('jumps').getByRole('button', { name: 'Reject' }).click();
    await card('jumps').waitFor({ state: 'detached' });
    await writer.page.getByRole('button', { name: /^Accept all \d/ }).click();
    await seesInScript(producer.page, 'A clock with one hand.');
    await card('something').getByRole('button', { name: 'Reject' }).click();
    await eventually(async () => (await cards(writer.page).getByRole('listitem').count()) === 0, 'no card left');
    expect(await scriptText()).toContain('You dropped thhis.');
    await producer.page.getByRole('button', { name: 'Suggest changes' }).click();
  });
});

describe('comments beside the script', () => {
  it('E2E-102 words are commented on by a key; the other sees it beside them, answers, goes to the words and resolves it', async () => {
    const { page } = producer;
    await block(page, 'Rain on the window.').click({ clickCount: 3 });
    await page.getByRole('toolbar', { name: 'With the selected words' }).waitFor();
    await page.keyboard.press('Alt+c');
    await page.getByRole('textbox', { name: 'Comment on this' }).fill('Too wet?');
    await page.keyboard.press('Enter');
    const card = cards(writer.page).getByRole('listitem').filter({ hasText: 'Too wet?' });
    await card.waitFor();
    await card.getByRole('button', { name: 'Show in the script' }).click();
    expect(await writer.page.locator('[data-note]', { hasText: 'Rain on the window.' }).isVisible()).toBe(true);
    await card.getByRole('button', { name: 'Reply' }).click();
    await writer.page.getByRole('textbox', { name: 'Reply to Mia' }).fill('It is a night train.');
    await writer.page.keyboard.press('Enter');
    await cards(page).getByText('It is a night train.').waitFor();
    expect(await seriousFindings(writer.page)).toEqual([]);
    await clickAfter(writer.page, 'Rain on the window.');
    await writer.page.keyboard.press('Shift+Home');
    await writer.page.keyboard.press('Delete');
    await cards(page)
      .getByText(/The words (?:have changed|are gone)/)
      .waitFor();
    await cards(page).getByRole('button', { name: 'Resolve' }).click();
    await card.waitFor({ state: 'detached' });
    expect(faultsIn(writer.complaints)).toEqual([]);
    expect(faultsIn(producer.complaints)).toEqual([]);
  });
});

describe('the title page', () => {
  it('E2E-103 is written on the first page, seen by others as it is written, and goes into files; whoever may not edit reads it', async () => {
    for (const { page } of [writer, producer]) await page.getByRole('button', { name: 'Title page' }).click();
    await writer.page.getByLabel('Author, one a line').fill('Lena Ford');
    const seen = producer.page.getByLabel('Author, one a line');
    await eventually(async () => (await seen.inputValue()) === 'Lena Ford', 'the author on the other screen');
    expect(await seen.getAttribute('readonly')).not.toBeNull();
    expect(await scriptText()).toMatch(/^Title: Night Train\nAuthor: Lena Ford\n/);
    expect(await seriousFindings(writer.page)).toEqual([]);
    await editorOf(writer.page).locator('p').first().click();
    await writer.page.keyboard.press('Control+z');
    await eventually(async () => !(await scriptText()).includes('Lena Ford'), 'undone');
  });
});

describe('how the script is shown', () => {
  it('E2E-104 scene numbers stand beside headings for whoever wants them; (CONT’D) comes by itself until the project says otherwise', async () => {
    const { page } = writer;
    const choose = async (choice: string): Promise<void> => {
      await page.getByRole('button', { name: 'How the script is shown' }).click();
      await page.getByRole('menuitemcheckbox', { name: choice }).click();
      await page.keyboard.press('Escape');
    };
    await choose('Show scene numbers');
    await page.locator('[data-scene-number="3"]', { hasText: 'WAITING ROOM' }).waitFor();
    expect(await producer.page.locator('[data-scene-number]').count()).toBe(0);
    const speakAgain = async (line: string): Promise<void> => {
      await clickAfter(page, 'You dropped');
      await page.keyboard.press('Enter');
      await page.keyboard.type('A bell.');
      await page.keyboard.press('Enter');
      await page.keyboard.type('LENA');
      await page.keyboard.press('Enter');
      await page.keyboard.type(line);
    };
    await choose('Keep (CONT’D) by itself');
    await speakAgain('Hear that?');
    await eventually(async () => (await scriptText()).includes('LENA\nHear that?'), 'no (CONT’D)');
    await choose('Keep (CONT’D) by itself');
    await speakAgain('There it goes.');
    await eventually(async () => (await scriptText()).includes("LENA (CONT'D)\nThere it goes."), '(CONT’D)');
  });

  it('E2E-106 the paragraph that is written in stands out by a key, follows the caret, and is remembered', async () => {
    const { page } = writer;
    const paleness = async (words: string): Promise<string> =>
      block(page, words).evaluate((element) => getComputedStyle(element).opacity);
    const pale = (words: string) => eventually(async () => Number(await paleness(words)) < 0.5, `${words} is pale`);
    const clear = (words: string) => eventually(async () => (await paleness(words)) === '1', `${words} stands out`);
    await clickAfter(page, 'You dropped');
    await page.keyboard.press('Alt+Shift+F');
    await clear('You dropped');
    await pale('WAITING ROOM');
    await block(page, 'WAITING ROOM').click();
    await clear('WAITING ROOM');
    await pale('You dropped');
    expect(
      await producer.page
        .locator('p', { hasText: 'You dropped' })
        .first()
        .evaluate((e) => getComputedStyle(e).opacity),
    ).toBe('1');
    await openScript(page, `${server.url}/p/${project}`);
    await block(page, 'WAITING ROOM').click();
    await pale('You dropped');
    await page.keyboard.press('Alt+Shift+F');
    await clear('You dropped');
  });

  it('E2E-105 statistics say who speaks how much and where the script plays', async () => {
    await producer.page.getByRole('button', { name: 'Statistics' }).click();
    const report = producer.page.getByRole('dialog', { name: 'Statistics' });
    await report.getByRole('row', { name: /^MARCO 2 / }).waitFor();
    expect(await report.getByRole('rowheader', { name: 'PLATFORM' }).count()).toBe(1);
    expect(await seriousFindings(producer.page)).toEqual([]);
    await producer.page.keyboard.press('Escape');
  });
});
