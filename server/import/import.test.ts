import { Worker } from 'node:worker_threads';
import { scriptSource, setScriptSource } from '@oner/shared/document/script-source.ts';
import { projectIdSchema } from '@oner/shared/ids/ids.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHandClock, type RunningApp, startApp } from '../http/testing/start-app.ts';
import { createScriptReader, readingLimits } from './script-reader.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** Bytes of a text in an encoding of at most two bytes a character, by asking the decoder about every pair. */
const encoderOf = (encoding: string) => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const bytesOf = new Map<string, readonly number[]>();
  const learn = (...bytes: number[]): void => {
    try {
      const char = decoder.decode(new Uint8Array(bytes));
      if ([...char].length === 1 && !bytesOf.has(char)) bytesOf.set(char, bytes);
    } catch {
      // not valid in this encoding
    }
  };
  for (let lead = 0; lead < 256; lead += 1) learn(lead);
  for (let lead = 0x81; lead < 255; lead += 1) for (let trail = 0x40; trail < 255; trail += 1) learn(lead, trail);
  return (text: string): Uint8Array =>
    new Uint8Array(
      [...text].flatMap((char) => {
        const bytes = bytesOf.get(char);
        if (!bytes) throw new Error(`${char} is not in ${encoding}`);
        return bytes;
      }),
    );
};
const utf16 = (text: string, { mark, swap }: { readonly mark: boolean; readonly swap: boolean }): Uint8Array => {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le');
  return new Uint8Array(swap ? bytes.swap16() : bytes);
};
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const chinese =
  '内景 咖啡馆 日\n\n雨还没有停。林晚坐在窗边，看着街上的人一个个走过去，谁也没有回头。\n\n林晚\n你来得太晚了。\n';
const japanese = 'INT. 喫茶店 - 夜\n\n雨はまだやまない。アンナは窓のそばに座り、だれも来ない通りをずっと見ている。\n';
const western = 'INT. CAFÉ – NIGHT\n\nRenée says nothing. “Déjà vu,” she thinks – twenty € in her hand.\n';

const finalDraft = `<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Version="5">
  <Content>
    <Paragraph Type="Scene Heading"><Text>INT. ROOM - DAY</Text></Paragraph>
    <Paragraph Type="Action"><Text>He says </Text><Text Style="Italic">nothing</Text><Text>.</Text></Paragraph>
  </Content>
  <Anything kept="yes"/>
</FinalDraft>
`;

const newProject = async (): Promise<string> => {
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  return z.object({ id: z.string() }).parse(await made.json()).id;
};
const post = (project: string, body: Uint8Array, query = 'format=fountain') =>
  app.ask(`/api/projects/${project}/import?${query}`, { method: 'POST', body });
const exported = async (project: string): Promise<string> =>
  (await app.ask(`/api/projects/${project}/export?format=fountain`)).text();
const reportOf = async (response: Response) =>
  z.object({ scenes: z.number(), blocks: z.number(), warnings: z.array(z.string()) }).parse(await response.json());

