import type { Frame } from '@oner/shared/document/desk.ts';
import type { Scene, Shot } from '@oner/shared/document/story.ts';
import { assetIdSchema, frameIdSchema, shotIdSchema } from '@oner/shared/ids/ids.ts';
import { projectSchema } from '@oner/shared/protocol/http/project.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { summarize } from './project-summary.ts';
import { startApp } from './testing/start-app.ts';

type Board = Readonly<Record<string, { readonly frames: string; readonly pick?: string }>>;

/** Scenes by the letters of their shots; frames by a digit each, which is also what their asset is made of. */
const summaryOf = (scenes: readonly string[], board: Board) => {
  const shotOf = (letter: string) => shotIdSchema.parse(`sht_${letter}`);
  const frameOf = (digit: string) => frameIdSchema.parse(`frm_${digit}`);
  const entries = Object.entries(board);
  const shots = entries.map(([letter, { pick }]) => {
    const shot: Pick<Shot, 'pick'> = { pick: pick ? frameOf(pick) : null };
    return [shotOf(letter), shot as Shot] as const; // only its pick is read
  });
  const frames = entries.map(([letter, { frames: digits }]) => {
    const list = [...digits].map((digit) => {
      const frame: Pick<Frame, 'id' | 'kind' | 'asset'> = {
        ...{
          id: frameOf(digit),
          kind: digit === '9' ? 'video' : 'image',
          asset: assetIdSchema.parse(digit.repeat(64)),
        },
      };
      return frame as Frame; // no more of it is read
    });
    return [shotOf(letter), list] as const;
  });
  const sceneList = scenes.map((letters) => ({ shots: [...letters].map(shotOf) }) as Pick<Scene, 'shots'> as Scene); // only its shots are read
  return summarize({ scenes: sceneList, shots: new Map(shots) }, { framesByShot: new Map(frames) });
};
const poster = (digits: string) => [...digits].map((digit) => digit.repeat(64));

test('HTTP-15 a summary shows frames of the first three placed shots that have any, the picked one before the newest', () => {
  const board: Board = {
    z: { frames: '8' },
    a: { frames: '12' },
    b: { frames: '' },
    c: { frames: '34', pick: '3' },
    d: { frames: '59' },
    e: { frames: '6' },
  };
  expect(summaryOf(['ab', 'cde'], board)).toEqual({ scenes: 2, shots: 5, poster: poster('235') });
  expect(summaryOf([], board)).toEqual({ scenes: 0, shots: 0, poster: [] });
});

test('HTTP-15 a project tells its summary, which follows the documents', async () => {
  const app = await startApp();
  const idSchema = z.object({ id: z.string() });
  const { id } = idSchema.parse(
    await (await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } })).json(),
  );
  const summary = async () => {
    app.move(1000);
    await new Promise((resolve) => setImmediate(resolve));
    const listed = z.array(projectSchema).parse(await (await app.ask('/api/projects')).json());
    return listed[0]?.summary;
  };
  const body = new TextEncoder().encode('INT. A - DAY\n\nRain.\n\nEXT. B - DAY\n\nSun.\n');
  await app.ask(`/api/projects/${id}/import?format=fountain`, { method: 'POST', body });
  expect(await summary()).toEqual({ scenes: 2, shots: 0, poster: [] });
  const [scene] = z.array(idSchema).parse(await (await app.ask(`/api/projects/${id}/scenes`)).json());
  await app.ask(`/api/projects/${id}/shots`, { method: 'POST', body: { scene: scene?.id } });
  expect(await summary()).toEqual({ scenes: 2, shots: 1, poster: [] });
  await app.close();
});
