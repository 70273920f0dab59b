/** Commands on revisions: starting one, saying which one changes belong to, and clearing its marks. */
import * as Y from 'yjs';
import { nextColor } from '../../fountain/revision-names.ts';
import type { IdFactory, RevisionId } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import { nextRevisionOrder, type RevisionFields, readProduction, revisionFieldsSchema } from '../revision-record.ts';
import { clearRuns } from '../revision-runs.ts';
import { omittedOf, productionOf, revisionsOf, scriptOf } from '../schema.ts';
import { readRuns } from '../script-xml.ts';
import { recordForWriting } from '../stored.ts';
import type { Story } from '../story.ts';
import { writeRuns } from '../write-runs.ts';
import { type CommandResult, checked } from './command-error.ts';
import { lockPages, pinSceneNumbers } from './locks.ts';
import { writeFields } from './write-fields.ts';

/**
 * Starts a revision: from now on changes belong to it. Its colour is the next one unless another is named. What was printed so far is out:
 * where scene numbers or pages are locked, those that were added since are locked as well.
 */
export const startRevision = (
  doc: Y.Doc,
  story: Story,
  { ids, ...asked }: Partial<RevisionFields> & { readonly ids: Pick<IdFactory, 'revision'> },
): CommandResult<RevisionId> => {
  const { revisions, sceneNumbers, pages } = story.production;
  const color = asked.color ?? nextColor(revisions).color;
  const rounds = revisions.filter((revision) => revision.color === color).map(({ round }) => round);
  const wanted = { name: '', date: '', color, round: Math.max(0, ...rounds) + 1, ...asked };
  const fields = checked(revisionFieldsSchema, wanted);
  if (!fields.ok) return fields;
  if (sceneNumbers !== null) pinSceneNumbers(doc, story);
  if (pages !== null) lockPages(doc, story);
  const id = ids.revision();
  revisionsOf(doc).set(id, new Y.Map(Object.entries({ ...fields.value, order: nextRevisionOrder(doc) })));
  productionOf(doc).set('current', id);
  return ok(id);
};

/** Says which revision changes belong to; null: they are not marked. */
export const setCurrentRevision = (doc: Y.Doc, revision: RevisionId | null): CommandResult<void> => {
  if (revision !== null && !revisionsOf(doc).has(revision)) return fail({ kind: 'no-such-revision', id: revision });
  if (revision === null) productionOf(doc).delete('current');
  else writeFields(productionOf(doc), { current: revision });
  return ok(undefined);
};

/** Takes the marks of a revision off the words, or those of all when none is named; returns how many blocks had any. */
export const clearMarks = (doc: Y.Doc, revision: RevisionId | null): CommandResult<number> => {
  if (revision !== null && !revisionsOf(doc).has(revision)) return fail({ kind: 'no-such-revision', id: revision });
  let cleared = 0;
  for (const node of scriptOf(doc).toArray()) {
    const runs = readRuns(node);
    const plain = clearRuns(runs, revision);
    if (plain === runs || !(node instanceof Y.XmlElement)) continue;
    writeRuns(node, plain);
    cleared += 1;
  }
  for (const [scene, blocks] of readProduction(doc).omitted) {
    const plain = blocks.map((block) => ({ ...block, runs: clearRuns(block.runs, revision) }));
    if (plain.some((block, index) => block.runs !== blocks[index]?.runs))
      recordForWriting(omittedOf(doc), scene)?.set('blocks', plain);
  }
  return ok(cleared);
};
