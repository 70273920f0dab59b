import { applyAllProposals, type SceneProposals } from '@oner/shared/document/commands/apply-proposals.ts';
import type { CommandError, CommandResult } from '@oner/shared/document/commands/command-error.ts';
import { setMeta } from '@oner/shared/document/commands/entries.ts';
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
import type { MetaFields } from '@oner/shared/document/schema.ts';
import type { FrameId, IdFactory, ShotId } from '@oner/shared/ids/ids.ts';
import { ok, type Result } from '@oner/shared/result/result.ts';
import type * as Y from 'yjs';

/** Why an act changed nothing: a command's own reason, or that this person may not edit. */
export type EditError = CommandError | { readonly kind: 'read-only' };

/** Runs a change of the story as one act of this person: one transaction, one step of undo. */
export type Edit = <T>(change: (doc: Y.Doc) => CommandResult<T>) => Result<T, EditError>;

/** What a person does to the board. Each is one step of undo, and fails with a reason when it changed nothing. */
export const createProjectCommands = (edit: Edit, ids: IdFactory) => ({
  addShot: (shot: Omit<NewShot, 'ids' | 'origin'>) => edit((doc) => addShot(doc, { ...shot, ids })),
  updateShot: (change: Omit<ShotChange, 'by'>) => edit((doc) => updateShot(doc, { ...change, by: 'person' })),
  /** Changes of several shots as one step; shots that someone just deleted are left out. */
  changeShots: (changes: readonly Omit<ShotChange, 'by'>[]) =>
    edit((doc) => {
      const results = changes.map((change) => updateShot(doc, { ...change, by: 'person' }));
      return (
        results.find((result) => !result.ok && result.error.kind !== 'no-such-shot') ??
        ok(results.some((result) => result.ok && result.value))
      );
    }),
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
});
export type ProjectCommands = ReturnType<typeof createProjectCommands>;
