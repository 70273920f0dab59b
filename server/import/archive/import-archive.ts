/** Brings a project's archive into a project: its story takes the place of the one there, all else is added. */
import { readScreenplay } from '@oner/shared/document/create-story.ts';
import type { AssetId, ProjectId } from '@oner/shared/ids/ids.ts';
import type { ImportReport } from '@oner/shared/protocol/http/import-export.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import * as Y from 'yjs';
import type { AssetStore } from '../../assets/ports.ts';
import { storeLinked } from '../../assets/store-linked.ts';
import type { AssetLinks } from '../../auth/asset-links.ts';
import type { Clock } from '../../platform/clock.ts';
import { restoringUpdate } from '../../review/restore-story.ts';
import type { Versions } from '../../review/versions.ts';
import type { Rooms } from '../../rooms/ports.ts';
import type { ImportError } from '../read-script-file.ts';
import { createReadingThread } from '../reading-thread.ts';
import { scriptCounts } from '../script-counts.ts';
import { readingLimits } from '../script-reader.ts';
import { type Added, addToDesk } from './add-to-desk.ts';
import type { ArchiveAnswer, ArchiveRequest } from './archive-reader-worker.ts';
import { type Importer, importedAuthor } from './imported-author.ts';
import type { ArchivedAsset, ArchivedVersion, ReadArchive } from './read-archive.ts';
import { replacingUpdate } from './rebuild-documents.ts';

export type ArchiveTarget = {
  readonly project: ProjectId;
  readonly mode: 'replace' | 'append' | 'merge';
  readonly by: Importer;
};

type Options = {
  readonly assets: AssetStore;
  readonly links: AssetLinks;
  readonly rooms: Rooms;
  readonly versions: Versions;
  readonly clock: Clock;
};

export type ArchiveImporter = (target: ArchiveTarget, bytes: Uint8Array) => Promise<Result<ImportReport, ImportError>>;

const tooMuch: ImportError = {
  kind: 'unreadable',
  detail: 'Reading the archive took too long or too much memory; nothing was changed.',
};

const onlyWhole: ImportError = {
  kind: 'unreadable',
  detail: 'An archive is a whole project: it can take the place of one, and be neither appended nor merged.',
};

/** Stores the assets; what a refusal leaves behind is let go of again by what it resolves with. */
const storeAssets = async (
  { assets, links }: Options,
  project: ProjectId,
  archived: readonly ArchivedAsset[],
): Promise<() => Promise<void>> => {
  const before = new Set(await links.ofProject(project));
  const fresh: AssetId[] = [];
  for (const { id, bytes, mediaType } of archived) {
    if (before.has(id)) continue;
    await storeLinked({ assets, links }, { bytes, mediaType, project });
    fresh.push(id);
  }
  return async () => {
    for (const id of fresh) await links.unlink(id, project);
  };
};

/** Story first, then the desk; when the desk does not take it, the story is put back. */
const writeDocuments = async (
  { rooms }: Options,
  { project, by }: ArchiveTarget,
  { read, held }: { readonly read: ReadArchive; readonly held: ReadonlySet<AssetId> },
): Promise<Added> => {
  const origin = { kind: 'user', by: by.id } as const;
  const before = await rooms.edit(`${project}/story`, origin, (doc) => {
    const was = Y.encodeStateAsUpdate(doc);
    Y.applyUpdate(doc, replacingUpdate(was, { update: read.story, words: read.words }));
    return was;
  });
  try {
    return await rooms.edit(`${project}/desk`, origin, (doc) => addToDesk(doc, read.desk, { importer: by, held }));
  } catch (error) {
    await rooms.edit(`${project}/story`, origin, (doc) =>
      Y.applyUpdate(doc, restoringUpdate(Y.encodeStateAsUpdate(doc), before)),
    );
    throw error;
  }
};

const addVersions = async (
  { versions }: Options,
  { project, by }: ArchiveTarget,
  archived: readonly ArchivedVersion[],
): Promise<number> => {
  let added = 0;
  for (const version of archived) {
    const author = importedAuthor(version.by, by);
    const taken = await versions.add({ ...version, project, by: author, at: Date.parse(version.at) });
    if (taken !== null) added += 1;
  }
  return added;
};

const unproven = ({ frames, threads, decisions }: Added): readonly string[] =>
  frames + threads + decisions === 0
    ? []
    : ['Frames, comments and decisions came under names with “(imported)”: no archive proves who made them.'];

export const createArchiveImporter = (options: Options): ArchiveImporter => {
  const thread = createReadingThread<ArchiveRequest, ArchiveAnswer>({
    script: new URL('./archive-reader-worker.ts', import.meta.url),
    limits: readingLimits,
    clock: options.clock,
  });
  return async (target, bytes) => {
    if (target.mode !== 'replace') return fail(onlyWhole);
    const answer = await thread.read({ bytes, importer: target.by });
    if (answer === null) return fail(tooMuch);
    if (!answer.ok) return answer;
    const read = answer.value;
    const letGo = await storeAssets(options, target.project, read.assets);
    const held = new Set(await options.links.ofProject(target.project));
    let added: Added;
    try {
      added = await writeDocuments(options, target, { read, held });
    } catch (error) {
      await letGo();
      throw error;
    }
    const { warnings, ...counts } = added;
    const versions = await addVersions(options, target, read.versions);
    return ok({
      ...scriptCounts(await options.rooms.read(`${target.project}/story`, readScreenplay)),
      ...{ format: 'archive', warnings: [...warnings, ...unproven(added)], unsure: [] },
      board: { shots: read.shots, ...counts, versions },
    });
  };
};