describe('a file that is imported', () => {
  it.each([
    ['UTF-8', utf8(chinese), chinese],
    ['UTF-8 with a mark', utf8(`\uFEFF${chinese}`), chinese],
    ['UTF-16 LE with a mark', utf16(chinese, { mark: true, swap: false }), chinese],
    ['UTF-16 BE with a mark', utf16(chinese, { mark: true, swap: true }), chinese],
    ['UTF-16 LE without a mark', utf16(western, { mark: false, swap: false }), western],
    ['UTF-16 BE without a mark', utf16(western, { mark: false, swap: true }), western],
    ['GB18030', encoderOf('gb18030')(chinese), chinese],
    ['Shift-JIS', encoderOf('shift_jis')(japanese), japanese],
    ['Windows-1252', encoderOf('windows-1252')(western), western],
  ])('HTTP-5 is read in %s', async (_name, body, text) => {
    const project = await newProject();
    const response = await post(project, body);
    expect(response.status).toBe(200);
    expect(await reportOf(response)).toMatchObject({ scenes: 1 });
    const lines = text.split('\n').filter((line) => line !== '');
    const back = await exported(project);
    for (const line of lines) expect(back).toContain(line);
  });

  it('HTTP-5 plain text is read as a screenplay', async () => {
    const project = await newProject();
    const response = await post(project, utf8(western), 'format=txt');
    expect(await reportOf(response)).toEqual({ scenes: 1, blocks: 2, warnings: [] });
  });

  it('HTTP-5 loses NUL with a warning, and nothing else', async () => {
    const project = await newProject();
    const response = await post(project, utf8(western.replace('Renée', 'Ren\u0000ée')));
    expect((await reportOf(response)).warnings).toHaveLength(1);
    expect(await exported(project)).toContain('Renée says nothing.');
  });

  it.each([
    ['fountain', `\n\n${western}\n\n\n`],
    ['fdx', finalDraft],
  ])('FDX-12 as %s and not changed is exported byte for byte', async (format, text) => {
    const project = await newProject();
    expect(await reportOf(await post(project, utf8(text), 'format=txt'))).toMatchObject({ scenes: 1 });
    await post(project, utf8(text), `format=${format}`);
    const back = await app.ask(`/api/projects/${project}/export?format=${format}`);
    expect(await back.text()).toBe(text);
  });

  it('FDX-12 as Final Draft is exported with what changed since and all that it said besides', async () => {
    const project = await newProject();
    await post(project, utf16(finalDraft.replace('UTF-8', 'UTF-16'), { mark: true, swap: false }), 'format=fdx');
    await post(project, utf8('INT. BAR - DAY\n\nMore.\n'), 'format=fountain&mode=append');
    const back = await (await app.ask(`/api/projects/${project}/export?format=fdx`)).text();
    expect(back).toContain('<Anything kept="yes"/>');
    expect(back).toContain('encoding="UTF-8"');
    expect(back).toContain('<Text>More.</Text>');
    expect(await exported(project)).toContain('He says *nothing*.');
  });

  it('FDX-12 names a source that the project does not hold in vain', async () => {
    const [mine, theirs] = [await newProject(), await newProject()];
    await post(theirs, utf8(finalDraft), 'format=fdx');
    await post(mine, utf8(western), 'format=fountain');
    const asset = await app.rooms.read(`${projectIdSchema.parse(theirs)}/story`, scriptSource);
    await app.rooms.edit(`${projectIdSchema.parse(mine)}/story`, { kind: 'user', by: 'x' }, (doc) =>
      setScriptSource(doc, asset),
    );
    const back = await (await app.ask(`/api/projects/${mine}/export?format=fdx`)).text();
    expect(back).not.toContain('Anything');
    expect(back).toContain('Renée says nothing.');
  });

  it('HTTP-36 tells what it was read as, by its content, and what was read by guess', async () => {
    const project = await newProject();
    const odd = finalDraft.replace('Type="Action"', 'Type="Sluglet"');
    expect(await (await post(project, utf8(odd), 'format=fountain')).json()).toMatchObject({
      ...{ format: 'fdx', scenes: 1, blocks: 2, speakers: 0 },
      unsure: [expect.stringContaining('Sluglet')],
    });
    const markdown = '# Rain\n\n## INT. BAR - DAY\n\n__Anna__ waits.\n';
    expect(await (await post(project, utf8(markdown), 'format=md')).json()).toMatchObject({ format: 'md', scenes: 1 });
    expect(await exported(project)).toBe('# Rain\n\nINT. BAR - DAY\n\n**Anna** waits.\n');
  });

  it.each([
    ['empty', new Uint8Array(), 'fountain', 422],
    ['white space only', utf8(' \n\t\n'), 'fountain', 422],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'fountain', 422],
    ['a zip', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 0xb5, 0x11, 0xff, 0xfe]), 'txt', 422],
    ['no Storyboarder project', utf8(western), 'storyboarder', 422],
    ['no archive', utf8(western), 'archive', 422],
    ['no book', utf8(western), 'epub', 422],
    ['no PDF', utf8(western), 'pdf', 422],
    [
      'a bomb of entities',
      utf8(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${finalDraft}`),
      'fdx',
      422,
    ],
    ['a document type alone', utf8(`<!DOCTYPE FinalDraft>${finalDraft}`), 'fountain', 422],
    ['cut off', utf8(finalDraft.slice(0, 200)), 'fdx', 422],
    ['XML of another kind', utf8('<?xml version="1.0"?><html/>'), 'fdx', 422],
    ['not XML', utf8(western), 'fdx', 422],
    ['nested without end', utf8(`<?xml version="1.0"?>${'<a>'.repeat(1_000_000)}`), 'fdx', 413],
    ['more XML than any script', utf8(`<?xml version="1.0"?>${'<a/>'.repeat(8_000_000)}`), 'fdx', 413],
    ['longer than any script', new Uint8Array(5_000_001).fill(0x61), 'fountain', 413],
    ['of more paragraphs than any script', utf8('Go.\n\n'.repeat(50_001)), 'fountain', 413],
  ])('HTTP-5 that is %s is refused and changes nothing', async (_name, body, format, status) => {
    const project = await newProject();
    await post(project, utf8(western));
    const before = await exported(project);
    const refused = await post(project, body, `format=${format}`);
    expect(refused.status).toBe(status);
    expect(z.object({ detail: z.string().min(1) }).parse(await refused.json()).detail).not.toBe('');
    expect(await exported(project)).toBe(before);
  });

  it('HTTP-12 that the project cannot hold besides what it has is 413 and changes nothing', async () => {
    const small = await startApp({ maxDocumentBytes: 20_000 });
    const made = await small.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
    const path = `/api/projects/${z.object({ id: z.string() }).parse(await made.json()).id}`;
    const send = (body: string) =>
      small.ask(`${path}/import?format=fountain&mode=append`, { method: 'POST', body: utf8(body) });
    expect((await send(western)).status).toBe(200);
    const refused = await send(`INT. ROOM - DAY\n\n${'Anna goes on. '.repeat(2000)}\n`);
    expect(refused.status).toBe(413);
    const scenes = z.array(z.unknown()).parse(await (await small.ask(`${path}/scenes`)).json());
    expect(scenes).toHaveLength(1);
    await small.close();
  });

  it('HTTP-14 is read in a thread of its own: others are answered meanwhile', async () => {
    const project = await newProject();
    const long = utf8(`INT. ROOM - DAY\n\n${`${'Anna goes on, and on. '.repeat(4000)}\n`.repeat(50)}`);
    let done = false;
    const importing = post(project, long).then((response) => {
      done = true;
      return response.status;
    });
    let answered = 0;
    while (!done && answered < 3) {
      expect((await app.ask('/api/me')).status).toBe(200);
      answered += 1;
    }
    expect(await importing).toBe(200);
    expect(answered).toBeGreaterThan(0);
  });

  it('HTTP-14 that takes too much memory is given up, buffers counted', async () => {
    const { clock, move } = createHandClock();
    let watched: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      watched = resolve;
    });
    let memory = 100;
    const reader = createScriptReader({
      clock: {
        ...clock,
        after: (ms, run) => {
          const cancel = clock.after(ms, run);
          if (ms < readingLimits.maxMs) watched();
          return cancel;
        },
      },
      memoryMb: () => memory,
      startThread: () => new Worker('setInterval(() => {}, 1000)', { eval: true }),
    });
    const reading = reader.read(utf8(western), 'fountain');
    await asked;
    memory += readingLimits.maxMemoryMb + 1;
    move(100);
    expect(await reading).toMatchObject({ ok: false, error: { kind: 'unreadable' } });
    await reader.close();
  });

  it('HTTP-14 that takes too long to read is given up, and the next one is read', async () => {
    const { clock, move } = createHandClock();
    const stuck = () => new Worker('setInterval(() => {}, 1000)', { eval: true });
    const threads = [stuck, () => new Worker(new URL('./script-reader-worker.ts', import.meta.url))];
    let waits: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      waits = resolve;
    });
    const reader = createScriptReader({
      clock: {
        ...clock,
        after: (ms, run) => {
          const cancel = clock.after(ms, run);
          waits();
          return cancel;
        },
      },
      startThread: () => (threads.shift() ?? stuck)(),
    });
    const first = reader.read(utf8(western), 'fountain');
    await asked;
    move(readingLimits.maxMs);
    expect(await first).toMatchObject({ ok: false, error: { kind: 'unreadable' } });
    expect(await reader.read(utf8(western), 'fountain')).toMatchObject({ ok: true });
    await reader.close();
  });
});
