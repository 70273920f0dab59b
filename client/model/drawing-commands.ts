import {
  addLayer,
  addStroke,
  clearLayer,
  deleteLayer,
  moveLayer,
  startDrawing,
  updateDrawing,
  updateLayer,
} from '@oner/shared/document/commands/drawings.ts';
import type { DrawingFields, LayerFields } from '@oner/shared/document/drawing-record.ts';
import type { DrawingId, LayerId, ShotId } from '@oner/shared/ids/ids.ts';
import { ok, type Result } from '@oner/shared/result/result.ts';
import { useMemo } from 'react';
import type { Project } from './open-project.ts';
import { useProject } from './project.tsx';
import type { EditError } from './project-commands.ts';

type LayerAt = { readonly drawing: DrawingId; readonly layer: LayerId };

/** A stroke, with where it goes: the first one of a drawing makes the drawing and its layer. */
export type DrawnStroke = {
  readonly drawing: DrawingId;
  readonly shot: ShotId;
  /** Null: onto a new layer, of the name given. */
  readonly layer: LayerId | null;
  readonly layerName: string;
  readonly bytes: Uint8Array;
};

/** What a person draws: apart from the other commands, since few screens draw. */
export const createDrawingCommands = ({ edit, establish, ids }: Pick<Project, 'edit' | 'establish' | 'ids'>) => {
  type NewLayer = Parameters<typeof addLayer>[1];
  const makeLayer = ({ shot, ...layer }: Omit<NewLayer, 'ids'> & { readonly shot: ShotId }) =>
    establish((doc) => {
      const started = startDrawing(doc, { frame: layer.drawing, shot });
      return started.ok ? addLayer(doc, { ...layer, ids }) : started;
    });
  return {
    /** The layer that it is on. */
    drawStroke: ({ drawing, shot, layer, layerName, bytes }: DrawnStroke): Result<LayerId, EditError> => {
      const target = layer === null ? makeLayer({ drawing, shot, name: layerName }) : ok(layer);
      if (!target.ok) return target;
      const added = edit((doc) => addStroke(doc, { drawing, layer: target.value, bytes }));
      if (added.ok) return target;
      if (layer === null) establish((doc) => deleteLayer(doc, { drawing, layer: target.value }));
      return added;
    },
    /** Makes a layer; the first one makes the drawing. Undo does not take it back: others may draw on it at once. */
    addLayer: makeLayer,
    updateLayer: (change: LayerAt & { readonly fields: LayerFields }) => edit((doc) => updateLayer(doc, change)),
    moveLayer: (move: LayerAt & { readonly index: number }) => edit((doc) => moveLayer(doc, move)),
    deleteLayer: (at: LayerAt) => edit((doc) => deleteLayer(doc, at)),
    clearLayer: (at: LayerAt) => edit((doc) => clearLayer(doc, at)),
    /** Changes what a drawing lies over; the first change makes the drawing. */
    updateDrawing: (change: { readonly drawing: DrawingId; readonly shot: ShotId; readonly fields: DrawingFields }) => {
      const { drawing, shot, fields } = change;
      const started = establish((doc) => startDrawing(doc, { frame: drawing, shot }));
      return started.ok ? edit((doc) => updateDrawing(doc, { drawing, fields })) : started;
    },
  };
};

export type DrawingCommands = ReturnType<typeof createDrawingCommands>;

/** The same as long as the project is open. */
export const useDrawingCommands = (): DrawingCommands => {
  const project = useProject();
  return useMemo(() => createDrawingCommands(project), [project]);
};
