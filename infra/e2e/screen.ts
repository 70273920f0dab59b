/** What a person sees and does, by the names that the screen gives things. */

import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Script' });

/** The whole script's text, with the names at the carets of others in it. */
export const scriptTextOf = async (page: Page): Promise<string> => (await editorOf(page).textContent()) ?? '';

/** Waits for the script to be there to write in. */
export const openScript = async (page: Page, url: string): Promise<void> => {
  await page.goto(url);
  await editorOf(page).waitFor();
};

/** Puts the caret at the end of the block that holds `words`. */
export const clickAfter = async (page: Page, words: string): Promise<void> => {
  const block = editorOf(page).locator('p', { hasText: words }).first();
  await block.scrollIntoViewIfNeeded();
  await block.click();
  await page.keyboard.press('End');
};

export const seesInScript = (page: Page, words: string, timeout = 10_000): Promise<void> =>
  editorOf(page).locator('p', { hasText: words }).first().waitFor({ timeout, state: 'attached' });

/** Waits until the bar says that everything is durable. */
export const seesSaved = (page: Page, timeout = 15_000): Promise<void> =>
  page.getByText('Saved', { exact: true }).first().waitFor({ timeout });

/** Waits for `check` to hold, asking again without a fixed pause. */
export const eventually = async (check: () => Promise<boolean>, what: string, timeoutMs = 30_000): Promise<void> => {
  await expect.poll(check, { timeout: timeoutMs, interval: 50, message: what }).toBe(true);
};

/** What the console complained of, less that a stranger is not signed in yet: the browser logs that answer by itself. */
export const faultsIn = (complaints: readonly string[]): readonly string[] =>
  complaints.filter((complaint) => !complaint.includes('status of 401'));
