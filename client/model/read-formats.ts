import type { ReadFormat } from '@oner/shared/protocol/http/import-export.ts';

/** Names of products are the same in every language; plain text has none. */
export const readFormatNames: Readonly<Partial<Record<ReadFormat, string>>> = {
  fountain: 'Fountain',
  fdx: 'Final Draft',
  docx: 'Word',
  pdf: 'PDF',
  md: 'Markdown',
  epub: 'EPUB',
  storyboarder: 'Storyboarder',
  archive: 'Oner',
};
