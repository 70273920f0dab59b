/** Links and roles as a guest meets them: what a role may not do is not offered, and what is withdrawn is gone at once. */
import { editBlockText } from '@oner/shared/document/commands/blocks.ts';
import { scriptOf } from '@oner/shared/document/schema.ts';
import { createStoryReader } from '@oner/shared/document/story-reader.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type ApiClient, createApiClient } from '../testing/api-client.ts';
import { openBrowser, openPerson, type Person } from '../testing/open-browser.ts';
import { openRawClient } from '../testing/raw-client.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { clickAfter, editorOf, eventually, faultsIn, openScript, seesInScript, seesSaved } from './screen.ts';
import { nightTrain } from './scripts.ts';

type Share = { readonly id: string; readonly token: string; readonly url: string };

let server: RunningServer;
let browser: Browser;
let owner: Person;
let api: ApiClient;
let project = '';

const share = (fields: Readonly<Record<string, string>>): Promise<Share> =>
  api.post(`/api/projects/${project}/shares`, fields);

const enter = async (page: Page, url: string, name: string): Promise<void> => {
  await page.goto(url);
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
};

const guest = async (role: 'viewer' | 'commenter' | 'editor', name: string) => {
  const link = await share({ role });
  const person = await openPerson(browser);
  await enter(person.page, link.url, name);
  await editorOf(person.page).waitFor();
  return { ...person, link };
};

const scriptText = (): Promise<string> => api.exportFountain(project);

beforeAll(async () => {
  server = await startServer({ env: { ONER_SAMPLE: 'false' } });
  api = createApiClient(server.url, server.adminToken);
  project = await api.importProject('Night Train', nightTrain);
  browser = await openBrowser();
  owner = await openPerson(browser);
  await owner.page.goto(server.ownerLink);
  await openScript(owner.page, `${server.url}/p/${project}`);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.each(['viewer', 'commenter'] as const)('a %s', (role) => {
  it('E2E-20 comes in by a link with no more than a name, reads, and is offered nothing that would be refused', async () => {
    const { page, context, complaints } = await guest(role, `Gail the ${role}`);
    await seesInScript(page, 'You know I have none.');
    await page.getByText(role === 'viewer' ? 'You can read' : 'You can read and comment', { exact: true }).waitFor();
    expect(await editorOf(page).getAttribute('contenteditable')).toBe('false');
    for (const name of ['Share', 'Break down', 'Break down the whole script'])
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    await editorOf(page).locator('p').nth(1).click();
    await page.keyboard.type('Zzz');
    await page.keyboard.press('s');
    await clickAfter(owner.page, 'You know I have none.');
    await owner.page.keyboard.insertText(` Seen by the ${role}.`);
    await seesInScript(page, `Seen by the ${role}.`);
    expect(await editorOf(page).textContent()).not.toContain('Zzz');
    expect(await scriptText()).not.toContain('Zzz');
    expect(faultsIn(complaints)).toEqual([]);
    await context.close();
  });

  it('E2E-21 writes past the screen: nobody gets it, it is answered, and reading goes on', async () => {
    const { token } = await share({ role });
    const raw = await openRawClient({ url: server.url, project, token });
    const refused = new Promise<string>((resolve) => {
      // The stock provider's own handler of y-protocols' permission-denied message.
      raw.provider.messageHandlers[2] = () => resolve('permission denied');
    });
    const witness = await openRawClient({ url: server.url, project, token: server.adminToken });
    const block = scriptOf(raw.doc).get(1);
    if (!(block instanceof Y.XmlElement)) throw new Error('no block');
    block.insert(0, [new Y.XmlText('Forged. ')]);
    expect(await refused).toBe('permission denied');
    const reader = createStoryReader(witness.doc);
    const clock = reader.snapshot().blocks.find(({ text }) => text.startsWith('A clock'));
    if (!clock) throw new Error('no clock');
    editBlockText(witness.doc, { block: clock.id, text: `A clock, read by the ${role}.` });
    await eventually(
      async () => scriptOf(raw.doc).toString().includes(`read by the ${role}.`),
      'the refused one goes on reading',
    );
    expect(scriptOf(witness.doc).toString()).not.toContain('Forged');
    expect(await editorOf(owner.page).textContent()).not.toContain('Forged');
    expect(await scriptText()).not.toContain('Forged');
    editBlockText(witness.doc, { block: clock.id, text: 'A clock without hands.' });
    raw.close();
    witness.close();
  });
});

describe('a link', () => {
  it('E2E-22 with a password says so when another is given, and opens with the right one', async () => {
    const link = await share({ role: 'viewer', password: 'open sesame' });
    const { page, context } = await openPerson(browser);
    await page.goto(link.url);
    await page.getByLabel('Your name').fill('Pia');
    await page.getByLabel('Password of the link').fill('sesame');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the password of this link.').waitFor();
    await page.getByLabel('Password of the link').fill('open sesame');
    await page.keyboard.press('Enter');
    await seesInScript(page, 'Rain on the window.');
    await context.close();
  });

  it('E2E-23 that has run out opens nothing, and says so', async () => {
    const link = await share({ role: 'viewer', expiresAt: new Date(Date.now() + 1000).toISOString() });
    const { page, context } = await openPerson(browser);
    await eventually(async () => {
      await page.goto(link.url);
      return page
        .getByRole('heading', { name: 'This link has run out' })
        .waitFor({ timeout: 500 })
        .then(() => true)
        .catch(() => false);
    }, 'the page says that the link has run out');
    await context.close();
  });

  it('E2E-24 that is revoked cuts off who came in by it within two seconds, pictures too', async () => {
    const { page, context, link } = await guest('editor', 'Rex');
    await clickAfter(page, 'Tickets.');
    await page.keyboard.insertText(' Please.');
    await seesSaved(page);
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    const [scene] = await api.get<{ id: string }[]>(`/api/projects/${project}/scenes`);
    const shot = await api.post<{ id: string }>(`/api/projects/${project}/shots`, { scene: scene?.id });
    const posted = await fetch(`${server.url}/api/projects/${project}/shots/${shot.id}/frames`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'image/png' },
      body: png,
    });
    const { frame } = (await posted.json()) as { frame: { asset: string } };
    const picture = `${server.url}/api/assets/${frame.asset}`;
    expect((await context.request.get(picture)).status()).toBe(200);
    const withdrawnAt = performance.now();
    await api.delete(`/api/projects/${project}/shares/${link.id}`);
    await page.getByRole('heading', { name: /session is over|do not have access/ }).waitFor();
    expect(performance.now() - withdrawnAt).toBeLessThan(2000);
    expect([401, 403, 404]).toContain((await context.request.get(picture)).status());
    await page.goto(link.url);
    await page.getByRole('heading', { name: 'This link has run out' }).waitFor();
    await context.close();
  });
});
