/** A Word document as a screenplay: by the names of its styles, else by how its paragraphs stand. */
import { guessTitlePage } from '@oner/shared/fdx/title-page.ts';
import { isHeading } from '@oner/shared/fountain/heading.ts';
import type { Block, BlockType, Run, Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { counted, places } from '@oner/shared/result/report-words.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { childElement, readXml, type XmlElement } from '@oner/shared/xml/read-xml.ts';
import { decodeFile } from './decode-file.ts';
import { readStyles, type WordParagraph, wordParagraphs } from './word-paragraphs.ts';

type DocxError = { readonly kind: 'unreadable' | 'too-large'; readonly detail: string };
export type DocxReading = { readonly screenplay: Screenplay; readonly unsure: readonly string[] };

/** Parts of the package that say the script. */
export const docxParts = { document: 'word/document.xml', styles: 'word/styles.xml' } as const;

const styleTypes: readonly (readonly [RegExp, BlockType])[] = [
  [/scene ?heading|slug ?line|场景|场次|柱書/, 'sceneHeading'],
  [/parenthetical|wryly|括号|表演提示/, 'parenthetical'],
  [/dialog|对白|台词|セリフ/, 'dialogue'],
  [/character|cue|人物|角色/, 'character'],
  [/transition|转场/, 'transition'],
  [/lyric|歌词/, 'lyric'],
  [/^centered$|centred/, 'centered'],
  [/^action|description|动作|ト書/, 'action'],
];

const typeOfStyle = (style: string): BlockType | null => styleTypes.find(([name]) => name.test(style))?.[1] ?? null;

const isCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();

/** What a paragraph without a telling style is: by its words and where it stands, after what came before it. */
const guessType = ({ text, indent, alignment }: WordParagraph, before: BlockType | undefined): BlockType => {
  const speaks = before === 'character' || before === 'parenthetical' || before === 'dialogue';
  const words = text.trim();
  if (isHeading(words)) return 'sceneHeading';
  if (speaks && /^[(（].*[)）]$/s.test(words)) return 'parenthetical';
  if (isCapitals(words) && words.endsWith('TO:')) return 'transition';
  if (alignment === 'right' || alignment === 'end') return 'transition';
  if (indent >= 1.2 && words.length <= 40 && (isCapitals(words) || words === words.toUpperCase())) return 'character';
  if (speaks && indent >= 0.4) return 'dialogue';
  return alignment === 'center' ? 'centered' : 'action';
};

const trimRuns = (runs: readonly Run[]): readonly Run[] => {
  const last = runs.length - 1;
  return runs
    .map((run, index) => {
      const start = index === 0 ? run.text.trimStart() : run.text;
      return { ...run, text: index === last ? start.trimEnd() : start };
    })
    .filter(({ text }) => text !== '');
};

/** A number in one margin or both, set off by tabs. */
const numbered = ({ runs, text }: WordParagraph): Partial<Block> & { readonly runs: readonly Run[] } => {
  const parts = text.split('\t').map((part) => part.trim());
  const [first = '', heading = '', last = first] = parts;
  if (parts.length < 2 || parts.length > 3 || !/^[\w.-]{1,8}$/.test(first) || !isHeading(heading) || last !== first)
    return { runs: trimRuns(runs) };
  const start = text.indexOf('\t') + 1;
  let passed = 0;
  const inner = runs.flatMap((run) => {
    const from = Math.max(start - passed, 0);
    const to = Math.max((parts.length === 3 ? text.lastIndexOf('\t') : text.length) - passed, 0);
    passed += run.text.length;
    const part = run.text.slice(from, to);
    return part === '' ? [] : [{ ...run, text: part }];
  });
  return { number: first, runs: trimRuns(inner) };
};

type Reading = {
  readonly blocks: Block[];
  /** Paragraphs that no style names, as they are counted in the file. */
  readonly guessed: number[];
};

const dualOf = ({ cell }: WordParagraph, type: BlockType): Pick<Block, 'dual'> => {
  if (cell === null || type !== 'character' || cell.column > 1) return {};
  return { dual: cell.column === 0 ? 'left' : 'right' };
};

const addParagraph = (reading: Reading, paragraph: WordParagraph, place: number): void => {
  if (paragraph.breaksPage) reading.blocks.push({ type: 'pageBreak', runs: [] });
  if (paragraph.text.trim() === '') return;
  const outline = /^(?:heading|标题) ?([1-6])$/.exec(paragraph.style)?.[1];
  const runs = trimRuns(paragraph.runs);
  if (outline !== undefined && !isHeading(paragraph.text)) {
    reading.blocks.push({ type: 'section', depth: Number(outline), runs });
    return;
  }
  const named = typeOfStyle(paragraph.style);
  const type = named ?? guessType(paragraph, reading.blocks.at(-1)?.type);
  if (named === null) reading.guessed.push(place);
  const words = type === 'sceneHeading' ? numbered(paragraph) : { runs };
  reading.blocks.push({ type, ...words, ...dualOf(paragraph, type) });
};

/** The first pages' lines that are no script: a section of their own before any scene. */
const titleEnd = (paragraphs: readonly WordParagraph[]): number => {
  const end = paragraphs.findIndex(({ endsSection }) => endsSection);
  const front = paragraphs.slice(0, end + 1);
  return end >= 0 && end < 60 && !front.some(({ text }) => isHeading(text)) ? end + 1 : 0;
};

const xmlOf = (bytes: Uint8Array | undefined): Result<XmlElement, DocxError> | null => {
  const decoded = bytes === undefined ? null : decodeFile(bytes);
  if (decoded === null || !decoded.ok) return null;
  const read = readXml(decoded.value.text);
  if (read.ok) return read;
  return fail({ kind: read.error.kind === 'too-large' ? 'too-large' : 'unreadable', detail: read.error.detail });
};

export const readDocx = (parts: ReadonlyMap<string, Uint8Array>): Result<DocxReading, DocxError> => {
  const read = xmlOf(parts.get(docxParts.document));
  if (read !== null && !read.ok) return read;
  const body = read === null ? undefined : childElement(read.value, 'w:body');
  if (body === undefined) return fail({ kind: 'unreadable', detail: 'The file is no Word document.' });
  const styles = xmlOf(parts.get(docxParts.styles));
  if (styles !== null && !styles.ok) return styles;
  const paragraphs = wordParagraphs(body, readStyles(styles?.value ?? null));
  const from = titleEnd(paragraphs);
  const front = paragraphs.slice(0, from).filter(({ text }) => text.trim() !== '');
  const title = guessTitlePage(
    front.map(({ text, alignment }) => ({ text: text.trim(), alignment: alignment === 'center' ? 'Center' : 'Left' })),
  );
  const reading: Reading = { blocks: [], guessed: [] };
  paragraphs.forEach((paragraph, index) => {
    if (index >= from) addParagraph(reading, paragraph, index + 1);
  });
  const { blocks, guessed } = reading;
  const said = counted(guessed.length, 'paragraph', 'paragraphs');
  const unsure = [
    ...(guessed.length === 0
      ? []
      : [
          `${said} of ${blocks.length} were told by how they stand, as no style names them (${places('paragraph', guessed)}).`,
        ]),
    ...(blocks.some(({ type }) => type === 'sceneHeading') ? [] : ['No scene heading was found.']),
  ];
  return ok({ screenplay: { titlePage: title.entries, blocks }, unsure });
};
