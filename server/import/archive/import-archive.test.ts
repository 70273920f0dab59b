import { readDesk } from '@oner/shared/document/desk-reader.ts';
import { deskRootOf } from '@oner/shared/document/desk-schema.ts';
import { scriptOf } from '@oner/shared/document/schema.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import { type ProjectId, projectIdSchema } from '@oner/shared/ids/ids.ts';
import { strToU8, unzipSync, zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { z } from 'zod';
import { archiveFiles, manifestEntry } from '../../export/archive-layout.ts';
import { type RunningApp, startApp } from '../../http/testing/start-app.ts';
import { importedAuthor, importedValue } from './imported-author.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

type Files = Record<string, Uint8Array>;
const withId = z.object({ id: z.string() });
const idOf = async (response: Response): Promise<string> => withId.parse(await response.json()).id;
const newProject = async (on = app): Promise<ProjectId> =>
  projectIdSchema.parse(await idOf(await on.ask('/api/projects', { method: 'POST', body: { title: 'Film' } })));
const picture = async (red: number): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp({ create: { width: 9, height: 5, channels: 3, background: { r: red, g: 2, b: 3 } } })
      .png()
      .toBuffer(),
  );

const words = 'INT. ROOM - DAY\n\nRain, rain, rain.\n\nANNA\nRain again.\n\nEXT. STREET - NIGHT #7#\n\nSnow.\n';

/** A project with all that an archive holds. */
const film = async (): Promise<ProjectId> => {
  const project = await newProject();
  const path = `/api/projects/${project}`;
  const send = async (to: string, body: unknown, method = 'POST') => app.ask(`${path}${to}`, { method, body });
  await app.ask(`${path}/import?format=fountain`, { method: 'POST', body: strToU8(words) });
  const scenes = z.array(withId).parse(await (await app.ask(`${path}/scenes`)).json());
  const shots: string[] = [];
  for (const scene of [scenes[0]?.id, scenes[0]?.id, scenes[1]?.id])
    shots.push(await idOf(await send('/shots', { scene, size: 'CU', subjects: ['ANNA'], description: 'Close.' })));
  for (const red of [1, 2])
    await app.ask(`${path}/shots/${shots[0]}/frames`, {
      ...{ method: 'POST', body: await picture(red) },
      headers: { 'content-type': 'image/png' },
    });
  const thread = await idOf(await send('/threads', { anchor: { kind: 'shot', id: shots[0] }, body: 'Closer?' }));
  await send(`/threads/${thread}/comments`, { body: 'Yes.' });
  await send('/decisions', { shot: shots[1], verdict: 'approved', note: 'good' });
  await send('/versions', { name: 'Before' });
  await send(`/shots/${shots[2]}`, { description: 'Later.' }, 'PATCH');
  // the middle one of three words that read the same: only its place tells which
  const story = await app.rooms.read(`${project}/story`, readStory);
  const block = story.blocks[1]?.id;
  await app.rooms.edit(`${project}/story`, { kind: 'user', by: 'x' }, (doc) => {
    const shot = doc.getMap('shots').get(shots[0] ?? '');
    const paragraph = scriptOf(doc).get(1);
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (!(shot instanceof Y.Map && text instanceof Y.XmlText)) throw new Error('no words');
    const point = (offset: number, assoc: number) => ({
      ...{ block, quote: 'rain' },
      position: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, offset, assoc)),
    });
    shot.set('anchor', { start: point(12, 0), end: point(16, -1) });
  });
  await send('/shares', { role: 'commenter', name: 'A link' });
  return project;
};

const archiveOf = async (project: ProjectId, on = app): Promise<Uint8Array> =>
  new Uint8Array(await (await on.ask(`/api/projects/${project}/export?format=archive`)).arrayBuffer());
const importInto = (project: ProjectId, body: Uint8Array, query = '', on = app) =>
  on.ask(`/api/projects/${project}/import?format=archive${query}`, { method: 'POST', body });

const docOf = (bytes: Uint8Array): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  return doc;
};

