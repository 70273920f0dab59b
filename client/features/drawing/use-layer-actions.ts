import type { DrawingLayer } from '@oner/shared/document/drawing.ts';
import type { LayerFields } from '@oner/shared/document/drawing-record.ts';
import type { DrawingId, LayerId, ShotId } from '@oner/shared/ids/ids.ts';
import type { Result } from '@oner/shared/result/result.ts';
import { useMemo } from 'react';
import { useDrawingCommands } from '../../model/drawing-commands.ts';
import type { EditError } from '../../model/project-commands.ts';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { drawingMessages } from './messages.ts';
import { refusalWords } from './refusal-words.ts';

/** What one does with the layers of a drawing; each is one step of undo. */
export const useLayerActions = ({
  drawing,
  shot,
  onChoose,
}: {
  readonly drawing: DrawingId;
  readonly shot: ShotId;
  readonly onChoose: (layer: LayerId) => void;
}) => {
  const t = useText(drawingMessages);
  const commands = useDrawingCommands();
  const { notify, refuse } = useAnnouncer();
  return useMemo(() => {
    const done = (result: Result<unknown, EditError>): boolean => {
      if (!result.ok) refuse(refusalWords(result.error, t, t.refusedLayer));
      return result.ok;
    };
    return {
      add: (name: string, above: LayerId | undefined): void => {
        const added = commands.addLayer({ drawing, shot, name, ...(above === undefined ? {} : { above }) });
        if (done(added) && added.ok) onChoose(added.value);
      },
      update: (layer: LayerId, fields: LayerFields): void => {
        done(commands.updateLayer({ drawing, layer, fields }));
      },
      move: (layer: LayerId, index: number): void => {
        done(commands.moveLayer({ drawing, layer, index }));
      },
      clear: ({ id, name }: DrawingLayer): void => {
        if (done(commands.clearLayer({ drawing, layer: id }))) notify(t.cleared(name));
      },
      remove: ({ id, name }: DrawingLayer): void => {
        if (done(commands.deleteLayer({ drawing, layer: id }))) notify(t.deleted(name));
      },
      /** Puts the drawing over another frame, or lets less of the frame below through. */
      updateDrawing: (fields: Parameters<typeof commands.updateDrawing>[0]['fields']): boolean =>
        done(commands.updateDrawing({ drawing, shot, fields })),
    };
  }, [commands, drawing, shot, onChoose, notify, refuse, t]);
};
export type LayerActions = ReturnType<typeof useLayerActions>;
