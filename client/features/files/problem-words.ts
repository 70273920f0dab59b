import type { HttpError } from '../../connection/http-client.ts';
import type { filesMessages } from './messages.ts';

export type FilesText = (typeof filesMessages)['en'];

/** Why a request failed, as a part of a sentence, without a stop at its end: the server's own words where it gave some. */
export const problemWords = (error: HttpError, t: FilesText): string => {
  switch (error.kind) {
    case 'problem':
      return (error.errors[0]?.message ?? (error.detail || error.title)).replace(/[.。]$/, '');
    case 'unreachable':
    case 'cancelled':
      return t.unreachable;
    case 'unreadable':
      return t.unreadable;
  }
};
