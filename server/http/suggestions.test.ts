import { suggestionViewSchema } from '@oner/shared/protocol/http/suggestion.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type RunningApp, startApp } from './testing/start-app.ts';

const idSchema = z.object({ id: z.string() });
const blockSchema = z.object({ id: z.string(), heading: z.string() });

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** A project with one scene, and tokens of people of each role. */
const scripted = async () => {
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  const path = `/api/projects/${idSchema.parse(await made.json()).id}`;
  const script = new TextEncoder().encode('INT. KITCHEN - DAY\n\nAnna looks up.\n');
  await app.ask(`${path}/import?format=fountain`, { method: 'POST', body: script });
  const [scene] = z.array(blockSchema).parse(await (await app.ask(`${path}/scenes`)).json());
  const share = async (role: string): Promise<string> => {
    const made = await app.ask(`${path}/shares`, { method: 'POST', body: { role, name: role } });
    return z.object({ token: z.string() }).parse(await made.json()).token;
  };
  const fountain = async () => (await app.ask(`${path}/export?format=fountain`)).text();
  const heading = { kind: 'text', block: scene?.id, from: 5, before: 'KITCHEN', text: 'GARAGE' };
  return { path, share, fountain, heading };
};

describe('suggestions over HTTP', () => {
  test('SUG-2 a commenter suggests and takes back, only who may edit accepts or rejects, a viewer reads', async () => {
    const { path, share, fountain, heading } = await scripted();
    const [viewer, commenter, editor] = [await share('viewer'), await share('commenter'), await share('editor')];
    const suggest = (token: string, body: object = heading) =>
      app.ask(`${path}/suggestions`, { token, method: 'POST', body });
    const before = await fountain();
    expect((await suggest(viewer)).status).toBe(403);
    const suggested = await suggest(commenter);
    expect(suggested.status).toBe(201);
    const view = suggestionViewSchema.parse(await suggested.json());
    expect(view).toMatchObject({ state: 'open', place: 'fits', from: 5, before: 'KITCHEN', text: 'GARAGE' });
    expect(await fountain()).toBe(before);
    const settle = (token: string, verdict: string) =>
      app.ask(`${path}/suggestions/${view.id}`, { token, method: 'PATCH', body: { verdict } });
    for (const token of [viewer, commenter]) expect((await settle(token, 'accepted')).status).toBe(403);
    expect(suggestionViewSchema.parse(await (await settle(editor, 'accepted')).json())).toMatchObject({
      ...{ state: 'accepted', place: null },
    });
    expect((await settle(editor, 'rejected')).status).toBe(409);
    expect(await fountain()).toBe(before.replace('KITCHEN', 'GARAGE'));
    const listed = z
      .array(suggestionViewSchema)
      .parse(await (await app.ask(`${path}/suggestions`, { token: viewer })).json());
    expect(listed.map(({ id, state }) => [id, state])).toEqual([[view.id, 'accepted']]);
  });

  test('SUG-8 a suggestion about words that are not there is a conflict, one that changes nothing is not valid', async () => {
    const { path, heading } = await scripted();
    const status = async (change: object) =>
      (await app.ask(`${path}/suggestions`, { method: 'POST', body: { ...heading, ...change } })).status;
    expect(await status({ before: 'BATHROOM' })).toBe(409);
    expect(await status({ text: 'KITCHEN' })).toBe(422);
    expect(await status({ text: 'TWO\nLINES' })).toBe(422);
    expect(await status({ block: 'blk_none' })).toBe(422);
    expect(await status({ anchor: {} })).toBe(422);
  });

  test('SUG-9 only who suggested it takes it back', async () => {
    const { path, share, heading } = await scripted();
    const [mia, ben] = [await share('commenter'), await share('commenter')];
    const made = await app.ask(`${path}/suggestions`, { token: mia, method: 'POST', body: heading });
    const { id } = suggestionViewSchema.parse(await made.json());
    const remove = async (token: string) =>
      (await app.ask(`${path}/suggestions/${id}`, { token, method: 'DELETE' })).status;
    expect(await remove(ben)).toBe(403);
    expect(await remove(mia)).toBe(204);
    expect(
      (await app.ask(`${path}/suggestions/${id}`, { method: 'PATCH', body: { verdict: 'accepted' } })).status,
    ).toBe(404);
  });
});