/** What an archive says, without what only its making decides. */
const said = (archive: Uint8Array, { authors }: { readonly authors: boolean }) => {
  const files = unzipSync(archive);
  const desk = (bytes: Uint8Array) => {
    const { frames, threads, decisions } = readDesk(docOf(bytes));
    const all = { frames: [...frames.values()], threads: [...threads.values()], decisions };
    return authors ? all : importedValue(all, { id: 'x', name: 'x' });
  };
  const story = (bytes: Uint8Array) => {
    const { shots, ...rest } = readStory(docOf(bytes));
    return { ...rest, shots: [...shots.values()] };
  };
  return Object.fromEntries(
    Object.entries(files)
      .filter(
        ([name]) => !['project.json', 'threads.json', 'decisions.json', 'frames.json', 'manifest.json'].includes(name),
      )
      .map(([name, bytes]) => {
        if (name.endsWith('story.yjs')) return [name, story(bytes)];
        if (name.endsWith('desk.yjs')) return [name, desk(bytes)];
        if (!/^versions\/.*json$/.test(name)) return [name, Buffer.from(bytes).toString('base64')];
        const about: unknown = JSON.parse(new TextDecoder().decode(bytes));
        return [name, authors ? about : importedValue(about, { id: 'x', name: 'x' })];
      }),
  );
};

/** The archive with files changed, and a list of files that says so: as one who knows the layout would forge it. */
const forged = (archive: Uint8Array, change: (files: Files) => void): Uint8Array => {
  const files: Files = unzipSync(archive);
  change(files);
  delete files[archiveFiles.manifest];
  const listed = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, manifestEntry(bytes)]));
  return zipSync({ ...files, [archiveFiles.manifest]: strToU8(JSON.stringify({ files: listed })) }, { level: 0 });
};
const changedDoc = (bytes: Uint8Array | undefined, change: (doc: Y.Doc) => void): Uint8Array => {
  const doc = docOf(bytes ?? new Uint8Array());
  change(doc);
  return Y.encodeStateAsUpdate(doc);
};

