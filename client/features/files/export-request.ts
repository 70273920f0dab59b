import type { Settings } from '../../model/settings.ts';

export type ExportChoice = Settings['exporting'];
export type ExportFormat = ExportChoice['format'];

/** What a file of each kind lets one choose. */
export const choicesOf: Readonly<Record<ExportFormat, readonly ('paper' | 'numbers' | 'titlePage' | 'recipients')[]>> =
  {
    pdf: ['paper', 'numbers', 'titlePage', 'recipients'],
    docx: ['numbers', 'titlePage'],
    html: ['numbers', 'titlePage'],
    ...{ fdx: [], fountain: [], csv: [], xlsx: [], pictures: [], storyboarder: [] },
    ...{ otio: [], fcpxml: [], edl: [], archive: [] },
  };

/** Longest name of a watermark, as the server has it. */
export const maxRecipientLength = 80;

/** The names, one on each line, each once. */
export const recipientsOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** What to ask of the server: one file, or one for each name. */
export const exportRequests = (
  choice: ExportChoice,
  recipients: readonly string[],
): readonly { readonly query: URLSearchParams; readonly recipient: string | null }[] => {
  const offered = choicesOf[choice.format];
  const query = new URLSearchParams({ format: choice.format });
  if (offered.includes('paper') && choice.paper !== null) query.set('paper', choice.paper);
  if (offered.includes('numbers')) query.set('numbers', choice.numbers);
  if (offered.includes('titlePage')) query.set('titlePage', String(choice.titlePage));
  if (!offered.includes('recipients') || recipients.length === 0) return [{ query, recipient: null }];
  return recipients.map((recipient) => {
    const own = new URLSearchParams(query);
    own.set('watermark', recipient);
    return { query: own, recipient };
  });
};

/** The name to save a file by; a copy for somebody names them. */
export const savedName = (name: string, recipient: string | null): string => {
  if (recipient === null) return name;
  const dot = name.lastIndexOf('.');
  const plain = recipient.replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ').trim();
  return dot < 0 ? `${name} - ${plain}` : `${name.slice(0, dot)} - ${plain}${name.slice(dot)}`;
};
