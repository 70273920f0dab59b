/** The text of a book as a screenplay: chapters are sections, paragraphs action, and what reads as a script's element is one. */
import { isHeading } from '@oner/shared/fountain/heading.ts';
import { type Block, blockText, type Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { counted, places } from '@oner/shared/result/report-words.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { childElements, readXml, textOf, type XmlElement } from '@oner/shared/xml/read-xml.ts';
import { bookCharacters } from './book-characters.ts';
import { type BookParagraph, bookParagraphs } from './book-paragraphs.ts';
import { decodeFile } from './decode-file.ts';

type EpubError = { readonly kind: 'unreadable' | 'too-large' | 'empty'; readonly detail: string };
export type EpubReading = {
  readonly screenplay: Screenplay;
  readonly warnings: readonly string[];
  readonly unsure: readonly string[];
};

export const epubContainer = 'META-INF/container.xml';
const encryption = 'META-INF/encryption.xml';
/** Pages of one book. */
const maxPages = 2000;

/** Files of a book that may hold words: pictures and fonts are not even unpacked. */
export const isEpubText = (name: string): boolean =>
  name === epubContainer || name === encryption || /\.(?:opf|xhtml|html?|xml)$/i.test(name);

const unreadable = (detail: string) => fail<EpubError>({ kind: 'unreadable', detail });

type Parts = ReadonlyMap<string, Uint8Array>;

const xmlAt = (parts: Parts, name: string): Result<XmlElement, EpubError> => {
  const bytes = parts.get(name);
  if (bytes === undefined) return unreadable(`The book has no “${name.slice(0, 200)}”, which it says it has.`);
  const decoded = decodeFile(bytes);
  if (!decoded.ok) return unreadable(`“${name.slice(0, 200)}” is no text.`);
  const read = readXml(decoded.value.text, { doctype: 'plain', characters: bookCharacters });
  if (read.ok) return read;
  const { kind, detail } = read.error;
  return fail({
    kind: kind === 'too-large' ? 'too-large' : 'unreadable',
    detail: `“${name.slice(0, 200)}”: ${detail}`,
  });
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // a lone % is meant as it stands
    return text;
  }
};

