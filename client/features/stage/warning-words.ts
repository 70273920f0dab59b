import type { CameraWarning } from '@oner/shared/camera/solution.ts';
import type { stageMessages } from './messages.ts';

/** What had to give way for a camera, in the reader's language. */
export const warningWords = (warning: CameraWarning, t: (typeof stageMessages)['en']): string => {
  switch (warning.kind) {
    case 'lens-changed':
      return t.warnLens(warning.asked, Math.round(warning.used));
    case 'pitch-changed':
      return t.warnPitch;
    case 'size-loosened':
      return t.warnSize;
    case 'size-tightened':
      return t.warnTighter;
    case 'framing-replaced':
      return warning.because === 'too-few' ? t.warnFraming : t.warnOver;
    case 'subject-missing':
      return t.warnMissing(warning.name);
    case 'figure-left-out':
      return t.warnLeftOut(warning.name);
    case 'piece-left-out':
      return t.warnPiece;
    case 'outside-room':
      return t.warnOutside;
    case 'line-crossed':
      return t.warnLine;
  }
};
