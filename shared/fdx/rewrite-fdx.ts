/** A Final Draft file that was read, with what changed since written into it: everything else stays as it was, byte for byte. */
import { unchangedPlaces } from '../fountain/keep-unchanged.ts';
import type { Screenplay } from '../fountain/screenplay.ts';
import { childElement, type XmlElement } from '../xml/read-xml.ts';
import { blocksKey, blocksOf, type Piece, pieceKey, piecesOf } from './pieces.ts';
import { countedLength, type FdxReading, rootNotes, type SourcePiece } from './read-fdx.ts';
import { noteText, noteType } from './read-paragraph.ts';
import {
  childrenOf,
  lockedPagesXml,
  numberRevisions,
  revisionNumbers,
  revisionsXml,
  revisionXml,
} from './revisions.ts';
import { titlePageXml } from './title-page.ts';
import { groupsOf } from './write-fdx.ts';
import { type LooseNote, looseNotes, noteXml, setAttribute, writeParagraph } from './write-paragraph.ts';

type Edit = { readonly from: number; readonly to: number; readonly text: string };
/** A piece that is wanted, with the one of the source that it stems from. */
type Paired = { readonly piece: Piece; readonly from: SourcePiece | null; readonly same: boolean };

/** Pieces that read the same, then those between them, in order, by what they are. */
const pair = (before: readonly SourcePiece[], after: readonly Piece[]): readonly Paired[] => {
  const kept = unchangedPlaces(
    before.map(({ piece }) => pieceKey(piece)),
    after.map(pieceKey),
  );
  const sourceOf = new Map([...kept].map(([old, next]) => [next, old]));
  let free = 0;
  return after.map((piece, index) => {
    const same = sourceOf.get(index);
    if (same !== undefined) {
      free = same + 1;
      return { piece, from: before[same] ?? null, same: true };
    }
    for (let at = free; at < before.length && !kept.has(at); at += 1) {
      if (before[at]?.piece.main?.type !== piece.main?.type) continue;
      free = at + 1;
      return { piece, from: before[at] ?? null, same: false };
    }
    return { piece, from: null, same: false };
  });
};

type Writing = {
  readonly source: string;
  readonly inline: boolean;
  passed: number;
  readonly notes: (LooseNote & { start: number })[];
};

const writePiece = (writing: Writing, { piece, from, same }: Paired): string => {
  const { source, inline } = writing;
  const original = from === null ? null : { source, element: from.element };
  const { xml, loose } =
    same && original !== null
      ? {
          xml: source.slice(original.element.start, original.element.end),
          loose: inline ? [] : looseNotes(piece, original),
        }
      : writeParagraph(piece, original, inline);
  writing.notes.push(...loose.map((note) => ({ ...note, start: writing.passed + note.at })));
  writing.passed += countedLength(piece.main?.runs ?? []) + 1;
  return xml;
};

const outerOf = (from: SourcePiece | null): XmlElement | null => from?.wrapper ?? from?.element ?? null;

const writeGroup = (writing: Writing, group: readonly Paired[], whole: ReadonlyMap<XmlElement, number>): string => {
  const lines = group.map((paired) => writePiece(writing, paired));
  if (group[0]?.piece.dual === null) return lines.join('');
  const wrapper = group[0]?.from?.wrapper ?? null;
  const kept = wrapper !== null && group.every(({ same, from }) => same && from?.wrapper === wrapper);
  if (kept && whole.get(wrapper) === group.length) return writing.source.slice(wrapper.start, wrapper.end);
  const open = wrapper === null ? '<Paragraph>' : writing.source.slice(wrapper.start, wrapper.contentStart);
  return `${open}<DualDialogue>${lines.join('')}</DualDialogue></Paragraph>`;
};

