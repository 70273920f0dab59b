import { readScreenplay } from '@oner/shared/document/create-story.ts';
import { metaOf, parseMeta } from '@oner/shared/document/schema.ts';
import { withProduction } from '@oner/shared/document/screenplay-production.ts';
import { type ScriptSource, scriptSource } from '@oner/shared/document/script-source.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { AssetStore } from '../assets/ports.ts';
import type { AssetLinks } from '../auth/asset-links.ts';
import { createReadingThread } from '../import/reading-thread.ts';
import { readingLimits } from '../import/script-reader.ts';
import type { Clock } from '../platform/clock.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { WriteRequest } from './write-script.ts';

export type ScriptFile = Pick<WriteRequest, 'format' | 'watermark' | 'paper' | 'numbers' | 'titlePage' | 'revised'>;

/** Writes scripts as files in a thread, so that a long one holds up nobody; one at a time. */
export type ScriptWriter = {
  /** Null: it took too long or too much memory. */
  readonly write: (project: ProjectId, what: ScriptFile) => Promise<Uint8Array | null>;
};

export const createScriptWriter = (options: {
  readonly rooms: Rooms;
  readonly assets: AssetStore;
  readonly links: AssetLinks;
  readonly clock: Clock;
}): ScriptWriter => {
  const { rooms, assets, links, clock } = options;
  const script = new URL('./script-writer-worker.ts', import.meta.url);
  const thread = createReadingThread<WriteRequest, Uint8Array>({ script, limits: readingLimits, clock });
  /** Anyone who edits may name any file as the source: only one that the project holds is read. */
  const bytesOf = async (project: ProjectId, source: ScriptSource): Promise<Uint8Array | null> => {
    if (!(await links.projectsOf(source.asset)).includes(project)) return null;
    const stream = await assets.read(source.asset);
    return stream === null ? null : new Uint8Array(await new Response(stream).arrayBuffer());
  };
  return {
    write: async (project, what) => {
      const { source, ...content } = await rooms.read(`${project}/story`, (doc) => {
        const { title, language } = parseMeta(metaOf(doc));
        return { screenplay: withProduction(doc, readScreenplay(doc)), source: scriptSource(doc), title, language };
      });
      const bytes = source?.format === what.format ? await bytesOf(project, source) : null;
      return thread.read({ ...content, ...what, source: bytes });
    },
  };
};