describe('an archive', () => {
  it('IMP-9 becomes a project that says the same, ids included; exported and imported again nothing changes', async () => {
    const first = await archiveOf(await film());
    const second = await newProject();
    const report = await importInto(second, first);
    expect(await report.json()).toMatchObject({
      ...{
        format: 'archive',
        scenes: 2,
        speakers: 1,
        elements: { sceneHeading: 2, action: 2, character: 1, dialogue: 1 },
      },
      board: { shots: 3, frames: 2, threads: 1, decisions: 1, versions: 1 },
    });
    const again = await archiveOf(second);
    const versions = Object.keys(unzipSync(first)).filter((name) => name.startsWith('versions/'));
    expect(versions).toHaveLength(3);
    // the version's id is taken on this server, so that the copy has one of its own
    const plain = (archive: Uint8Array, authors: boolean) =>
      Object.fromEntries(
        Object.entries(said(archive, { authors })).map(([name, value]) =>
          name.startsWith('versions/')
            ? [
                name.replace(/ver_\w+/, 'ver'),
                typeof value === 'object' && value && 'id' in value ? { ...value, id: 'ver' } : value,
              ]
            : [name, value],
        ),
      );
    expect(plain(again, false)).toEqual(plain(first, false));
    const third = await newProject();
    await importInto(third, again);
    expect(plain(await archiveOf(third), true)).toEqual(plain(again, true));
  });

  it('IMP-9 keeps all ids where none is taken', async () => {
    const archive = await archiveOf(await film());
    const other = await startApp();
    const project = await newProject(other);
    expect((await importInto(project, archive, '', other)).status).toBe(200);
    expect(said(await archiveOf(project, other), { authors: false })).toEqual(said(archive, { authors: false }));
    await other.close();
  });

  it('IMP-10 brings no name as a member’s own, whatever it says, and no link', async () => {
    const source = await film();
    const archive = await archiveOf(source);
    const project = await newProject();
    await importInto(project, archive);
    const desk = await app.rooms.read(`${project}/desk`, readDesk);
    for (const { by } of [...desk.decisions, ...desk.frames.values(), ...desk.threads.values()])
      expect(by).toEqual({ id: 'imported:admin', name: expect.stringMatching(/ \(imported\)$/) });
    expect([...desk.threads.values()].flatMap(({ comments }) => comments.map(({ by }) => by.id))).toEqual([
      ...['imported:admin', 'imported:admin'],
    ]);
    expect(await (await app.ask(`/api/projects/${project}/shares`)).json()).toEqual([]);
    const twice = importedAuthor(importedAuthor({ id: 'usr_1', name: 'Anna' }, { id: 'a', name: 'A' }), {
      id: 'b',
      name: 'B',
    });
    expect(twice).toEqual({ id: 'imported:b', name: 'Anna (imported)' });
  });

  it('IMP-10 keeps what the project itself has decided, and adds nothing twice', async () => {
    const project = await film();
    const archive = await archiveOf(project);
    const before = await app.rooms.read(`${project}/desk`, readDesk);
    const forgery = forged(archive, (files) => {
      files[archiveFiles.desk] = changedDoc(files[archiveFiles.desk], (doc) =>
        deskRootOf(doc, 'decisions').forEach((value, key) => {
          deskRootOf(doc, 'decisions').set(key, { ...Object(value), verdict: 'changes' });
        }),
      );
    });
    const report = await (await importInto(project, forgery)).json();
    expect(report).toMatchObject({ board: { frames: 0, threads: 0, decisions: 0, versions: 0 } });
    expect(report).toMatchObject({ warnings: [expect.stringContaining('1 decision of the archive differ')] });
    expect(await app.rooms.read(`${project}/desk`, readDesk)).toEqual(before);
  });

  it('IMP-10 takes nothing over of who wrote which letters', async () => {
    const archive = await archiveOf(await film());
    const project = await newProject();
    await importInto(project, archive);
    const clients = (bytes: Uint8Array) => new Set(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(bytes)).keys());
    const there = clients(await app.rooms.read(`${project}/story`, (doc) => Y.encodeStateAsUpdate(doc)));
    for (const client of clients(unzipSync(archive)[archiveFiles.story] ?? new Uint8Array()))
      expect(there.has(client)).toBe(false);
  });

  it('IMP-9 takes the place of a script that is there; frames and comments on it stay', async () => {
    const archive = await archiveOf(await film());
    const project = await film();
    const before = await app.rooms.read(`${project}/desk`, readDesk);
    await importInto(project, archive);
    const story = await app.rooms.read(`${project}/story`, readStory);
    expect(story.shots.size).toBe(3);
    expect([...story.shots.values()].map(({ anchor }) => anchor?.start.offset ?? null)).toContain(12);
    const after = await app.rooms.read(`${project}/desk`, readDesk);
    expect(after.frames.size).toBe(before.frames.size + 2);
    for (const [id, frame] of before.frames) expect(after.frames.get(id)).toEqual(frame);
  });

  const asset = (files: Files): string => Object.keys(files).find((name) => name.startsWith('assets/')) ?? '';
  const refusals: readonly (readonly [string, (archive: Uint8Array) => Uint8Array, RegExp])[] = [
    ['cut off', (archive) => archive.slice(0, archive.length - 200), /damaged/],
    ['without its end', (archive) => zipSync({ ...unzipSync(archive), 'manifest.json': new Uint8Array() }), /no JSON/],
    [
      'changed by hand',
      (archive) => {
        const files: Files = unzipSync(archive);
        files['script.fountain'] = strToU8('Other.\n');
        return zipSync(files);
      },
      /script\.fountain.*was changed/,
    ],
    [
      'added to',
      (archive) => zipSync({ ...unzipSync(archive), '../../etc/passwd': strToU8('x') }),
      /passwd.*was added/,
    ],
    [
      'less than it was',
      (archive) => {
        const files: Files = unzipSync(archive);
        delete files[asset(files)];
        return zipSync(files);
      },
      /missing/,
    ],
    [
      'of a later layout',
      (archive) =>
        forged(archive, (files) => {
          files['project.json'] = strToU8('{"archive":2,"id":"prj_x"}');
        }),
      /newer version/,
    ],
    [
      'of later documents',
      (archive) =>
        forged(archive, (files) => {
          files['story.yjs'] = changedDoc(files['story.yjs'], (doc) => doc.getMap('meta').set('schema', 99));
        }),
      /newer version of Oner \(documents of version 99/,
    ],
    [
      'of no document',
      (archive) =>
        forged(archive, (files) => {
          files['desk.yjs'] = new Uint8Array([9, 9, 9, 9, 255]);
        }),
      /desk\.yjs.*no document/,
    ],
    [
      'of half a document',
      (archive) =>
        forged(archive, (files) => {
          const whole = files['story.yjs'] ?? new Uint8Array();
          const doc = docOf(whole);
          const vector = Y.encodeStateVector(doc);
          doc.getMap('meta').set('title', 'x');
          files['story.yjs'] = Y.encodeStateAsUpdate(doc, vector);
        }),
      /not whole/,
    ],
    [
      'of a page in place of a picture',
      (archive) =>
        forged(archive, (files) => {
          const bytes = strToU8('<svg onload="alert(1)"/>');
          const id = manifestEntry(bytes).sha256;
          delete files[asset(files)];
          files[`assets/${id}.png`] = bytes;
          files['desk.yjs'] = changedDoc(files['desk.yjs'], (doc) =>
            deskRootOf(doc, 'frames').forEach((value, key) => {
              deskRootOf(doc, 'frames').set(key, { ...Object(value), asset: id });
            }),
          );
        }),
      /no picture/,
    ],
    [
      'of an asset under another name',
      (archive) =>
        forged(archive, (files) => {
          files[asset(files)] = strToU8('other');
        }),
      /not what its name says/,
    ],
  ];
  it.each(refusals)('IMP-11 that is %s is refused and changes nothing', async (_name, change, detail) => {
    const archive = await archiveOf(await film());
    const project = await newProject();
    await app.ask(`/api/projects/${project}/import?format=fountain`, { method: 'POST', body: strToU8('Mine.\n') });
    const before = await archiveOf(project);
    const refused = await importInto(project, change(archive));
    expect(refused.status).toBe(422);
    expect(z.object({ detail: z.string() }).parse(await refused.json()).detail).toMatch(detail);
    expect(said(await archiveOf(project), { authors: true })).toEqual(said(before, { authors: true }));
  });

  it('IMP-11 of more than it may unpack to is refused before it is unpacked', async () => {
    const bomb = zipSync({ 'project.json': strToU8('{}'), 'story.yjs': new Uint8Array(300_000_000) });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect((await importInto(await newProject(), bomb)).status).toBe(413);
  });

  it('IMP-11 of more shots than any film is refused before its documents are made anew', async () => {
    const archive = forged(await archiveOf(await newProject()), (files) => {
      files[archiveFiles.story] = changedDoc(files[archiveFiles.story], (doc) =>
        doc.transact(() => {
          for (let index = 0; index <= 20_000; index += 1) doc.getMap('shots').set(`s${index}`, {});
        }),
      );
    });
    expect((await importInto(await newProject(), archive)).status).toBe(413);
  });

  it.each(['append', 'merge'])('IMP-11 cannot be brought in by %s', async (mode) => {
    const archive = await archiveOf(await film());
    const refused = await importInto(await newProject(), archive, `&mode=${mode}`);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('whole project');
  });

  it('EXP-20 holds no asset that the project names in vain', async () => {
    const theirs = await film();
    const [frame] = (await app.rooms.read(`${theirs}/desk`, readDesk)).frames.values();
    const mine = await newProject();
    await app.rooms.edit(`${mine}/story`, { kind: 'user', by: 'x' }, (doc) =>
      doc.getMap('cast').set(
        'cst_a',
        new Y.Map<unknown>([
          ['name', 'A'],
          ['references', [frame?.asset]],
        ]),
      ),
    );
    expect(Object.keys(unzipSync(await archiveOf(mine))).filter((name) => name.startsWith('assets/'))).toEqual([]);
  });
});
