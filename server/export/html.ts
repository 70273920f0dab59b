import { type PrintedItem, printedItems, titleLines } from '@oner/shared/export/printed-script.ts';
import { paperSize } from '@oner/shared/export/script-pages.ts';
import type { Block, MarkType, Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { escapeAttribute, escapeText } from '@oner/shared/xml/read-xml.ts';

const tags: Readonly<Partial<Record<MarkType, string>>> = { bold: 'b', italic: 'i', underline: 'u', strike: 's' };

/** Each word by itself, so that every line on which one stands has its asterisk. */
const revisedWords = (text: string): string =>
  text.replace(/\S+/g, (word) => `<span class="revised">${escapeText(word)}</span>`);

const words = (block: Block): string =>
  block.runs
    .map(({ text, marks }) => {
      const names = marks.flatMap((mark) => tags[mark] ?? []);
      const inner = (marks.includes('revision') ? revisedWords(text) : escapeText(text)).replaceAll('\n', '<br>');
      return `${names.map((name) => `<${name}>`).join('')}${inner}${[...names]
        .reverse()
        .map((name) => `</${name}>`)
        .join('')}`;
    })
    .join('');

const paragraph = (block: Block): string => {
  const number = block.number === undefined ? '' : ` data-number="${escapeAttribute(block.number)}"`;
  return block.type === 'sceneHeading'
    ? `<h2${number}>${words(block)}</h2>`
    : `<p class="${block.type}">${words(block) || '&nbsp;'}</p>`;
};

const item = (printed: PrintedItem): string => {
  switch (printed.kind) {
    case 'block':
      return paragraph(printed.block);
    case 'page-break':
      return '<hr>';
    case 'dual':
      return `<div class="dual"><div>${printed.left.map(paragraph).join('')}</div><div>${printed.right.map(paragraph).join('')}</div></div>`;
  }
};

const style = (paper: string): string => `
@page { size: ${paper}; margin: 1in 1in 1in 1.5in }
body { font: 12pt/1 "Courier Prime", Courier, "Noto Serif SC", "Songti SC", monospace; max-width: 6in; margin: 1in auto; padding: 0 .75in; overflow-wrap: break-word }
h1, h2, p { font: inherit; margin: 1em 0 0; white-space: pre-wrap; break-inside: avoid }
h2 { margin-top: 2em; break-after: avoid }
h2[data-number]::before, h2[data-number]::after { content: attr(data-number); position: absolute }
h2[data-number]::before { left: -.65in } h2[data-number]::after { right: -.5in; top: 0 }
.character { margin-left: 2in; break-after: avoid } .parenthetical { margin: 0 2in 0 1.5in; break-after: avoid }
.dialogue, .lyric { margin: 0 1.5in 0 1in } .lyric { font-style: italic }
.transition { text-align: right } .centered, .title { text-align: center }
.title { margin-top: 2em } header { break-after: page; padding-top: 3in } .foot { margin-top: 0 } .title + .foot { margin-top: 3in }
.dual { display: grid; grid-template-columns: 1fr 1fr; gap: .5in } .dual .character { margin-left: .8in }
.dual .parenthetical { margin: 0 0 0 .4in } .dual .dialogue, .dual .lyric { margin: 0 }
main { position: relative } .revised::after { content: "*"; position: absolute; right: -.7in }
hr { border: 0; break-after: page; margin: 2em 0 }
`;

/** The script as one page of HTML that needs nothing else, laid out as it prints. */
export const htmlOf = (script: {
  readonly title: string;
  readonly language: string;
  readonly screenplay: Screenplay;
}): string => {
  const { title, language, screenplay } = script;
  const { centred, foot } = titleLines(screenplay, title);
  const front = [
    ...centred.map((line, index) =>
      index === 0 ? `<h1 class="title">${escapeText(line)}</h1>` : `<p class="title">${escapeText(line)}</p>`,
    ),
    ...foot.map((line) => `<p class="foot">${escapeText(line)}</p>`),
  ].join('\n');
  return `<!doctype html>
<html lang="${escapeAttribute(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(title)}</title>
<style>${style(paperSize(language).name)}</style>
</head>
<body>
<header>
${front}
</header>
<main>
${printedItems(screenplay).map(item).join('\n')}
</main>
</body>
</html>
`;
};
