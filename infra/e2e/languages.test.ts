/** Every screen in both languages and both looks: nothing in the console, and nothing serious for axe. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson } from '../testing/open-browser.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { seriousFindings } from './accessibility.ts';
import { eventually, faultsIn } from './screen.ts';

let server: RunningServer;
let browser: Browser;
let project = '';
let shot = '';
let link = '';
let owner: Awaited<ReturnType<BrowserContext['cookies']>> = [];

/** Where pictures of the screens are put; none are taken when it is not set. */
const pictures = process.env.ONER_SCREENS;

const words = {
  en: { script: 'Script', share: 'Share', you: /^You: / },
  'zh-CN': { script: '剧本', share: '分享', you: /^你：/ },
} as const;

type Screen = { readonly name: string; readonly show: (page: Page, language: keyof typeof words) => Promise<void> };

const openProject = (page: Page, rest = ''): Promise<unknown> => page.goto(`${server.url}/p/${project}${rest}`);
const hasScript = (page: Page, language: keyof typeof words): Promise<void> =>
  page.getByRole('textbox', { name: words[language].script }).waitFor();
const hasCards = (page: Page): Promise<void> => page.locator('[data-shot] img').first().waitFor();

const screens: readonly Screen[] = [
  {
    name: 'home',
    show: async (page) => {
      await page.goto(server.url);
      await page.locator(`a[href*="${project}"]`).first().waitFor();
    },
  },
  {
    name: 'script',
    show: async (page, language) => {
      await openProject(page, '?view=script');
      await hasScript(page, language);
    },
  },
  {
    name: 'split',
    show: async (page, language) => {
      await openProject(page, '?view=split');
      await hasScript(page, language);
    },
  },
  {
    name: 'share panel',
    show: async (page, language) => {
      await page.getByRole('button', { name: words[language].share, exact: true }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'palette',
    show: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
    },
  },
  {
    name: 'keys',
    show: async (page) => {
      await page.keyboard.press('Escape');
      // A letter that comes while the palette is still closing is typed into it.
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      const keys = page.getByRole('dialog');
      await eventually(async () => {
        if (!(await keys.isVisible())) await page.locator('body').press('Shift+?');
        return keys.isVisible();
      }, 'the keys are shown');
    },
  },
  {
    name: 'board',
    show: async (page) => {
      await openProject(page, '/board');
      await hasCards(page);
    },
  },
  {
    name: 'shot',
    show: async (page) => {
      await openProject(page, `/shot/${shot}`);
      await page.locator('main img').first().waitFor();
    },
  },
];

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  const api = createApiClient(server.url, server.adminToken);
  const wait = async <T>(ask: () => Promise<T>, until: (answer: T) => boolean): Promise<T> => {
    const answer = await ask();
    return until(answer) ? answer : wait(ask, until);
  };
  const [sample] = await wait(
    () => api.get<{ id: string }[]>('/api/projects'),
    (list) => list.length > 0,
  );
  project = sample?.id ?? '';
  const shots = await api.get<{ id: string }[]>(`/api/projects/${project}/shots?limit=1000`);
  shot = shots[0]?.id ?? '';
  await wait(
    () => api.get<unknown[]>(`/api/projects/${project}/frames?limit=1000`),
    (list) => list.length >= shots.length,
  );
  const { token } = await api.post<{ token: string }>(`/api/projects/${project}/shares`, { role: 'editor' });
  link = `${server.url}/s/${token}`;
  // The owner's link is good once: all looks go on with the session that it gave.
  const { page, context } = await openPerson(browser);
  await page.goto(server.ownerLink);
  owner = await context.cookies();
  await context.close();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const picture = async (page: Page, name: string): Promise<void> => {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name.replaceAll(' ', '-')}.png`) });
};

const looks = [
  { language: 'en', dark: false, width: 1440, height: 900 },
  { language: 'en', dark: true, width: 1440, height: 900 },
  { language: 'zh-CN', dark: false, width: 1440, height: 900 },
  { language: 'zh-CN', dark: true, width: 1440, height: 900 },
  { language: 'en', dark: false, width: 390, height: 844 },
] as const;

describe.each(looks)('in $language, dark: $dark, $width px wide', ({ language, dark, width, height }) => {
  it('E2E-30 every screen is without errors and without serious findings of axe', async () => {
    const { page, context, complaints } = await openPerson(browser, { language, dark, width, height });
    const look = `${language}-${dark ? 'dark' : 'light'}-${width}`;
    const findings: string[] = [];
    const check = async (name: string): Promise<void> => {
      await picture(page, `${look}-${name}`);
      findings.push(...(await seriousFindings(page)).map((finding) => `${name}: ${finding}`));
    };
    await page.goto(server.url);
    await page.getByRole('heading').first().waitFor();
    await check('sign-in');
    await page.goto(link);
    await page.locator('input[name=name]').waitFor();
    await check('link');
    await context.addCookies(owner);
    for (const screen of screens) {
      await screen.show(page, language);
      await check(screen.name);
    }
    expect(findings).toEqual([]);
    expect(faultsIn(complaints)).toEqual([]);
    await context.close();
  });
});
