import type { Screenplay } from '../fountain/screenplay.ts';
import { escapeAttribute } from '../xml/read-xml.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { lockedPagesXml, numberRevisions, revisionNumbers, revisionsXml } from './revisions.ts';
import { titlePageXml } from './title-page.ts';
import { writeParagraph } from './write-paragraph.ts';

const paragraph = (piece: Piece): string => writeParagraph(piece, null, true).xml;

/** Pieces in a row that are one dual dialogue are one group; every other piece stands alone. */
export const groupsOf = (pieces: readonly Piece[]): readonly (readonly number[])[] => {
  const groups: number[][] = [];
  pieces.forEach((piece, index) => {
    const last = groups.at(-1);
    if (piece.dual !== null && last !== undefined && pieces[last[0] ?? 0]?.dual === piece.dual) last.push(index);
    else groups.push([index]);
  });
  return groups;
};

const contentXml = (pieces: readonly Piece[]): string =>
  groupsOf(pieces)
    .map((group) => {
      const lines = group.flatMap((index) => (pieces[index] ? [paragraph(pieces[index])] : []));
      const dual = pieces[group[0] ?? 0]?.dual !== null;
      if (!dual) return `    ${lines.join('')}\n`;
      return `    <Paragraph>\n      <DualDialogue>\n${lines.map((line) => `        ${line}\n`).join('')}      </DualDialogue>\n    </Paragraph>\n`;
    })
    .join('');

/** Types that a plain installation of Final Draft may lack: without these lines it would not know how to show them. */
const settingsXml = (types: ReadonlySet<string>): string =>
  [...types]
    .sort()
    .map((type) => {
      const [left, right, as] = type === 'Lyrics' ? ['2.50', '6.00', 'Dialogue'] : ['1.50', '7.50', 'General'];
      return `  <ElementSettings Type="${escapeAttribute(type)}">
    <FontSpec Font="Courier Final Draft" Size="12" Style="${type === 'Lyrics' ? 'Italic' : ''}"/>
    <ParagraphSpec Alignment="Left" FirstIndent="0.00" LeftIndent="${left}" RightIndent="${right}" SpaceBefore="12" Spacing="1" StartsNewPage="No"/>
    <Behavior PaginateAs="${as}" ReturnKey="Action" Shortcut=""/>
  </ElementSettings>\n`;
    })
    .join('');

const extraTypes = (pieces: readonly Piece[]): ReadonlySet<string> =>
  new Set(
    pieces.flatMap(({ main }) =>
      main?.type === 'lyric'
        ? ['Lyrics']
        : main?.type === 'section'
          ? [`Outline ${main.depth ?? 1}`]
          : main?.type === 'synopsis'
            ? ['Outline Body']
            : [],
    ),
  );

const numberOptions = (pieces: readonly Piece[], scheme: string): string =>
  pieces.some(({ main }) => main?.number !== undefined)
    ? `  <SceneNumberOptions LeftLocation="0.75" NumberScheme="${scheme}" RightLocation="7.38" ShowNumbersOnLeft="Yes" ShowNumbersOnRight="Yes"/>\n`
    : '';

/**
 * Writes a Final Draft file that reads back as the same screenplay, notes within their paragraphs as version 3 has them.
 * Control characters, which XML cannot say, are left out.
 */
export const writeFdx = (written: Screenplay): string => {
  const screenplay = numberRevisions(written, revisionNumbers(written, new Set()));
  const { production } = screenplay;
  const pieces = piecesOf(screenplay.blocks);
  const title =
    screenplay.titlePage.length === 0
      ? ''
      : `  <TitlePage>\n    <Content>\n${titlePageXml(screenplay.titlePage)}    </Content>\n  </TitlePage>\n`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="3">
  <Content>
${contentXml(pieces)}  </Content>
${title}${settingsXml(extraTypes(pieces))}${numberOptions(pieces, production?.sceneNumbers === 'before' ? 'A1' : '1A')}${production === undefined ? '' : lockedPagesXml(production, pieces) + revisionsXml(production)}</FinalDraft>
`;
};
