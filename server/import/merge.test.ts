import { addShot } from '@oner/shared/document/commands/shots.ts';
import { scriptSource } from '@oner/shared/document/script-source.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import { seededIds } from '@oner/shared/document/testing/story-fixture.ts';
import { projectIdSchema } from '@oner/shared/ids/ids.ts';
import { importReportSchema } from '@oner/shared/protocol/http/import-export.ts';
import { mergeReadingSchema } from '@oner/shared/protocol/http/script-merge.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type RunningApp, startApp } from '../http/testing/start-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const before = `INT. CAFE - NIGHT

Rain on the glass. ANNA waits with a cold cup.

ANNA
You are late again.

EXT. STREET - DAY

Ben runs. A car horn BLARES behind him.
`;
const after = `INT. CAFE - NIGHT

Snow on the glass. ANNA waits with a cold cup.

ANNA
You are late again.

EXT. ROOF - NIGHT

The tank drips on a bulb that nobody lit.
`;

const post = (project: string, body: string, query: string) =>
  app.ask(`/api/projects/${project}/import?format=fountain${query}`, {
    method: 'POST',
    body: new TextEncoder().encode(body),
  });
const exported = async (project: string): Promise<string> =>
  (await app.ask(`/api/projects/${project}/export?format=fountain`)).text();

/** A project with the first script and a shot in each scene. */
const filmed = async () => {
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  const project = projectIdSchema.parse(z.object({ id: z.string() }).parse(await made.json()).id);
  await post(project, before, '');
  const shots = await app.rooms.edit(`${project}/story`, { kind: 'server', by: 'server' }, (doc) =>
    ['cold cup', 'Ben runs.'].map((words, index) => {
      const block = readStory(doc).blocks.find(({ text }) => text.includes(words));
      if (block === undefined) throw new Error(`no block says ${words}`);
      const from = block.text.indexOf(words);
      const ends = { start: { block: block.id, offset: from }, end: { block: block.id, offset: from + words.length } };
      const shot = addShot(doc, { words: ends, ids: seededIds(index + 1) });
      if (!shot.ok) throw new Error(shot.error.kind);
      return shot.value;
    }),
  );
  return { project, shots };
};
const storyOf = (project: string) => app.rooms.read(`${projectIdSchema.parse(project)}/story`, readStory);

describe('a changed file of a script that is there', () => {
  it('HTTP-50 is shown before it is merged: scenes, lines, and what hangs on what goes; nothing is changed', async () => {
    const { project, shots } = await filmed();
    const reply = await post(project, after, '&mode=merge&preview=true');
    expect(reply.status).toBe(200);
    const { merge, screenplay, elements } = mergeReadingSchema.parse(await reply.json());
    expect(merge.counts).toEqual({ added: 1, changed: 1, moved: 0, removed: 1, same: 0 });
    expect(merge.scenes.map(({ change, heading }) => [change, heading])).toEqual([
      ['changed', 'INT. CAFE - NIGHT'],
      ['removed', 'EXT. STREET - DAY'],
      ['added', 'EXT. ROOF - NIGHT'],
    ]);
    expect(merge.scenes[0]?.lines).toEqual([
      {
        change: 'changed',
        type: 'action',
        before: 'Rain on the glass. ANNA waits with a cold cup.',
        after: 'Snow on the glass. ANNA waits with a cold cup.',
      },
    ]);
    expect(merge.scenes[1]?.loses.shots).toEqual([{ id: shots[1], number: '2A' }]);
    expect(merge.shots).toEqual({ kept: 1, unplaced: 1, wordless: 0 });
    expect(elements).toEqual({ sceneHeading: 2, action: 2, character: 1, dialogue: 1 });
    expect(screenplay.blocks).toHaveLength(6);
    expect(await exported(project)).toBe(before);
  });

  it('HTTP-51 is merged into the script that its preview was of; shots of a scene that goes are unplaced', async () => {
    const { project, shots } = await filmed();
    const { base } = mergeReadingSchema.parse(await (await post(project, after, '&mode=merge&preview=true')).json());
    const reply = await post(project, after, `&mode=merge&base=${base}`);
    expect(importReportSchema.parse(await reply.json()).merged).toEqual({ added: 2, removed: 2, changed: 1, moved: 0 });
    expect(await exported(project)).toBe(after);
    const story = await storyOf(project);
    expect(story.unplaced).toEqual([shots[1]]);
    const anchor = [...story.shots.values()].find(({ id }) => id === shots[0])?.anchor;
    const text = story.blocks.find(({ id }) => id === anchor?.start.block)?.text;
    expect(text?.slice(anchor?.start.offset, anchor?.end.offset)).toBe('cold cup');
    const late = await post(project, before, `&mode=merge&base=${base}`);
    expect(late.status).toBe(409);
    expect(await exported(project)).toBe(after);
  });

  it('HTTP-52 is merged without a preview into what is there; only a merge has a preview or a base', async () => {
    const { project } = await filmed();
    expect((await post(project, after, '&mode=merge')).status).toBe(200);
    expect(await exported(project)).toBe(after);
    expect((await post(project, after, '&mode=append&preview=true')).status).toBe(422);
    expect((await post(project, after, '&base=x')).status).toBe(422);
    expect((await post(project, '', '&mode=merge&preview=true')).status).toBe(422);
    expect(await exported(project)).toBe(after);
  });

  it('HTTP-53 is kept for exports to write into, for whoever merged it in the document', async () => {
    const { project } = await filmed();
    const reply = await app.ask(`/api/projects/${project}/import/source?format=fountain`, {
      method: 'POST',
      body: new TextEncoder().encode(after),
    });
    expect(reply.status).toBe(201);
    const { asset } = z.object({ asset: z.string() }).parse(await reply.json());
    const kept = await app.rooms.read(`${project}/story`, scriptSource);
    expect(kept?.asset).not.toBe(asset);
    const bytes = await app.ask(`/api/assets/${asset}`);
    expect(await bytes.text()).toBe(after);
  });

  it('HTTP-53 of Final Draft leaves byte for byte as the merged file was, with what nothing here knows', async () => {
    const fdx = (line: string, more: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Version="5">
  <Content>
    <Paragraph Type="Scene Heading" Number="1"><Text>INT. ROOM - DAY</Text></Paragraph>
    <Paragraph Type="Action"><Text>${line}</Text></Paragraph>
  </Content>
  <Anything ${more}/>
</FinalDraft>
`;
    const { project } = await filmed();
    const put = (body: string, query: string) =>
      app.ask(`/api/projects/${project}/import?format=fdx${query}`, {
        method: 'POST',
        body: new TextEncoder().encode(body),
      });
    await put(fdx('He says nothing.', 'kept="yes"'), '');
    const changed = fdx('He says nothing more.', 'kept="still"');
    const { merge } = mergeReadingSchema.parse(await (await put(changed, '&mode=merge&preview=true')).json());
    expect(merge.scenes.map(({ change, lines }) => [change, lines.length])).toEqual([['changed', 1]]);
    expect((await put(changed, '&mode=merge')).status).toBe(200);
    const out = await app.ask(`/api/projects/${project}/export?format=fdx`);
    expect(await out.text()).toBe(changed);
  });
});
