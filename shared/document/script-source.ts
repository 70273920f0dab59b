/** The file that the script was imported from, kept so that an export can write into it what changed since. */
import type * as Y from 'yjs';
import { z } from 'zod';
import { assetIdSchema } from '../ids/ids.ts';
import { metaOf } from './schema.ts';
import { plainField } from './stored.ts';

export const scriptSourceSchema = z.object({ format: z.enum(['fountain', 'fdx']), asset: assetIdSchema });
export type ScriptSource = z.infer<typeof scriptSourceSchema>;

/** Null when the script was written here, or what is stored is no source. */
export const scriptSource = (doc: Y.Doc): ScriptSource | null => {
  const stored = scriptSourceSchema.safeParse(plainField(metaOf(doc), 'source'));
  return stored.success ? stored.data : null;
};

export const setScriptSource = (doc: Y.Doc, source: ScriptSource | null): void => {
  if (source !== null) metaOf(doc).set('source', source);
  else if (metaOf(doc).has('source')) metaOf(doc).delete('source');
};
