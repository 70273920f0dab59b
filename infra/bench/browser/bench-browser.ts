/** The budgets that a person feels: a feature opened, typed in, scrolled and reordered in Chromium. */
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPerson, type Person } from '../../testing/open-browser.ts';
import { type RunningServer, startServer } from '../../testing/start-server.ts';
import { measuredRow, type TableRow } from '../bench-table.ts';
import { quantile } from '../sync/bench-row.ts';
import { mainThreadClock, openToEditable, reorderByKey, scrollFrames, takeKeyTimes, watchKeys } from './in-page.ts';
import { type KeptFeature, keptFeature } from './kept-feature.ts';
import { startTypists } from './typists.ts';

export type BenchBrowserOptions = { readonly pages?: number; readonly shots?: number; readonly rounds?: number };

const start = (feature: KeptFeature): Promise<RunningServer> =>
  startServer({ dataDir: feature.dataDir, env: { ONER_SAMPLE: 'false' } });

const signIn = async (browser: Browser, server: RunningServer): Promise<Person> => {
  const person = await openPerson(browser);
  await person.page.goto(server.ownerLink);
  await person.page.getByRole('main').waitFor();
  return person;
};

/** Each time a server that has nothing in memory, and a browser that was never in the project. */
const openings = async (browser: Browser, feature: KeptFeature, rounds: number): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const server = await start(feature);
    const { page, context } = await signIn(browser, server);
    times.push(await openToEditable(page, `${server.url}/p/${feature.project}`, feature.blocks));
    await context.close();
    await server.stop();
  }
  return times;
};

/** They leave the pictures as they are: what else draws on the machine is measured by itself. */
const words = 'And nobody says a word about it for a long, long time. ';

const typeWords = async (page: Page, keys: number): Promise<void> => {
  for (let key = 0; key < keys; key += 1) await page.keyboard.press(words[key % words.length] ?? 'x', { delay: 20 });
};

type Typing = {
  /** Key to paint, ms. */
  readonly times: readonly number[];
  /** Of the main thread for each key, with all that happened meanwhile. */
  readonly processorMs: number;
};

const typing = async (page: Page, server: RunningServer, options: { feature: KeptFeature; keys: number }) => {
  const { feature, keys } = options;
  await openToEditable(page, `${server.url}/p/${feature.project}`, feature.blocks);
  await page.locator('[role=textbox] p.action').nth(1).click();
  await page.keyboard.press('End');
  await watchKeys(page);
  const clock = await mainThreadClock(page);
  /** Keys after a few that warm up. */
  const measure = async (): Promise<Typing> => {
    await typeWords(page, 20);
    await takeKeyTimes(page);
    const before = await clock();
    await typeWords(page, keys);
    return { processorMs: ((await clock()) - before) / keys, times: await takeKeyTimes(page) };
  };
  const alone = await measure();
  const typists = await startTypists({
    url: server.url,
    project: feature.project,
    token: server.adminToken,
    count: 10,
  });
  // their first letters change pictures, which are drawn on the same processors
  await page.waitForTimeout(4000);
  const together = await measure();
  typists.stop();
  return { alone, together };
};

const board = async (page: Page, server: RunningServer, options: { feature: KeptFeature; rounds: number }) => {
  await page.goto(`${server.url}/p/${options.feature.project}/board`);
  await page.locator('[data-shot] img').first().waitFor();
  const frames = await scrollFrames(page, { step: 24, ms: 4000 });
  await page.reload();
  await page.locator('[data-shot] img').first().waitFor();
  await page.locator('[data-shot]').first().click();
  const moves: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    moves.push(await reorderByKey(page, round % 2 === 0 ? 'Alt+ArrowRight' : 'Alt+ArrowLeft'));
  }
  return { frames, moves };
};

/** Measures in Chromium and returns the rows of the table. Without a limit on the frame rate, so that waiting for the screen is not counted. */
export const benchBrowser = async (options: BenchBrowserOptions = {}): Promise<readonly TableRow[]> => {
  const { pages = 120, shots = 1500, rounds = 5 } = options;
  const feature = await keptFeature({ pages, shots });
  const name = `${pages} pages, ${shots} shots`;
  const browser = await openBrowser();
  const unlimited = await openBrowser(['--disable-frame-rate-limit', '--disable-gpu-vsync']);
  try {
    const opened = await openings(browser, feature, rounds);
    const server = await start(feature);
    const typist = await signIn(unlimited, server);
    const { alone, together } = await typing(typist.page, server, { feature, keys: rounds * 40 });
    const director = await openPerson(browser);
    // The owner's link is good once.
    await director.context.addCookies(await typist.context.cookies());
    const { frames, moves } = await board(director.page, server, { feature, rounds: rounds * 2 });
    await server.stop();
    const p95 = (values: readonly number[]) => quantile(values, 0.95);
    return [
      measuredRow({
        what: `${name}: from disk to editable, median`,
        value: quantile(opened, 0.5),
        unit: 'ms',
        budget: 1500,
      }),
      measuredRow({ what: 'typing alone: key to paint, p95', value: p95(alone.times), unit: 'ms', budget: 16 }),
      measuredRow({
        what: 'typing beside 10 others: key to paint, p95',
        value: p95(together.times),
        unit: 'ms',
        budget: 16,
      }),
      measuredRow({
        what: 'typing alone: processor time of the page for each key',
        value: alone.processorMs,
        unit: 'ms',
      }),
      measuredRow({
        what: 'typing beside 10 others: processor time of the page for each key',
        value: together.processorMs,
        unit: 'ms',
      }),
      measuredRow({ what: 'board, scrolling: time between frames, p95', value: p95(frames), unit: 'ms', budget: 20 }),
      measuredRow({ what: 'board, reorder: key to paint, p95', value: p95(moves), unit: 'ms', budget: 50 }),
    ];
  } finally {
    await browser.close();
    await unlimited.close();
  }
};