/** What stands between two paragraphs: space, and whatever else the writer of the file put there. */
const createGlue = (source: string, content: XmlElement, pieces: readonly SourcePiece[]) => {
  const outers = [...new Set(pieces.map((piece) => piece.wrapper ?? piece.element))];
  const order = new Map(outers.map((outer, index) => [outer, index]));
  const before = (index: number): string =>
    source.slice(outers[index - 1]?.end ?? content.contentStart, outers[index]?.start ?? content.contentEnd);
  const usual = /^\s*/.exec(before(0))?.[0] || '\n    ';
  let next = 0;
  const skipTo = (index: number): string => {
    let text = '';
    for (; next < index; next += 1) if (before(next).trim() !== '') text += before(next).trimEnd();
    return text;
  };
  return {
    /** Before a paragraph that stems from this one of the source. */
    ahead: (outer: XmlElement | null): string => {
      const index = outer === null ? undefined : order.get(outer);
      if (index === undefined || index < next) return usual;
      const skipped = skipTo(index);
      next = index + 1;
      return skipped + before(index);
    },
    end: (): string => skipTo(outers.length) + (outers.length === 0 ? '\n  ' : before(outers.length)),
  };
};

const contentEdit = (writing: Writing, reading: FdxReading, paired: readonly Paired[]): Edit | null => {
  const content = childElement(reading.root, 'Content');
  if (content === undefined) return null;
  const { source } = writing;
  const glue = createGlue(source, content, reading.pieces);
  const whole = new Map<XmlElement, number>();
  for (const { wrapper } of reading.pieces) if (wrapper !== null) whole.set(wrapper, (whole.get(wrapper) ?? 0) + 1);
  const text = groupsOf(paired.map(({ piece }) => piece))
    .map((group) => {
      const members = group.flatMap((index) => paired[index] ?? []);
      return glue.ahead(outerOf(members[0]?.from ?? null)) + writeGroup(writing, members, whole);
    })
    .join('');
  const inner = text + glue.end();
  const open = source.slice(content.start, content.contentStart);
  return open.endsWith('/>')
    ? { from: content.start, to: content.end, text: `${open.replace(/\s*\/>$/, '>')}${inner}</Content>` }
    : { from: content.contentStart, to: content.contentEnd, text: inner };
};

/** The notes of the whole script, each where its words stand now; those that the file had keep all else that it says. */
const notesEdit = (writing: Writing, reading: FdxReading): Edit | null => {
  const { source, notes } = writing;
  const holder = childElement(reading.root, 'ScriptNotes');
  const known = [...rootNotes(reading.root)];
  if (notes.length === 0 && known.length === 0) return null;
  const lines = notes.map((note) => {
    const at = known.findIndex((old) => noteType(old) === note.type && noteText(old) === note.text);
    const [old] = at < 0 ? [] : known.splice(at, 1);
    if (old === undefined) return noteXml(note, { Range: `${note.start},${note.start}` });
    const [from = 0, to = from] = (old.attributes.Range ?? '').split(',').map(Number);
    const tag = setAttribute(
      source.slice(old.start, old.contentStart),
      'Range',
      `${note.start},${note.start + to - from}`,
    );
    return tag + source.slice(old.contentStart, old.end);
  });
  const others =
    holder?.children.filter((child) => typeof child !== 'string' && !rootNotes(reading.root).includes(child)) ?? [];
  const kept = others.flatMap((child) => (typeof child === 'string' ? [] : [source.slice(child.start, child.end)]));
  const inner = [...lines, ...kept].map((line) => `\n    ${line}`).join('');
  const xml = `<ScriptNotes>${inner}\n  </ScriptNotes>`;
  return holder === undefined
    ? { from: reading.root.contentEnd, to: reading.root.contentEnd, text: `  ${xml}\n` }
    : { from: holder.start, to: holder.end, text: xml };
};

