/** The gate of document versions: older documents are brought up to date, newer ones are refused and not touched. */
import type * as Y from 'yjs';
import { fail, ok, type Result } from '../result/result.ts';
import { migrationOrigin } from './origins.ts';
import { metaOf, schemaVersion } from './schema.ts';

export type SchemaError =
  | { readonly kind: 'newer-schema'; readonly version: number; readonly supported: number }
  | { readonly kind: 'invalid-schema'; readonly value: string };

/** The version that the document says it has; null when it was never seeded. */
export const schemaOf = (doc: Y.Doc): Result<number | null, SchemaError> => {
  const version = metaOf(doc).get('schema');
  if (version === undefined) return ok(null);
  if (typeof version === 'number' && Number.isInteger(version) && version >= 1) return ok(version);
  return fail({ kind: 'invalid-schema', value: String(version).slice(0, 40) });
};

/** Brings a document from the version before to the one that it is listed under. */
export type Migration = { readonly to: number; readonly run: (doc: Y.Doc) => void };

/** Every migration there is, oldest first. Version 1 is the first. */
export const migrations: readonly Migration[] = [];

/** Brings the document up to `supported` in one transaction; returns the version that it had. */
export const migrate = (
  doc: Y.Doc,
  options: { readonly steps: readonly Migration[]; readonly supported: number } = {
    steps: migrations,
    supported: schemaVersion,
  },
): Result<number | null, SchemaError> => {
  const found = schemaOf(doc);
  if (!found.ok || found.value === null || found.value === options.supported) return found;
  const from = found.value;
  if (from > options.supported) {
    return fail({ kind: 'newer-schema', version: from, supported: options.supported });
  }
  doc.transact(() => {
    for (const { run, to } of options.steps) if (to > from && to <= options.supported) run(doc);
    metaOf(doc).set('schema', options.supported);
  }, migrationOrigin);
  return ok(from);
};