/** A name relative to the folder of another file; names are only looked up in the zip, so that `..` leads nowhere else. */
const resolved = (from: string, href: string): string => {
  const [path = ''] = href.split('#');
  const steps = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of decoded(path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
};

/** By local name: prefixes differ from book to book. */
const named = (parent: XmlElement | undefined, name: string): readonly XmlElement[] =>
  parent === undefined ? [] : childElements(parent).filter((child) => child.name.replace(/^.*:/, '') === name);

type Package = {
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly pages: readonly string[];
};

const readPackageFile = (parts: Parts): Result<Package, EpubError> => {
  const container = xmlAt(parts, epubContainer);
  if (!container.ok) return container;
  const rootfile = named(named(container.value, 'rootfiles')[0], 'rootfile')[0]?.attributes['full-path'];
  if (rootfile === undefined) return unreadable('The book does not say where its contents are.');
  const opf = xmlAt(parts, rootfile);
  if (!opf.ok) return opf;
  const items = new Map(named(named(opf.value, 'manifest')[0], 'item').map((item) => [item.attributes.id, item]));
  const pages = named(named(opf.value, 'spine')[0], 'itemref').flatMap(({ attributes }) => {
    const item = items.get(attributes.idref);
    const href = item?.attributes.href;
    const contents = item?.attributes.properties?.split(' ').includes('nav');
    return href === undefined || contents || attributes.linear === 'no' ? [] : [resolved(rootfile, href)];
  });
  const about = named(opf.value, 'metadata')[0];
  const words = (name: string): readonly string[] =>
    named(about, name).map((element) => textOf(element).trim().slice(0, 500));
  return ok({ title: words('title')[0] ?? null, authors: words('creator').filter((name) => name !== ''), pages });
};

/** Fonts are often scrambled; pages that are cannot be read. */
const lockedPages = (parts: Parts): Result<ReadonlySet<string>, EpubError> => {
  if (!parts.has(encryption)) return ok(new Set());
  const root = xmlAt(parts, encryption);
  if (!root.ok) return root;
  const uris = named(root.value, 'EncryptedData').flatMap((data) =>
    named(named(data, 'CipherData')[0], 'CipherReference').map(({ attributes }) => attributes.URI ?? ''),
  );
  return ok(new Set(uris.map((uri) => resolved('', uri))));
};

type Told = { readonly block: Block; readonly chapter: number; readonly guess: boolean };

const isCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();

const isCue = ({ text, level }: BookParagraph): boolean =>
  level === null && text.length <= 40 && isCapitals(text) && !/[.!?:]$/.test(text);

/** Cues are only looked for where there are scenes: capitals in a novel shout. */
const told = (
  paragraphs: readonly BookParagraph[],
  { chapter, staged }: { chapter: number; staged: boolean },
): Told[] => {
  const blocks: Told[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    const { runs, text, level } = paragraph;
    const before = blocks.at(-1)?.block.type;
    const speaks = before === 'character' || before === 'parenthetical';
    const add = (block: Omit<Block, 'runs'>, guess: boolean): void =>
      void blocks.push({ block: { ...block, runs }, chapter, guess });
    if (isHeading(text)) add({ type: 'sceneHeading' }, true);
    else if (level !== null) add({ type: 'section', depth: level }, false);
    else if (speaks && /^[(（].*[)）]$/s.test(text)) add({ type: 'parenthetical' }, true);
    else if (speaks) add({ type: 'dialogue' }, true);
    else if (staged && isCapitals(text) && text.endsWith('TO:')) add({ type: 'transition' }, true);
    else if (staged && isCue(paragraph) && paragraphs[index + 1]?.level === null) add({ type: 'character' }, true);
    else add({ type: 'action' }, false);
  }
  return blocks;
};

const guessNames = {
  ...{ sceneHeading: 'scene heading', character: 'character', parenthetical: 'parenthetical' },
  ...{ dialogue: 'speech', transition: 'transition' },
} as const;

const doubts = (blocks: readonly Told[]): readonly string[] => [
  'A book tells no elements of a script: chapters became sections, and paragraphs action.',
  ...Object.entries(guessNames).flatMap(([type, name]) => {
    const found = blocks.filter(({ block, guess }) => guess && block.type === type);
    if (found.length === 0) return [];
    const where = places('chapter', [...new Set(found.map(({ chapter }) => chapter))]);
    return [
      `${counted(found.length, `paragraph was read as a ${name}`, `paragraphs were read as ${name}s`)} (${where}).`,
    ];
  }),
  ...(blocks.some(({ block }) => block.type === 'sceneHeading') ? [] : ['No scene heading was found.']),
];

const titlePageOf = ({ title, authors }: Package): Screenplay['titlePage'] => [
  ...(title ? [{ key: 'Title', values: [title] }] : []),
  ...(authors.length > 0 ? [{ key: 'Author', values: [authors.join(', ')] }] : []),
];

export const readEpub = (parts: Parts): Result<EpubReading, EpubError> => {
  const book = readPackageFile(parts);
  if (!book.ok) return book;
  const locked = lockedPages(parts);
  if (!locked.ok) return locked;
  const { pages } = book.value;
  if (pages.length > maxPages) return fail({ kind: 'too-large', detail: `The book has more than ${maxPages} pages.` });
  if (pages.some((page) => locked.value.has(page))) return unreadable('The book is locked (DRM); it cannot be read.');
  const chapters: (readonly BookParagraph[])[] = [];
  for (const name of new Set(pages)) {
    const page = xmlAt(parts, name);
    if (!page.ok) return page;
    chapters.push(bookParagraphs(page.value));
  }
  const staged = chapters.flat().some(({ text }) => isHeading(text));
  const blocks = chapters.flatMap((paragraphs, index) => told(paragraphs, { chapter: index + 1, staged }));
  if (blocks.every(({ block }) => blockText(block).trim() === ''))
    return fail({ kind: 'empty', detail: 'The book has no words: its pages are pictures, or blank.' });
  const screenplay = { titlePage: titlePageOf(book.value), blocks: blocks.map(({ block }) => block) };
  return ok({ screenplay, warnings: [], unsure: doubts(blocks) });
};