const titleEdit = (source: string, root: XmlElement, { titlePage }: Screenplay): Edit => {
  const page = childElement(root, 'TitlePage');
  const content = childElement(page, 'Content');
  const inner = `\n${titlePageXml(titlePage)}    `;
  if (content !== undefined && source.slice(content.start, content.contentStart).endsWith('/>') === false)
    return { from: content.contentStart, to: content.contentEnd, text: inner };
  const whole = `<Content>${inner}</Content>`;
  if (content !== undefined) return { from: content.start, to: content.end, text: whole };
  const fresh = `<TitlePage>${whole}</TitlePage>`;
  return page === undefined
    ? { from: root.contentEnd, to: root.contentEnd, text: `  ${fresh}\n` }
    : { from: page.start, to: page.end, text: fresh };
};

/** Revisions that the file does not list, the one that is current, and locked pages, where they are others than it says. */
const productionEdits = (
  source: string,
  { root, screenplay: before }: FdxReading,
  { production, blocks }: Screenplay,
): readonly Edit[] => {
  if (production === undefined || JSON.stringify(production) === JSON.stringify(before.production)) return [];
  const edits: Edit[] = [];
  const fresh = { from: root.contentEnd, to: root.contentEnd };
  const holder = childElement(root, 'Revisions');
  const listed = new Set(childrenOf(holder, 'Revision').map(({ attributes }) => attributes.ID));
  const missing = production.revisions
    .filter(({ id }) => !listed.has(id))
    .map((revision) => `    ${revisionXml(revision)}\n`);
  const isOpen = holder !== undefined && holder.contentEnd < holder.end;
  if (!isOpen && production.revisions.length > 0)
    edits.push({
      ...(holder === undefined ? fresh : { from: holder.start, to: holder.end }),
      text: revisionsXml(production),
    });
  if (isOpen) {
    let tag = setAttribute(source.slice(holder.start, holder.contentStart), 'ActiveSet', production.current ?? '0');
    tag = setAttribute(tag, 'RevisionMode', production.current === null ? 'No' : 'Yes');
    if (production.current !== (before.production?.current ?? null))
      edits.push({ from: holder.start, to: holder.contentStart, text: tag });
    if (missing.length > 0) edits.push({ from: holder.contentEnd, to: holder.contentEnd, text: missing.join('') });
  }
  if (JSON.stringify(production.pages) !== JSON.stringify(before.production?.pages ?? null)) {
    const pages = childElement(root, 'LockedPages');
    const text = production.pages === null ? '<LockedPages/>' : lockedPagesXml(production, piecesOf(blocks)).trim();
    edits.push(pages === undefined ? { ...fresh, text: `  ${text}\n` } : { from: pages.start, to: pages.end, text });
  }
  return edits;
};

const apply = (source: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce((text, { from, to, text: now }) => text.slice(0, from) + now + text.slice(to), source);

/**
 * The file `source`, read as `reading`, saying what the screenplay says now. Nothing changed: the same text. Paragraphs
 * that read the same are kept as they were written, changed ones keep what is not their words.
 */
export const rewriteFdx = (source: string, reading: FdxReading, written: Screenplay): string => {
  const listed = childrenOf(childElement(reading.root, 'Revisions'), 'Revision').flatMap(
    ({ attributes }) => attributes.ID ?? [],
  );
  const screenplay = numberRevisions(written, revisionNumbers(written, new Set(listed)));
  const wanted = piecesOf(screenplay.blocks);
  const edits: (Edit | null)[] = [];
  if (blocksKey(wanted.flatMap(blocksOf)) !== blocksKey(reading.screenplay.blocks)) {
    const inline = childElement(reading.root, 'ScriptNotes') === undefined;
    const writing: Writing = { source, inline, passed: 0, notes: [] };
    edits.push(contentEdit(writing, reading, pair(reading.pieces, wanted)), notesEdit(writing, reading));
  }
  if (JSON.stringify(screenplay.titlePage) !== JSON.stringify(reading.screenplay.titlePage))
    edits.push(titleEdit(source, reading.root, screenplay));
  edits.push(...productionEdits(source, reading, screenplay));
  return apply(
    source,
    edits.filter((edit) => edit !== null),
  );
};
