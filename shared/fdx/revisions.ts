/** Revisions and locked pages as Final Draft says them. */
import {
  type PageColor,
  type PageStart,
  type Production,
  pageColors,
  type Revision,
  revisionIdOf,
} from '../fountain/revision.ts';
import { pageTints } from '../fountain/revision-names.ts';
import type { Block, Screenplay } from '../fountain/screenplay.ts';
import { childElement, childElements, escapeAttribute, type XmlElement } from '../xml/read-xml.ts';
import { blocksOf, isInset, type Piece } from './pieces.ts';

/** An element's children of a name; none when there is no element. */
export const childrenOf = (parent: XmlElement | undefined, name: string): readonly XmlElement[] =>
  parent === undefined ? [] : childElements(parent, name);

type RevisionId = Revision['id'];

const colorOf = (name: string): { readonly color: PageColor; readonly isOwn: boolean } => {
  const color = pageColors.find((known) => known === name.trim().toLowerCase().replace(/^.*\s/, ''));
  return { color: color ?? 'blue', isOwn: color === undefined };
};

/** Eight bits a channel as sixteen. */
const wide = (hex: string): string => hex.replace(/[0-9A-F]{2}/gi, (channel) => channel + channel);

/** The colour of a page's paper, when it is exactly one of those known. */
const tinted = (paper: string | undefined): PageColor | undefined =>
  pageColors.find((color) => wide(pageTints[color]).toLowerCase() === paper?.toLowerCase());

/** `2nd Blue`: the second time; a name alone is the first. */
const roundOf = (name: string): number => Math.max(1, Number(/^(\d+)(?:st|nd|rd|th)\b/.exec(name.trim())?.[1] ?? 1));

/** Final Draft's 0 is no revision. */
const idOf = (text: string | undefined): RevisionId | null => (text === '0' ? null : revisionIdOf(text));

/** The revision of a run, when it names one. */
export const revisionOf = ({ RevisionID }: Readonly<Record<string, string>>): { readonly revision?: RevisionId } => {
  const revision = idOf(RevisionID);
  return revision === null ? {} : { revision };
};

const usedIn = (blocks: readonly Block[]): ReadonlySet<RevisionId> =>
  new Set(
    blocks.flatMap(({ runs, omitted = [] }) => [...runs.flatMap(({ revision }) => revision ?? []), ...usedIn(omitted)]),
  );

/** Final Draft lists every colour there is: revisions are those that words belong to, and the one that changes belong to now. */
const readRevisions = (root: XmlElement, blocks: readonly Block[]): Pick<Production, 'revisions' | 'current'> => {
  const holder = childElement(root, 'Revisions');
  const { ActiveSet, RevisionMode } = holder?.attributes ?? {};
  const current = RevisionMode === 'Yes' ? idOf(ActiveSet) : null;
  const used = usedIn(blocks);
  const revisions = childrenOf(holder, 'Revision').flatMap(({ attributes }): readonly Revision[] => {
    const id = idOf(attributes.ID);
    if (id === null || (id !== current && !used.has(id))) return [];
    const name = attributes.Name ?? '';
    const { color: named, isOwn } = colorOf(name);
    const color = isOwn ? (tinted(attributes.PageColor) ?? named) : named;
    return [{ id, name: isOwn ? name : '', color, round: isOwn ? 1 : roundOf(name), date: attributes.Date ?? '' }];
  });
  return { revisions, current: revisions.some(({ id }) => id === current) ? current : null };
};

const countedLength = (piece: Piece): number =>
  (piece.main?.runs ?? []).reduce((sum, run) => sum + (isInset(run) ? 0 : run.text.length), 0);

/** Where each paragraph begins, in letters from the beginning, a paragraph's end counted as one; and the index of its words' block. */
const placesOf = (pieces: readonly Piece[]) => {
  let [position, block] = [0, 0];
  return pieces.map((piece) => {
    const place = {
      position,
      block: block + piece.above.length + (piece.startsPage ? 1 : 0),
      length: countedLength(piece),
    };
    position += place.length + 1;
    block += blocksOf(piece).length;
    return place;
  });
};

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

const labelOf = ({ Label, PageNumber = '', LockLevel = '0', LevelIndex = '0' }: XmlElement['attributes']): string =>
  Label ?? PageNumber + (LockLevel === '0' ? '' : (letters[Number(LevelIndex)] ?? ''));

const readPages = (root: XmlElement, pieces: readonly Piece[]): readonly PageStart[] | null => {
  const places = placesOf(pieces);
  const pages = childrenOf(childElement(root, 'LockedPages'), 'LockedPage').flatMap(
    ({ attributes }): readonly PageStart[] => {
      const position = Number(attributes.Position ?? Number.NaN);
      const label = labelOf(attributes);
      const place = places.findLast((known) => known.position <= position);
      if (place === undefined || label === '' || attributes.Deleted === '1') return [];
      return [{ label, block: place.block, offset: Math.min(position - place.position, place.length) }];
    },
  );
  return pages.length === 0 ? null : pages;
};

