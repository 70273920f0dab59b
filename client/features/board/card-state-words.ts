import type { CardState } from '../../model/shot-state.ts';
import type { StateShape } from '../../ui/state-mark.tsx';
import type { boardMessages } from './messages.ts';

type Words = (typeof boardMessages)['en'];

/** The shape of each state. */
export const stateShapes: Readonly<Record<CardState['kind'], StateShape>> = {
  generating: 'arc',
  queued: 'half-disc',
  failed: 'cross',
  'out-of-date': 'triangle',
  picked: 'disc',
  draft: 'ring',
};

/** A state in a word or two, as it stands on the card. */
export const stateName = (state: CardState, hasFrame: boolean, t: Words): string => {
  switch (state.kind) {
    case 'generating':
      return t.generating;
    case 'queued':
      return t.queued;
    case 'failed':
      return t.failedState;
    case 'out-of-date':
      return t.outOfDate;
    case 'picked':
      return t.picked;
    case 'draft':
      return hasFrame ? t.draft : t.noFrame;
  }
};
