import { applyAllProposals, type SceneProposals } from '@oner/shared/document/commands/apply-proposals.ts';
import type { CommandError, CommandResult } from '@oner/shared/document/commands/command-error.ts';
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
import { setMeta, setStage } from '@oner/shared/document/commands/entries.ts';
import {
  addShot,
  deleteShots,
  duplicateShot,
  moveShots,
  type NewShot,
  type ShotChange,
  type ShotMove,
  setPick,
  updateShot,
} from '@oner/shared/document/commands/shots.ts';
import type { DrawingFields, LayerFields } from '@oner/shared/document/drawing-record.ts';
import type { MetaFields } from '@oner/shared/document/schema.ts';
import type { DrawingId, FrameId, IdFactory, LayerId, ShotId } from '@oner/shared/ids/ids.ts';
import { ok, type Result } from '@oner/shared/result/result.ts';
import type * as Y from 'yjs';
import type { OverHand } from './words-over-hand.ts';

/** Why an act changed nothing: a command's own reason, or that this person may not edit. */
export type EditError = CommandError | { readonly kind: 'read-only' };

/** Runs a change of the story as one act of this person: one transaction, one step of undo. */
export type Edit = <T>(change: (doc: Y.Doc) => CommandResult<T>) => Result<T, EditError>;

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

/** What a person draws. */
const drawingCommands = ({ edit, establish, ids }: CommandOptions) => {
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

export type CommandOptions = {
  readonly edit: Edit;
  /** Runs a change as this person's, which undo does not take back: the making of what others may build on at once. */
  readonly establish: Edit;
  readonly ids: IdFactory;
};

type ProjectCommandOptions = CommandOptions & {
  /** Cameras set by hand, which the words of a shot change or replace. */
  readonly hand: {
    readonly over: (change: Omit<ShotChange, 'by'>) => OverHand | null;
    /** Tells that words took the place of a camera set by hand. */
    readonly onReplaced: () => void;
  };
};

/** What a person does to the board. Each is one step of undo, and fails with a reason when it changed nothing. */
export const createProjectCommands = ({ edit, establish, ids, hand }: ProjectCommandOptions) => ({
  addShot: (shot: Omit<NewShot, 'ids' | 'origin'>) => edit((doc) => addShot(doc, { ...shot, ids })),
  /** Changes of several shots as one step; shots that someone just deleted are left out. */
  changeShots: (changes: readonly Omit<ShotChange, 'by'>[]) => {
    let replaced = false;
    const changed = edit((doc): CommandResult<boolean> => {
      const results = changes.map((change) => {
        const over = hand.over(change);
        const result = updateShot(doc, { ...change, by: 'person' });
        if (!result.ok || over === null) return result;
        replaced ||= over.replaced;
        const staged = setStage(doc, { target: change.shot, fields: over.fields });
        return staged.ok ? ok(true) : staged;
      });
      return (
        results.find((result) => !result.ok && result.error.kind !== 'no-such-shot') ??
        ok(results.some((result) => result.ok && result.value))
      );
    });
    if (changed.ok && replaced) hand.onReplaced();
    return changed;
  },
  deleteShots: (shots: readonly ShotId[]) => edit((doc) => deleteShots(doc, shots)),
  moveShots: (move: ShotMove) => edit((doc) => moveShots(doc, move)),
  /** Copies each right after itself; the copies' ids. */
  duplicateShots: (shots: readonly ShotId[]) =>
    edit((doc): CommandResult<readonly ShotId[]> => {
      const copies: ShotId[] = [];
      for (const shot of shots) {
        const copy = duplicateShot(doc, { shot, ids });
        if (copy.ok) copies.push(copy.value);
        else if (copy.error.kind !== 'no-such-shot') return copy;
      }
      return ok(copies);
    }),
  /** Puts a breakdown's proposals on the board, those of all scenes as one step. */
  applyProposals: (scenes: readonly SceneProposals[]) => edit((doc) => applyAllProposals(doc, { scenes, ids })),
  pickFrame: (shot: ShotId, frame: FrameId | null) => edit((doc) => setPick(doc, { shot, frame })),
  setMeta: (fields: MetaFields) => edit((doc) => setMeta(doc, fields)),
  ...drawingCommands({ edit, establish, ids }),
});
export type ProjectCommands = ReturnType<typeof createProjectCommands>;
