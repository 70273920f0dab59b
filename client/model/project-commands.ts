import type { CommandError, CommandResult } from '@oner/shared/document/commands/command-error.ts';
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
import type { MetaFields } from '@oner/shared/document/schema.ts';
import type { FrameId, IdFactory, ShotId } from '@oner/shared/ids/ids.ts';
import { ok, type Result } from '@oner/shared/result/result.ts';
import type * as Y from 'yjs';
import type { OverHand } from './words-over-hand.ts';

/** Why an act changed nothing: a command's own reason, or that this person may not edit. */
export type EditError = CommandError | { readonly kind: 'read-only' };

/** Runs a change of the story as one act of this person: one transaction, one step of undo. */
export type Edit = <T>(change: (doc: Y.Doc) => CommandResult<T>) => Result<T, EditError>;

type ProjectCommandOptions = {
  readonly edit: Edit;
  readonly ids: IdFactory;
  /** Cameras set by hand, which the words of a shot change or replace. */
  readonly hand: {
    readonly over: (change: Omit<ShotChange, 'by'>) => OverHand | null;
    /** Tells that words took the place of a camera set by hand. */
    readonly onReplaced: () => void;
  };
};

/** What a person does to the board. Each is one step of undo, and fails with a reason when it changed nothing. */
export const createProjectCommands = ({ edit, ids, hand }: ProjectCommandOptions) => ({
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
  pickFrame: (shot: ShotId, frame: FrameId | null) => edit((doc) => setPick(doc, { shot, frame })),
  setMeta: (fields: MetaFields) => edit((doc) => setMeta(doc, fields)),
});
export type ProjectCommands = ReturnType<typeof createProjectCommands>;
