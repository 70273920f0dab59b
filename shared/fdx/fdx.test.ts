import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFountain } from '../fountain/read-fountain.ts';
import { type Block, blockText, type Screenplay } from '../fountain/screenplay.ts';
import { anyScreenplay, normalise } from '../fountain/testing/any-screenplay.ts';
import { writeFountain } from '../fountain/write-fountain.ts';
import { blocksOf, type Piece, piecesOf } from './pieces.ts';
import { type FdxReading, readFdx } from './read-fdx.ts';
import { rewriteFdx } from './rewrite-fdx.ts';
import { writeFdx } from './write-fdx.ts';

const scale = Number(process.env.ONER_FUZZ_SCALE ?? 1);

const reading = (text: string): FdxReading => {
  const read = readFdx(text);
  if (!read.ok) throw new Error(read.error.detail);
  return read.value;
};
const file = (content: string, rest = '', version = '5'): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<FinalDraft DocumentType="Script" Template="No" Version="${version}">\n  <Content>\n${content}\n  </Content>\n${rest}</FinalDraft>\n`;
const shown = (text: string) => reading(text).screenplay.blocks.map((block) => [block.type, blockText(block)]);

const film = file(
  `    <Paragraph Number="12A" Type="Scene Heading">
      <SceneProperties Color="#FFFF00000000" Length="3/8" Page="1" Title="Rain"><Summary><Paragraph Alignment="Left"><Text>They meet.</Text></Paragraph></Summary><SceneArcBeats/></SceneProperties>
      <Text AdornmentStyle="-1">INT. CAFÉ </Text><Text RevisionID="2" AdornmentStyle="-1">- NIGHT</Text>
    </Paragraph>
    <!-- kept -->
    <Paragraph Type="Action" Alignment="Left"><Bookmark Name="a"/><Text Font="Courier">Rain &amp; </Text><Text Color="#00000000FFFF" Style="Bold+AllCaps">thunder</Text><Text>.</Text></Paragraph>
    <Paragraph Type="General">
      <DualDialogue>
        <Paragraph Type="Character"><Text>ANNA</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Now.</Text></Paragraph>
        <Paragraph Type="Character"><Text>BO</Text></Paragraph>
        <Paragraph Type="Parenthetical"><Text>(low)</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Never.</Text></Paragraph>
      </DualDialogue>
    </Paragraph>
    <Paragraph Type="Shot"><Text>ANGLE ON THE DOOR</Text></Paragraph>
    <Paragraph Type="Action" StartsNewPage="Yes"><Text>It opens.</Text></Paragraph>
    <Paragraph Type="New Act"><Text Style="Underline">ACT TWO</Text></Paragraph>
    <Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph>`,
  '  <Revisions ActiveSet="2"><Revision Color="#0000" ID="2" Mark="*" Name="Pink"/></Revisions>\n  <ScriptNotes><ScriptNote Color="#1" Name="" Range="19,23" WriterName="x"><Paragraph><Text>Dry?</Text></Paragraph></ScriptNote></ScriptNotes>\n  <Whatever a="1"><B/></Whatever>\n',
);

const change = (screenplay: Screenplay, from: string, to: string): Screenplay => ({
  ...screenplay,
  blocks: screenplay.blocks.map((block) => ({
    ...block,
    runs: block.runs.map((run) => ({ ...run, text: run.text.replace(from, to) })),
  })),
});

/** A column needs another beside it: Final Draft has no word for one alone. */
const paired = (piece: Piece): Piece => {
  if (piece.main === null || piece.dual !== null) return piece;
  const { dual: _alone, ...main } = piece.main;
  return { ...piece, main };
};

const corpus = join(process.env.ONER_CORPUS ?? '', process.env.ONER_CORPUS?.endsWith('fountain') ? '../fdx' : 'fdx');

describe('a file of Final Draft', () => {
  it('FDX-1 is read paragraph by paragraph: every run of it, its number, act, shot, synopsis and page break', () => {
    expect(shown(film)).toEqual([
      ['sceneHeading', 'INT. CAFÉ - NIGHT'],
      ['synopsis', 'They meet.'],
      ['action', 'RDry?ain & thunder.'],
      ['character', 'ANNA'],
      ['dialogue', 'Now.'],
      ['character', 'BO'],
      ['parenthetical', '(low)'],
      ['dialogue', 'Never.'],
      ['action', 'ANGLE ON THE DOOR'],
      ['pageBreak', ''],
      ['action', 'It opens.'],
      ['centered', 'ACT TWO'],
      ['transition', 'CUT TO:'],
    ]);
    expect(reading(film).screenplay.blocks[0]?.number).toBe('12A');
  });

  it('FDX-2 says bold, italic, underline, strike and revision by its runs; capitals for show change no letter', () => {
    const [block] = reading(
      file(
        '<Paragraph Type="Action"><Text Style="Bold+Italic">a</Text><Text Style="Underline+Strikeout" RevisionID="3">b</Text><Text Style="AllCaps">c</Text></Paragraph>',
      ),
    ).screenplay.blocks;
    expect(block?.runs).toEqual([
      { text: 'a', marks: ['bold', 'italic'] },
      { text: 'b', marks: ['underline', 'strike', 'revision'], revision: '3' },
      { text: 'c', marks: [] },
    ]);
  });

  it('FDX-3 sets the second cue of dual dialogue beside the first', () => {
    const cues = reading(film).screenplay.blocks.filter((block) => block.type === 'character');
    expect(cues.map((cue) => cue.dual)).toEqual(['left', 'right']);
  });

  it('FDX-4 has notes within paragraphs (version 3) and of the whole script by range (version 5)', () => {
    const inline = file(
      '<Paragraph Type="Action"><Text>Rain</Text><ScriptNote Author="A" Type="x"><Paragraph><Text>one</Text></Paragraph><Paragraph><Text>two</Text></Paragraph></ScriptNote><Text> falls.</Text></Paragraph>',
      '',
      '3',
    );
    expect(reading(inline).screenplay.blocks[0]?.runs).toEqual([
      { text: 'Rain', marks: [] },
      { text: 'one\ntwo', marks: ['note'] },
      { text: ' falls.', marks: [] },
    ]);
    expect(reading(film).screenplay.blocks[2]?.runs[1]).toEqual({ text: 'Dry?', marks: ['note'] });
  });

  it('FDX-5 names what was read by guess', () => {
    const odd = file(
      '<Paragraph Type="Sluglet"><Text>Hm.</Text></Paragraph><Paragraph Type="Dialogue"><Text>Who?</Text></Paragraph>',
      '<TitlePage><Content><Paragraph Alignment="Center"><Text>RAIN</Text></Paragraph><Paragraph Alignment="Center"><Text>written by</Text></Paragraph><Paragraph Alignment="Center"><Text>Anna Bo</Text></Paragraph><Paragraph><Text>555 1234</Text></Paragraph></Content></TitlePage>',
    );
    const { unsure, screenplay } = reading(odd);
    expect(unsure).toHaveLength(3);
    expect(screenplay.titlePage).toEqual([
      { key: 'Title', values: ['RAIN'] },
      { key: 'Credit', values: ['written by'] },
      { key: 'Author', values: ['Anna Bo'] },
      { key: 'Contact', values: ['555 1234'] },
    ]);
  });

  it('FDX-6 where nothing changed is written back byte for byte', () => {
    const { screenplay } = reading(film);
    expect(rewriteFdx(film, reading(film), screenplay)).toBe(film);
  });

  it('FDX-7 keeps everything but the changed words: attributes, colours, unknown elements, comments', () => {
    const { screenplay } = reading(film);
    const now = rewriteFdx(film, reading(film), change(screenplay, 'thunder', 'lightning'));
    const back = film
      .replace('lightning', 'thunder')
      .replace(/<Paragraph Type="Action" Alignment="Left">.*?<\/Paragraph>/, '');
    expect(now).toContain('<Text Color="#00000000FFFF" Style="Bold+AllCaps">lightning</Text>');
    expect(now).toContain('<Bookmark Name="a"/>');
    expect(now.replace(/<Paragraph Type="Action" Alignment="Left">.*?<\/Paragraph>/, '')).toBe(
      back.replace(/<ScriptNotes>.*<\/ScriptNotes>/, now.match(/<ScriptNotes>[\s\S]*<\/ScriptNotes>/)?.[0] ?? ''),
    );
    expect(now).toContain('Range="19,23" WriterName="x"');
    expect(reading(now).screenplay).toEqual(change(screenplay, 'thunder', 'lightning'));
  });

  it('FDX-8 whatever is cut, moved or added, the file reads as the script does, and keeps what it knew besides', () => {
    const { screenplay } = reading(film);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(20), fc.nat(2), fc.option(anyScreenplay, { nil: undefined })), { maxLength: 3 }),
        (steps) => {
          const blocks = [...screenplay.blocks];
          for (const [at, cut, more] of steps) blocks.splice(at, cut, ...(more?.blocks ?? []));
          const wanted = { ...screenplay, blocks: piecesOf(blocks).flatMap(paired).flatMap(blocksOf) };
          const now = rewriteFdx(film, reading(film), wanted);
          expect(writeFountain(reading(now).screenplay)).toBe(writeFountain(wanted));
          expect(now).toContain('<Whatever a="1"><B/></Whatever>');
          expect(now).toContain('<!-- kept -->');
        },
      ),
      { numRuns: 200 * scale },
    );
  });

  it('FDX-9 that was made from any script reads back as that script, and through Fountain too', () => {
    fc.assert(
      fc.property(anyScreenplay, (written) => {
        const text = writeFdx(written);
        const back = reading(text).screenplay;
        expect({ ...back, blocks: back.blocks.map(normalise) }).toEqual(written);
        const fountain = writeFountain(written);
        expect(writeFountain(reading(writeFdx(readFountain(fountain))).screenplay)).toBe(fountain);
        expect(rewriteFdx(text, reading(text), back)).toBe(text);
      }),
      { numRuns: 300 * scale },
    );
  });

  it('FDX-10 with a document type, an entity, a fault or another root is refused with what is wrong', () => {
    const bomb = `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">${'bcdefgh'.replace(/./g, (name, at) => `<!ENTITY ${name} "${`&${'abcdefgh'[at]};`.repeat(10)}">`)}]>`;
    const kinds = (text: string) => {
      const read = readFdx(text);
      return read.ok ? 'ok' : read.error.kind;
    };
    expect(kinds(film.replace('<FinalDraft', `${bomb}<FinalDraft`))).toBe('doctype');
    expect(kinds(film.replace('They meet.', '&h;'))).toBe('malformed');
    expect(kinds(film.slice(0, 900))).toBe('malformed');
    expect(kinds('<html/>')).toBe('not-fdx');
    expect(kinds(`${'<a>'.repeat(100_000)}`)).toBe('too-large');
  });

  it.skipIf(!existsSync(corpus))('FDX-11 every file of a corpus is read and written back byte for byte', () => {
    const names = readdirSync(corpus).filter((name) => name.endsWith('.fdx'));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const text = readFileSync(join(corpus, name), 'utf8');
      const { screenplay } = reading(text);
      expect(screenplay.blocks.length, name).toBeGreaterThan(5);
      expect(rewriteFdx(text, reading(text), screenplay), name).toBe(text);
      const changed: Screenplay = { ...screenplay, blocks: screenplay.blocks.filter((_block: Block, at) => at !== 3) };
      expect(reading(rewriteFdx(text, reading(text), changed)).screenplay, name).toEqual(changed);
      const fountain = writeFountain(screenplay);
      expect(writeFountain(reading(writeFdx(readFountain(fountain))).screenplay), name).toBe(fountain);
    }
  });
});
