import { describe, expect, it } from 'vitest';
import type { CastId } from '../../ids/ids.ts';
import { entriesOf, entryRoots } from '../schema.ts';
import { readStory } from '../story-reader.ts';
import { expectOk, seededIds, storyDoc } from '../testing/story-fixture.ts';
import { addCast, addEntry, deleteCast, deleteEntry, updateCast, updateEntry } from './entries.ts';

describe('cast, places, props, looks and rules', () => {
  it('DOC-41 a member of the cast is added by name, changed field by field, and deleted', () => {
    const doc = storyDoc();
    const id = expectOk(addCast(doc, { ids: seededIds(1), fields: { name: 'Ines' } }));
    expect(readStory(doc).cast.get(id)).toMatchObject({ id, name: 'Ines' });
    expectOk(updateCast(doc, { id, fields: { name: 'Inés' } }));
    expect(readStory(doc).cast.get(id)?.name).toBe('Inés');
    expectOk(deleteCast(doc, id));
    expect(readStory(doc).cast.has(id)).toBe(false);
  });

  it('DOC-41 what is not there is not changed, what is there is not added again, and a name is needed', () => {
    const doc = storyDoc();
    const gone = 'cst_gone' as CastId; // an id that nothing has
    expect(updateCast(doc, { id: gone, fields: { name: 'No one' } })).toMatchObject({
      error: { kind: 'no-such-entry' },
    });
    expect(deleteCast(doc, gone)).toMatchObject({ ok: false, error: { kind: 'no-such-entry', id: gone } });
    expect(addCast(doc, { ids: seededIds(2), fields: {} })).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(readStory(doc).cast.size).toBe(0);
  });

  it.each(entryRoots)('DOC-41 entries of %s are added once, changed and deleted', (root) => {
    const doc = storyDoc();
    const id = expectOk(addEntry(doc, { root, id: 'entry_1', fields: { name: 'First' } }));
    const nameOf = () => entriesOf(doc, root).get(id);
    expect(addEntry(doc, { root, id, fields: { name: 'Second' } })).toMatchObject({ error: { kind: 'already-there' } });
    expectOk(updateEntry(doc, { root, id, fields: { name: 'Renamed' } }));
    expect(JSON.parse(JSON.stringify(nameOf()))).toMatchObject({ name: 'Renamed' });
    expectOk(deleteEntry(doc, { root, id }));
    expect(nameOf()).toBe(undefined);
    expect(deleteEntry(doc, { root, id })).toMatchObject({ ok: false, error: { kind: 'no-such-entry' } });
  });
});
