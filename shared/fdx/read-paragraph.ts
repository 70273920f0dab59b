import type { Block, MarkType, Run } from '../fountain/screenplay.ts';
import { childElement, childElements, textOf, type XmlElement } from '../xml/read-xml.ts';
import { readingOf } from './element-types.ts';
import { blocksOf, type Piece, settledRuns } from './pieces.ts';
import { revisionOf } from './revisions.ts';

const styleMarks: Readonly<Record<string, MarkType>> = {
  Bold: 'bold',
  Italic: 'italic',
  Underline: 'underline',
  Strikeout: 'strike',
};

/** The marks that a run's attributes say. `AllCaps` is a way to show letters, not to write them. */
export const marksOf = ({ Style = '', RevisionID = '0' }: Readonly<Record<string, string>>): readonly MarkType[] => [
  ...Style.split('+').flatMap((style) => styleMarks[style.trim()] ?? []),
  ...(RevisionID !== '0' && RevisionID !== '' ? (['revision'] as const) : []),
];

/** A note's words: its paragraphs, one a line. */
export const noteText = (note: XmlElement): string => {
  const paragraphs = childElements(note, 'Paragraph');
  return paragraphs.length === 0
    ? textOf(note).trim()
    : paragraphs.map((paragraph) => childElements(paragraph, 'Text').map(textOf).join('')).join('\n');
};

export const noteType = (note: XmlElement): 'note' | 'boneyard' =>
  note.attributes.Name === 'Boneyard' ? 'boneyard' : 'note';

/** Where a note of ours stands when it is not within the words. */
export const notePlace = (note: XmlElement): string | undefined => note.attributes.Placement;

/** A note that is empty says nothing. */
export const isNote = (child: XmlElement | string): child is XmlElement =>
  typeof child !== 'string' && child.name === 'ScriptNote' && noteText(child) !== '';

const runsOf = (paragraph: XmlElement): readonly Run[] =>
  paragraph.children.flatMap((child): readonly Run[] => {
    if (typeof child === 'string') return [];
    if (child.name === 'Text')
      return [{ text: textOf(child), marks: marksOf(child.attributes), ...revisionOf(child.attributes) }];
    return isNote(child) && notePlace(child) === undefined ? [{ text: noteText(child), marks: [noteType(child)] }] : [];
  });

const asides = (paragraph: XmlElement, place: string): readonly Block[] =>
  paragraph.children
    .filter(isNote)
    .flatMap((note) =>
      notePlace(note) === place ? [{ type: noteType(note), runs: [{ text: noteText(note), marks: [] }] }] : [],
    );

const synopsesOf = (paragraph: XmlElement): readonly Block[] => {
  const summary = childElement(childElement(paragraph, 'SceneProperties'), 'Summary');
  if (summary === undefined) return [];
  return childElements(summary, 'Paragraph').flatMap((line) => {
    const runs = settledRuns(runsOf(line));
    return runs.length === 0 ? [] : [{ type: 'synopsis' as const, runs }];
  });
};

/** What the omitted scene of a heading held. */
const omittedOf = (heading: XmlElement): Pick<Block, 'omitted'> => {
  const scene = childElement(heading, 'OmittedScene');
  if (scene === undefined) return {};
  return { omitted: childElements(scene, 'Paragraph').flatMap((paragraph) => blocksOf(readParagraph(paragraph))) };
};

const mainBlock = (paragraph: XmlElement, runs: readonly Run[]): Block => {
  const { Type = 'Action', Number: number = '', Alignment = '' } = paragraph.attributes;
  const reading = readingOf(Type) ?? { type: 'action' };
  if (reading.type === 'action' && Alignment === 'Center' && runs.length > 0) return { type: 'centered', runs };
  return {
    ...reading,
    runs,
    ...(reading.type === 'sceneHeading' && number !== '' ? { number } : {}),
    ...(reading.type === 'sceneHeading' ? omittedOf(paragraph) : {}),
  };
};

/** Reads one paragraph that is no dual dialogue. */
export const readParagraph = (paragraph: XmlElement): Piece => {
  const runs = settledRuns(runsOf(paragraph));
  const startsPage = paragraph.attributes.StartsNewPage === 'Yes';
  const main = mainBlock(paragraph, runs);
  const above = asides(paragraph, 'Above');
  const wordless = startsPage || (above.length > 0 && childElement(paragraph, 'Text') === undefined);
  return {
    above,
    startsPage,
    main: wordless && runs.length === 0 ? null : main,
    synopses: main.type === 'sceneHeading' ? synopsesOf(paragraph) : [],
    below: asides(paragraph, 'Below'),
    dual: null,
  };
};
