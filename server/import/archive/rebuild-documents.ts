/**
 * Documents of an archive made anew. Their content alone is taken: the ids of their changes could be those of a client
 * that writes here, and would pass as its work or stop its changes.
 */

import { deskRootOf, deskRoots } from '@oner/shared/document/desk-schema.ts';
import { anchorInOutline, outlineOf } from '@oner/shared/document/locate.ts';
import { migrate } from '@oner/shared/document/migrations.ts';
import { scriptOf, shotsOf, storyRoots } from '@oner/shared/document/schema.ts';
import { recordForWriting } from '@oner/shared/document/stored.ts';
import type { ScriptPoint } from '@oner/shared/document/story.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import * as Y from 'yjs';
import { restoringUpdate } from '../../review/restore-story.ts';
import { scriptLimits } from '../script-limits.ts';
import { type Importer, importedValue } from './imported-author.ts';

export type DocumentError = { readonly kind: 'unreadable' | 'too-large'; readonly detail: string };

/** The largest story: a feature has 1,500 shots. Records are shots, stagings, drawings' layers, cast and so on. */
export const storyLimits = { maxShots: 20_000, maxRecords: 100_000 } as const;

const unreadable = (detail: string) => fail<DocumentError>({ kind: 'unreadable', detail });

/** The words that each shot covers, by blocks and letters. */
export type ShotWords = readonly (readonly [ShotId, { readonly start: ScriptPoint; readonly end: ScriptPoint }])[];
export type RebuiltStory = { readonly update: Uint8Array; readonly words: ShotWords };

const withoutContent: Uint8Array = Y.encodeStateAsUpdate(new Y.Doc());

/** Calls `use` with the document; it is gone afterwards. */
const withDocument = <T>(
  bytes: Uint8Array,
  name: string,
  use: (doc: Y.Doc) => Result<T, DocumentError>,
): Result<T, DocumentError> => {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, bytes);
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
      return unreadable(`“${name}” in the archive is not whole.`);
    return use(doc);
  } catch {
    return unreadable(`“${name}” in the archive is no document.`);
  } finally {
    doc.destroy();
  }
};

const schemaProblem = (doc: Y.Doc): string | null => {
  const schema = migrate(doc);
  if (schema.ok) return schema.value === null ? 'The archive holds no project.' : null;
  return schema.error.kind === 'newer-schema'
    ? `The archive was made by a newer version of Oner (documents of version ${schema.error.version}; this one reads up to ${schema.error.supported}).`
    : 'The archive does not say the version of its documents.';
};

const isTooLarge = (doc: Y.Doc): boolean => {
  const records = storyRoots.filter((root) => root !== 'script').map((root) => doc.getMap(root).size);
  return (
    shotsOf(doc).size > storyLimits.maxShots ||
    scriptOf(doc).length > scriptLimits.maxBlocks ||
    records.reduce((sum, size) => sum + size, 0) > storyLimits.maxRecords
  );
};
const tooLarge = fail<DocumentError>({
  kind: 'too-large',
  detail: `The archive has more than ${storyLimits.maxShots} shots, ${scriptLimits.maxBlocks} paragraphs or ${storyLimits.maxRecords} records.`,
});

/** Has the shots cover those words. */
const placeWords = (doc: Y.Doc, words: ShotWords): void => {
  const outline = outlineOf(doc);
  for (const [shot, { start, end }] of words) {
    const anchor = anchorInOutline(outline, start, end);
    if (anchor !== null) recordForWriting(shotsOf(doc), shot)?.set('anchor', anchor);
  }
};

/** The update that has the story `current` say what an archive's does, and its shots cover the same words. */
export const replacingUpdate = (current: Uint8Array, story: RebuiltStory): Uint8Array => {
  const scratch = new Y.Doc();
  Y.applyUpdate(scratch, current);
  const before = Y.encodeStateVector(scratch);
  Y.applyUpdate(scratch, restoringUpdate(current, story.update));
  scratch.transact(() => placeWords(scratch, story.words));
  const update = Y.encodeStateAsUpdate(scratch, before);
  scratch.destroy();
  return update;
};

export const rebuildStory = (bytes: Uint8Array, name: string): Result<RebuiltStory, DocumentError> =>
  withDocument(bytes, name, (doc) => {
    const problem = schemaProblem(doc);
    if (problem !== null) return unreadable(problem);
    if (isTooLarge(doc)) return tooLarge;
    const words: ShotWords = [...readStory(doc).shots.values()].flatMap(({ id, anchor }) =>
      anchor === null ? [] : [[id, { start: anchor.start, end: anchor.end }] as const],
    );
    const update = replacingUpdate(withoutContent, { update: Y.encodeStateAsUpdate(doc), words });
    return ok({ update, words });
  });

/** The desk with everyone in it as imported, when someone imports; as it is for `null`. */
export const rebuildDesk = (
  bytes: Uint8Array,
  name: string,
  importer: Importer | null,
): Result<Uint8Array, DocumentError> =>
  withDocument(bytes, name, (doc) => {
    const rebuilt = new Y.Doc();
    rebuilt.transact(() => {
      for (const root of deskRoots)
        deskRootOf(doc, root).forEach((value, key) => {
          const copied = value instanceof Y.AbstractType ? value.clone() : value;
          deskRootOf(rebuilt, root).set(key, importer === null ? copied : importedValue(value, importer));
        });
    });
    const update = Y.encodeStateAsUpdate(rebuilt);
    rebuilt.destroy();
    return ok(update);
  });
