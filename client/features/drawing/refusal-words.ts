import type { EditError } from '../../model/project-commands.ts';
import type { drawingMessages } from './messages.ts';

type Text = (typeof drawingMessages)['en'];

/** Why a change of the drawing was not taken, in words. */
export const refusalWords = (error: EditError, t: Text, otherwise: string): string => {
  if (error.kind !== 'full') return otherwise;
  switch (error.what) {
    case 'layer':
      return t.fullLayer(error.max);
    case 'layers':
      return t.fullLayers(error.max);
    case 'drawing':
      return t.fullDrawing;
    case 'project':
      return t.fullProject;
  }
};
