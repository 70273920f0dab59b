import type { Block, MarkType, Run } from '../fountain/screenplay.ts';
import { childElement, childElements, escapeAttribute, escapeText, textOf, type XmlElement } from '../xml/read-xml.ts';
import { elementType, readingOf } from './element-types.ts';
import { blocksKey, isInset, type Piece, piecesOf, settledRuns } from './pieces.ts';
import { isNote, marksOf, noteText, noteType, readParagraph } from './read-paragraph.ts';

/** A note or boneyard that its paragraph does not hold, at a letter of it or standing alone. */
export type LooseNote = {
  readonly type: 'note' | 'boneyard';
  readonly text: string;
  readonly place: 'Above' | 'Below' | null;
  readonly at: number;
};

/** The paragraph that a piece takes the place of, in the text that it was read from. */
export type Original = { readonly source: string; readonly element: XmlElement };
export type Written = { readonly xml: string; readonly loose: readonly LooseNote[] };

/** `name="value"` set in a start tag as it was written, or taken out of it. */
export const setAttribute = (tag: string, name: string, value: string | null): string => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`).exec(tag);
  const written = value === null ? '' : ` ${name}="${escapeAttribute(value)}"`;
  if (found !== null) return tag.slice(0, found.index) + written + tag.slice(found.index + found[0].length);
  const end = /\s*\/?>$/.exec(tag)?.index ?? tag.length;
  return tag.slice(0, end) + written + tag.slice(end);
};

const markStyles: Readonly<Partial<Record<MarkType, string>>> = {
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  strike: 'Strikeout',
};

type Attributes = Readonly<Record<string, string>>;

const attributesText = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');

/** A run under the marks that it has now, otherwise as the run that it stems from. */
const textXml = (text: string, { marks, revision: set }: Omit<Run, 'text'>, from: Attributes): string => {
  const kept = (from.Style ?? '').split('+').filter((style) => style !== '' && marksOf({ Style: style }).length === 0);
  const styles = [...marks.flatMap((mark) => markStyles[mark] ?? []), ...kept].join('+');
  const was = from.RevisionID ?? '0';
  const revision = marks.includes('revision') ? (set ?? (was === '0' ? '1' : was)) : '0';
  const attributes = {
    ...from,
    ...(styles !== '' || from.Style !== undefined ? { Style: styles } : {}),
    ...(revision !== '0' || from.RevisionID !== undefined ? { RevisionID: revision } : {}),
  };
  return `<Text${attributesText(attributes)}>${escapeText(text)}</Text>`;
};

/** For each letter of the words now, the attributes of the run that it stems from: ends that stayed keep theirs. */
const stems = (words: string, paragraph: XmlElement | undefined): ((index: number) => Attributes) => {
  const runs = paragraph === undefined ? [] : childElements(paragraph, 'Text');
  const old = runs.flatMap((run) => Array.from({ length: textOf(run).length }, () => run.attributes));
  const was = runs.map(textOf).join('');
  const fallback = runs[0]?.attributes ?? {};
  const shortest = Math.min(was.length, words.length);
  let head = 0;
  while (head < shortest && was[head] === words[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && was[was.length - 1 - tail] === words[words.length - 1 - tail]) tail += 1;
  const last = words.length - tail;
  const stretch = old[head < was.length - tail ? head : head - 1];
  return (index) =>
    (index < head ? old[index] : index >= last ? old[index - words.length + was.length] : stretch) ?? fallback;
};

/** Cuts a run where the letters' stems change. */
const runXml = (run: Run, start: number, stem: (index: number) => Attributes): string => {
  let [xml, from] = ['', 0];
  for (let at = 1; at <= run.text.length; at += 1) {
    if (at < run.text.length && stem(start + at) === stem(start + from)) continue;
    xml += textXml(run.text.slice(from, at), run, stem(start + from));
    from = at;
  }
  return xml;
};

const lineXml = (line: string): string => `<Paragraph><Text>${escapeText(line)}</Text></Paragraph>`;

/** A note in the words of Final Draft; `attributes` come first. */
export const noteXml = (note: Omit<LooseNote, 'at'>, attributes: Attributes = {}): string => {
  const all = {
    ...attributes,
    ...(note.type === 'boneyard' ? { Name: 'Boneyard' } : {}),
    ...(note.place === null ? {} : { Placement: note.place }),
  };
  return `<ScriptNote${attributesText(all)}>${note.text.split('\n').map(lineXml).join('')}</ScriptNote>`;
};

/** Finds notes that a paragraph held before, each once. */
const heldNotes = (original: Original | null): ((note: Omit<LooseNote, 'at'>) => string | null) => {
  const held = original?.element.children.filter(isNote) ?? [];
  return ({ type, text, place }) => {
    const at = held.findIndex(
      (note) => noteType(note) === type && noteText(note) === text && (note.attributes.Placement ?? null) === place,
    );
    const [note] = at < 0 ? [] : held.splice(at, 1);
    return note === undefined || original === null ? null : original.source.slice(note.start, note.end);
  };
};

const standing = (block: Block): string => block.runs.map((run) => run.text).join('');

type NoteSink = (note: LooseNote) => string;

const insetType = (run: Run): 'note' | 'boneyard' => (run.marks.includes('boneyard') ? 'boneyard' : 'note');

const wordsXml = (runs: readonly Run[], element: XmlElement | undefined, sink: NoteSink): string => {
  const words = runs
    .filter((run) => !isInset(run))
    .map((run) => run.text)
    .join('');
  const stem = stems(words, element);
  let [xml, at] = ['', 0];
  for (const run of runs) {
    if (isInset(run)) xml += sink({ type: insetType(run), text: run.text, place: null, at });
    else {
      xml += runXml(run, at, stem);
      at += run.text.length;
    }
  }
  return words === '' ? `${xml}${textXml('', { marks: [] }, stem(0))}` : xml;
};

const synopsisXml = (block: Block): string =>
  settledRuns(block.runs)
    .map((run) =>
      isInset(run) ? noteXml({ type: insetType(run), text: run.text, place: null }) : textXml(run.text, run, {}),
    )
    .join('');

const summaryXml = (synopses: readonly Block[]): string =>
  `<Summary>${synopses.map((block) => `<Paragraph>${synopsisXml(block)}</Paragraph>`).join('')}</Summary>`;

const sameSynopses = (a: readonly Block[], b: readonly Block[]): boolean =>
  JSON.stringify(a.map((block) => settledRuns(block.runs))) ===
  JSON.stringify(b.map((block) => settledRuns(block.runs)));

/** The scene's properties with the synopses that it has now; everything else in them stays. */
const propertiesXml = (piece: Piece, original: Original | null): string => {
  const properties = childElement(original?.element, 'SceneProperties');
  const before = original === null ? [] : readParagraph(original.element).synopses;
  if (original === null || properties === undefined)
    return piece.synopses.length === 0 ? '' : `<SceneProperties>${summaryXml(piece.synopses)}</SceneProperties>`;
  const { source } = original;
  if (sameSynopses(before, piece.synopses)) return source.slice(properties.start, properties.end);
  const summary = childElement(properties, 'Summary');
  const [from, to] = summary ? [summary.start, summary.end] : [properties.contentEnd, properties.contentEnd];
  const now = piece.synopses.length === 0 ? '' : summaryXml(piece.synopses);
  if (
    properties.contentStart === properties.contentEnd &&
    source.slice(properties.start, properties.end).endsWith('/>')
  )
    return `${source.slice(properties.start, properties.end).replace(/\s*\/>$/, '>')}${now}</SceneProperties>`;
  return source.slice(properties.start, from) + now + source.slice(to, properties.end);
};

const startTag = ({ main, startsPage }: Piece, original: Original | null): string => {
  const { Type, Alignment, StartsNewPage } = original?.element.attributes ?? {};
  let tag =
    original === null
      ? '<Paragraph>'
      : original.source.slice(original.element.start, original.element.contentStart).replace(/\s*\/>$/, '>');
  const reading = readingOf(Type ?? 'Action') ?? { type: 'action' as const };
  const block: Block = main ?? { type: 'action', runs: [] };
  const shown = block.type === 'centered' && reading.type !== 'centered' ? 'action' : block.type;
  if (original === null || reading.type !== shown || (reading.depth ?? 1) !== (block.depth ?? 1))
    tag = setAttribute(tag, 'Type', elementType(block));
  if (block.type === 'sceneHeading' || original?.element.attributes.Number !== undefined)
    tag = setAttribute(tag, 'Number', block.number ?? null);
  if (block.type === 'centered' && reading.type !== 'centered') tag = setAttribute(tag, 'Alignment', 'Center');
  else if (Alignment === 'Center' && block.type === 'action') tag = setAttribute(tag, 'Alignment', 'Left');
  if (startsPage || StartsNewPage === 'Yes') tag = setAttribute(tag, 'StartsNewPage', startsPage ? 'Yes' : 'No');
  return tag;
};

/** Children of the original that are neither words nor notes nor properties: nothing here knows them, so they stay. */
const unknownXml = (original: Original | null): string =>
  original === null
    ? ''
    : childElements(original.element)
        .filter(
          ({ name }) =>
            name !== 'Text' && name !== 'ScriptNote' && name !== 'SceneProperties' && name !== 'OmittedScene',
        )
        .map(({ start, end }) => original.source.slice(start, end))
        .join('');

/** What an omitted scene held, within its heading; as it was written where it is the same. */
const omittedXml = ({ main }: Piece, original: Original | null): string => {
  if (main?.omitted === undefined) return '';
  const before = childElement(original?.element, 'OmittedScene');
  const was = original === null ? undefined : readParagraph(original.element).main?.omitted;
  if (original !== null && before !== undefined && was !== undefined && blocksKey(was) === blocksKey(main.omitted))
    return original.source.slice(before.start, before.end);
  return `<OmittedScene>${piecesOf(main.omitted)
    .map((piece) => writeParagraph(piece, null, true).xml)
    .join('')}</OmittedScene>`;
};

/** Writes one paragraph, over the one that it takes the place of. `inline`: its notes stand in it, else they are handed back. */
export const writeParagraph = (piece: Piece, original: Original | null, inline: boolean): Written => {
  const loose: LooseNote[] = [];
  const held = heldNotes(original);
  const sink: NoteSink = (note) => {
    const raw = held(note);
    if (raw !== null) return raw;
    if (inline) return noteXml(note);
    loose.push(note);
    return '';
  };
  const alone = (blocks: readonly Block[], place: 'Above' | 'Below'): string =>
    blocks
      .map((block) =>
        sink({ type: block.type === 'boneyard' ? 'boneyard' : 'note', text: standing(block), place, at: 0 }),
      )
      .join('');
  const above = alone(piece.above, 'Above');
  const words =
    piece.main === null && !piece.startsPage
      ? ''
      : wordsXml(settledRuns(piece.main?.runs ?? []), original?.element, sink);
  const below = alone(piece.below, 'Below');
  const xml = `${startTag(piece, original)}${propertiesXml(piece, original)}${unknownXml(original)}${above}${words}${below}${omittedXml(piece, original)}</Paragraph>`;
  return { xml, loose };
};

/** Notes of a paragraph that is kept as it was, less those that stand in it. */
export const looseNotes = (piece: Piece, original: Original): readonly LooseNote[] =>
  writeParagraph(piece, original, false).loose;
