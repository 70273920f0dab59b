import { describe, expect, it } from 'vitest';
import { insertBlocks } from '../document/commands/blocks.ts';
import { lockPages, lockSceneNumbers } from '../document/commands/locks.ts';
import { omitScene } from '../document/commands/omit-scene.ts';
import { startRevision } from '../document/commands/revisions.ts';
import { replaceWords } from '../document/commands/words.ts';
import { readScreenplay } from '../document/create-story.ts';
import { withProduction } from '../document/screenplay-production.ts';
import { readStory } from '../document/story-reader.ts';
import { at, block, expectOk, seededIds, storyDoc } from '../document/testing/story-fixture.ts';
import type { Screenplay } from '../fountain/screenplay.ts';
import { readFdx } from './read-fdx.ts';
import { rewriteFdx } from './rewrite-fdx.ts';
import { writeFdx } from './write-fdx.ts';

const reading = (text: string) => {
  const read = readFdx(text);
  if (!read.ok) throw new Error(read.error.detail);
  return read.value;
};
const lists = (...names: string[]): string =>
  names
    .map((name, at) => `<Revision Color="#0000" ID="${at + 1}" Mark="*" Name="${name}" PageColor="#FFFF"/>`)
    .join('');
const file = `<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Number="1" Type="Scene Heading"><Text>INT. A - DAY</Text></Paragraph>
    <Paragraph Type="Action"><Text>Rain </Text><Text RevisionID="2">falls</Text><Text>.</Text></Paragraph>
    <Paragraph Number="2" Type="Scene Heading"><Text>OMITTED</Text><OmittedScene><Paragraph Type="Scene Heading"><Text>EXT. B - DAY</Text></Paragraph><Paragraph Type="Action"><Text Font="Courier">Snow.</Text></Paragraph></OmittedScene></Paragraph>
    <Paragraph Number="3" Type="Scene Heading"><Text>INT. C - DAY</Text></Paragraph>
  </Content>
  <LockedPages><LockedPage Deleted="0" LevelIndex="0" LockLevel="0" PageNumber="1" Position="0"/><LockedPage Deleted="0" LevelIndex="1" LockLevel="0" PageNumber="2" Position="18"/></LockedPages>
  <Revisions ActiveSet="2" Location="7.75" RevisionMode="Yes">${lists('Blue', 'Pink', 'Yellow')}</Revisions>
</FinalDraft>
`;

/** Blue and pink changes, an omitted scene, an inserted one, locked numbers and pages. */
const film = (): Screenplay => {
  const rain = Array.from({ length: 60 }, (_, n) => block('action', `Rain ${n}.`));
  const heading = (text: string) => block('sceneHeading', text);
  const doc = storyDoc({
    titlePage: [],
    blocks: [heading('INT. A - DAY'), ...rain, heading('EXT. B - DAY'), block('action', 'Snow.')],
  });
  const now = () => readStory(doc);
  expectOk(lockSceneNumbers(doc, now(), 'after'));
  expectOk(lockPages(doc, now()));
  expectOk(startRevision(doc, now(), { ids: seededIds(3), date: '2026-11-25' }));
  expectOk(replaceWords(doc, { places: [{ block: at(now().blocks, 2).id, from: 0, to: 4 }], text: 'Hail' }));
  expectOk(startRevision(doc, now(), { ids: seededIds(4), name: 'Network', color: 'pink' }));
  expectOk(insertBlocks(doc, { after: at(now().blocks, 40).id, blocks: [heading('INT. N - DAY')], ids: seededIds(5) }));
  expectOk(omitScene(doc, now(), at(now().scenes, 2).id));
  return withProduction(doc, readScreenplay(doc));
};

/** What of a screenplay does not depend on how revisions are named in it. */
const told = ({ blocks, production }: Screenplay) => ({
  blocks: blocks.map(({ type, number, runs, omitted }) => ({
    ...{ type, number, omitted: omitted?.map((held) => held.runs.map(({ text }) => text).join('')) },
    runs: runs.map(({ text, revision }) => [text, production?.revisions.findIndex(({ id }) => id === revision)]),
  })),
  pages: production?.pages,
  current: production?.revisions.findIndex(({ id }) => id === production.current),
});

describe('revisions and locks in Final Draft files', () => {
  it('FDX-13 are read: which revision words belong to, the current one, locked pages, omitted scenes', () => {
    const { blocks, production } = reading(file).screenplay;
    expect(blocks[1]?.runs[1]).toEqual({ text: 'falls', marks: ['revision'], revision: '2' });
    expect(production).toEqual({
      revisions: [{ id: '2', name: '', color: 'pink', round: 1, date: '' }],
      ...{ current: '2', sceneNumbers: 'after' },
      pages: [
        { label: '1', block: 0, offset: 0 },
        { label: '2', block: 1, offset: 5 },
      ],
    });
    expect(blocks[2]?.omitted?.map(({ type }) => type)).toEqual(['sceneHeading', 'action']);
  });

  it('FDX-13 come into the document, and back into the file as it was', () => {
    const { screenplay } = reading(file);
    const doc = storyDoc(screenplay);
    const { production, scenes } = readStory(doc);
    expect(production).toMatchObject({ current: '2', sceneNumbers: 'after' });
    expect(production.omitted.get(at(scenes, 1).id)).toHaveLength(2);
    expect(production.pages?.map(({ label, offset }) => [label, offset])).toEqual([
      ['1', 0],
      ['2', 5],
    ]);
    const back = withProduction(doc, readScreenplay(doc));
    expect(rewriteFdx(file, reading(file), back)).toBe(file);
    // without a word of it changed, a further revision is listed, and nothing else is written
    expectOk(startRevision(doc, readStory(doc), { ids: seededIds(8) }));
    const more = rewriteFdx(file, reading(file), withProduction(doc, readScreenplay(doc)));
    expect(reading(more).screenplay.production?.current).toBe('4');
    expect(more).toContain('ActiveSet="4"');
    expect(more.replace(/ {4}<Revision .*ID="4".*\n/, '').replace('ActiveSet="4"', 'ActiveSet="2"')).toBe(file);
  });

  it('FDX-13 of a script that was written here read back as they are', () => {
    const written = film();
    const text = writeFdx(written);
    const back = reading(text).screenplay;
    expect(told(back)).toEqual(told(written));
    expect(back.production?.revisions.map(({ name, color, date }) => [name, color, date])).toEqual([
      ['', 'blue', '2026-11-25'],
      ['Network', 'pink', ''],
    ]);
    expect(writeFdx(back)).toBe(writeFdx(reading(writeFdx(back)).screenplay));
    expect(text).toContain('<OmittedScene>');
  });
});