/** What the file says of its production; undefined when that is nothing. */
export const readProduction = (
  root: XmlElement,
  pieces: readonly Piece[],
  blocks: readonly Block[],
): Production | undefined => {
  const revised = readRevisions(root, blocks);
  const pages = readPages(root, pieces);
  const omits = blocks.some(({ omitted }) => omitted !== undefined);
  if (revised.revisions.length === 0 && pages === null && !omits) return undefined;
  const scheme = childElement(root, 'SceneNumberOptions')?.attributes.NumberScheme === 'A1' ? 'before' : 'after';
  return { ...revised, sceneNumbers: omits || pages !== null ? scheme : null, pages };
};

/** Final Draft counts its revisions; ids of other makings are given numbers that `taken` leaves free. */
export const revisionNumbers = (
  screenplay: Screenplay,
  taken: ReadonlySet<string>,
): ReadonlyMap<RevisionId, string> => {
  const numbers = new Map<RevisionId, string>();
  const used = new Set(taken);
  for (const { id } of screenplay.production?.revisions ?? []) if (/^\d+$/.test(id)) used.add(id);
  let next = 1;
  for (const { id } of screenplay.production?.revisions ?? []) {
    if (/^\d+$/.test(id)) continue;
    while (used.has(String(next))) next += 1;
    used.add(String(next));
    numbers.set(id, String(next));
  }
  return numbers;
};

/** The screenplay with its revisions under Final Draft's numbers. */
export const numberRevisions = (screenplay: Screenplay, numbers: ReadonlyMap<RevisionId, string>): Screenplay => {
  if (numbers.size === 0 || screenplay.production === undefined) return screenplay;
  const idOfRun = (id: RevisionId): RevisionId => (numbers.get(id) ?? id) as RevisionId; // a number is an id
  const renamed = (block: Block): Block => ({
    ...block,
    runs: block.runs.map((run) => (run.revision === undefined ? run : { ...run, revision: idOfRun(run.revision) })),
    ...(block.omitted === undefined ? {} : { omitted: block.omitted.map(renamed) }),
  });
  const { production } = screenplay;
  const revisions = production.revisions.map((revision) => ({ ...revision, id: idOfRun(revision.id) }));
  const current = production.current === null ? null : idOfRun(production.current);
  return { ...screenplay, blocks: screenplay.blocks.map(renamed), production: { ...production, revisions, current } };
};

const ordinal = (round: number): string =>
  round === 2 ? '2nd ' : round === 3 ? '3rd ' : round > 3 ? `${round}th ` : '';

export const revisionXml = ({ id, name, color, round, date }: Revision): string => {
  const own = ordinal(round) + color.charAt(0).toUpperCase() + color.slice(1);
  const tint = wide(pageTints[color]);
  const when = date === '' ? '' : ` Date="${escapeAttribute(date)}"`;
  return `<Revision Color="${tint}" FullRevision="No" ID="${escapeAttribute(id)}" Mark="*" Name="${escapeAttribute(name === '' ? own : name)}" PageColor="${tint}" Style=""${when}/>`;
};

export const revisionsXml = ({ revisions, current }: Production): string =>
  revisions.length === 0
    ? ''
    : `  <Revisions ActiveSet="${escapeAttribute(current ?? '0')}" Location="7.75" RevisionMode="${current === null ? 'No' : 'Yes'}" RevisionsShown="All" ShowAllMarks="All" ShowAllSets="All" ShowPageColor="Yes">\n${revisions.map((revision) => `    ${revisionXml(revision)}\n`).join('')}  </Revisions>\n`;

/** Pages whose names Final Draft cannot count say theirs besides. */
const pageXml = ({ label }: PageStart, position: number): string => {
  const [, number = '0', letter = ''] = /^(\d+)([A-HJ-NP-Z]?)$/.exec(label) ?? [];
  const plain = number !== '0';
  const index = letter === '' ? Math.max(Number(number) - 1, 0) : letters.indexOf(letter);
  return `<LockedPage Deleted="0"${plain ? '' : ` Label="${escapeAttribute(label)}"`} LevelIndex="${index}" LockLevel="${letter === '' ? 0 : 1}" PageNumber="${plain ? number : escapeAttribute(/\d+/.exec(label)?.[0] ?? '0')}" Position="${position}"/>`;
};

export const lockedPagesXml = ({ pages }: Production, pieces: readonly Piece[]): string => {
  if (pages === null) return '';
  const places = placesOf(pieces);
  const lines = pages.map((page) => {
    // a page that begins with what is no paragraph's words begins with that paragraph
    const place = places.find(({ block }) => block >= page.block) ?? places.at(-1);
    const offset = place?.block === page.block ? page.offset : 0;
    return `    ${pageXml(page, (place?.position ?? 0) + offset)}\n`;
  });
  return `  <LockedPages>\n${lines.join('')}  </LockedPages>\n`;
};
