import type { HttpError } from '../../connection/http-client.ts';
import type { homeMessages } from './messages.ts';

/** Why a request failed, as a part of a sentence: the server's own words where it gave some. */
export const errorWords = (error: HttpError, t: (typeof homeMessages)['en']): string => {
  switch (error.kind) {
    case 'problem':
      return error.errors[0]?.message ?? (error.detail || error.title);
    case 'unreachable':
    case 'cancelled':
      return t.unreachable;
    case 'unreadable':
      return t.unreadable;
  }
};
