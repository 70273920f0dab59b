/** Adds what an archive's desk holds to a project's own: frames, threads and decisions are only ever added. */
import {
  type DeskRoot,
  deskRootOf,
  parseDecision,
  parseFrame,
  parseThread,
} from '@oner/shared/document/desk-schema.ts';
import { equalJson } from '@oner/shared/document/equal-json.ts';
import { plainRecord } from '@oner/shared/document/stored.ts';
import { assetIdSchema } from '@oner/shared/ids/ids.ts';
import { counted } from '@oner/shared/result/report-words.ts';
import * as Y from 'yjs';
import { type Importer, importedValue } from './imported-author.ts';

export type Added = {
  readonly frames: number;
  readonly threads: number;
  readonly decisions: number;
  readonly warnings: readonly string[];
};

const parsers = { frames: parseFrame, threads: parseThread, decisions: parseDecision } as const;
type Root = keyof typeof parsers & DeskRoot;

const names: Readonly<Record<Root, readonly [one: string, many: string]>> = {
  frames: ['frame', 'frames'],
  threads: ['thread', 'threads'],
  decisions: ['decision', 'decisions'],
};

type Counts = { added: number; broken: number; differing: number; without: number };

/** Assets without which a frame shows nothing. */
const needs = (record: Readonly<Record<string, unknown>>): readonly string[] =>
  [record.asset, record.poster, record.legend, ...Object.values(plainRecord(record.maps) ?? {})].flatMap(
    (value) => assetIdSchema.safeParse(value).data ?? [],
  );

const addRoot = (
  doc: Y.Doc,
  root: Root,
  from: { readonly archive: Y.Doc; readonly importer: Importer; readonly held: ReadonlySet<string> },
): Counts => {
  const counts: Counts = { added: 0, broken: 0, differing: 0, without: 0 };
  const records = deskRootOf(doc, root);
  deskRootOf(from.archive, root).forEach((value, key) => {
    const record = plainRecord(value);
    const id = root === 'threads' ? key : record?.id;
    if (record === null || id !== key || parsers[root](key, value) === null) {
      counts.broken += 1;
      return;
    }
    const imported = importedValue(value, from.importer);
    if (records.has(key)) {
      const there = plainRecord(records.get(key));
      // a shared type tells its content only within a document
      const known = equalJson(there, record) || equalJson(there, plainRecord(importedValue(record, from.importer)));
      if (!known && root !== 'threads') counts.differing += 1;
      return;
    }
    if (root === 'frames' && needs(record).some((asset) => !from.held.has(asset))) counts.without += 1;
    else {
      records.set(key, imported);
      counts.added += 1;
    }
  });
  return counts;
};

const said = (root: Root, { broken, differing, without }: Counts): readonly string[] => {
  const many = (count: number): string => counted(count, ...names[root]);
  return [
    ...(broken === 0 ? [] : [`${many(broken)} of the archive could not be read.`]),
    ...(differing === 0 ? [] : [`${many(differing)} of the archive differ from those here, which were kept.`]),
    ...(without === 0 ? [] : [`${many(without)} were left out: the archive lacks their pictures.`]),
  ];
};

/** Records that the project has already stay as they are; the others are added under imported names. `held`: the assets that the project holds. */
export const addToDesk = (
  doc: Y.Doc,
  update: Uint8Array,
  options: { readonly importer: Importer; readonly held: ReadonlySet<string> },
): Added => {
  const archive = new Y.Doc();
  Y.applyUpdate(archive, update);
  const add = (root: Root): Counts => addRoot(doc, root, { archive, ...options });
  const [frames, threads, decisions] = [add('frames'), add('threads'), add('decisions')];
  archive.destroy();
  return {
    ...{ frames: frames.added, threads: threads.added, decisions: decisions.added },
    warnings: [...said('frames', frames), ...said('threads', threads), ...said('decisions', decisions)],
  };
};
