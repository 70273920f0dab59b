import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium that the machine has, or null. `ONER_CHROMIUM` names another. */
export const chromiumPath = (): string | null =>
  [process.env.ONER_CHROMIUM ?? '', ...places].find((place) => place !== '' && existsSync(place)) ?? null;

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** `more`: further flags of Chromium. */
export const openBrowser = async (more: readonly string[] = []): Promise<Browser> => {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('no Chromium on this machine: "npm test" installs one where it may');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...sandbox, ...flags, ...more] });
};

export type Person = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the console said that it should not: errors and unhandled rejections. */
  readonly complaints: readonly string[];
};

/** A person with a browser of their own: own cookies, own storage. */
export const openPerson = async (
  browser: Browser,
  options: {
    readonly language?: 'en' | 'zh-CN';
    readonly dark?: boolean;
    readonly width?: number;
    readonly height?: number;
  } = {},
): Promise<Person> => {
  const context = await browser.newContext({
    locale: options.language ?? 'en',
    colorScheme: options.dark ? 'dark' : 'light',
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { context, page, complaints };
};
