import { scriptSourceSchema } from '@oner/shared/document/script-source.ts';
import { csvShotList } from '@oner/shared/export/csv-shot-list.ts';
import { maxEdlEvents, writeEdl } from '@oner/shared/export/edl.ts';
import { writeOtio } from '@oner/shared/export/otio.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import {
  type ExportQuery,
  exportQuerySchema,
  importQuerySchema,
  importReportSchema,
} from '@oner/shared/protocol/http/import-export.ts';
import { mergeReadingSchema } from '@oner/shared/protocol/http/script-merge.ts';
import { sceneSchema } from '@oner/shared/protocol/http/shot.ts';
import { z } from 'zod';
import { archiveStream } from '../../export/archive.ts';
import { picturesStream, timelineStream } from '../../export/pictures.ts';
import { createScriptWriter, type ScriptWriter } from '../../export/script-writer.ts';
import { storyboarderStream } from '../../export/storyboarder.ts';
import { xlsxShotList } from '../../export/xlsx-shot-list.ts';
import { createFileImporter } from '../../import/import-file.ts';
import { keepScriptFile } from '../../import/import-script.ts';
import { previewMergeOf } from '../../import/preview-merge.ts';
import { createScriptReader } from '../../import/script-reader.ts';
import { authorOf, notify } from '../notify.ts';
import { pageOf } from '../page.ts';
import { attachment, contentDisposition, json, problem, type Reply } from '../reply.ts';
import { projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { sceneView } from '../views.ts';

const tag = 'script';
/** Largest file that is imported. */
export const maxImportBytes = 50 * 1024 * 1024;

const importProblems = {
  empty: 'invalid',
  binary: 'invalid',
  unreadable: 'invalid',
  'too-large': 'too-large',
  'changed-meanwhile': 'conflict',
} as const;

/** A file name that every system takes. */
const fileName = (title: string, extension: string): string =>
  `${
    title
      .replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 100) || 'Untitled'
  }.${extension}`;

const scriptTypes = {
  fountain: 'text/plain; charset=utf-8',
  fdx: 'application/xml',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const exportFile = async (
  services: Services & { readonly writer: ScriptWriter },
  project: ProjectId,
  { format, watermark, paper, numbers, titlePage, marks, pages, tint, continued }: ExportQuery,
): Promise<Reply> => {
  const { snapshots, writer } = services;
  const [story, desk] = [await snapshots.story(project), await snapshots.desk(project)];
  const file = (text: string, extension: string, mediaType: string) =>
    attachment(new TextEncoder().encode(text), { name: fileName(story.meta.title, extension), mediaType });
  const zip = (stream: ReadableStream<Uint8Array>, extension: string): Reply => ({
    ...{ kind: 'stream', status: 200, stream },
    headers: {
      'content-type': 'application/zip',
      'content-disposition': contentDisposition(fileName(story.meta.title, extension)),
      'x-content-type-options': 'nosniff',
    },
  });
  switch (format) {
    case 'fountain':
    case 'fdx':
    case 'html':
    case 'docx':
    case 'pdf': {
      const bytes = await writer.write(project, {
        ...{ format, numbers, titlePage },
        watermark: watermark ?? null,
        paper,
        revised: { marks, pages, tint, continued },
      });
      return bytes === null
        ? problem('unavailable', 'Writing the file took too long or too much memory.')
        : attachment(bytes, { name: fileName(story.meta.title, format), mediaType: scriptTypes[format] });
    }
    case 'csv':
      return file(csvShotList(story, desk), 'csv', 'text/csv; charset=utf-8');
    case 'xlsx':
      return attachment(xlsxShotList(story, desk), { name: fileName(story.meta.title, 'xlsx'), mediaType: xlsxType });
    case 'fcpxml':
      return zip(timelineStream(services, project), 'fcpxml.zip');
    case 'otio':
      return file(writeOtio(story, desk), 'otio', 'application/json');
    case 'edl': {
      const { text, omitted } = writeEdl(story);
      return omitted === 0
        ? file(text, 'edl', 'text/plain; charset=utf-8')
        : problem(
            'conflict',
            `An EDL holds at most ${maxEdlEvents} shots; this board has ${omitted} more. OTIO has no such limit.`,
          );
    }
    case 'archive':
      return zip(archiveStream(services, project), 'oner.zip');
    case 'storyboarder':
      return zip(storyboarderStream(services, project), 'storyboarder.zip');
    case 'pictures':
      return zip(picturesStream(services, project), 'pictures.zip');
    case 'boards-pdf':
    case 'mp4':
      return problem(
        'unsupported-media-type',
        `Export as ${format} is not supported yet; fountain, fdx, html, docx, pdf, csv, xlsx, otio, edl, fcpxml, storyboarder, pictures and archive are.`,
      );
  }
};

export const scriptRoutes = (services: Services): readonly Route[] => {
  const reader = createScriptReader(services);
  const links = services.auth.assetLinks;
  const importFile = createFileImporter({ ...services, links, reader });
  const writer = createScriptWriter({ ...services, links });
  return [
    projectRoute(
      {
        ...{
          method: 'get',
          path: '/api/projects/:project/scenes',
          tag,
          operation: 'read',
          summary: 'Scenes of the script',
        },
        query: pageQuerySchema,
        replies: { 200: { description: 'Scenes, in script order', schema: z.array(sceneSchema) } },
      },
      async ({ access, query, request }) =>
        pageOf((await services.snapshots.story(access.project)).scenes.map(sceneView), query, request),
    ),
    projectRoute(
      {
        ...{
          method: 'post',
          path: '/api/projects/:project/import',
          tag,
          operation: 'edit',
          summary: 'Import a script',
        },
        query: importQuerySchema,
        file: { maxBytes: maxImportBytes, description: 'The file, whatever its media type' },
        replies: {
          200: {
            description: 'What was read; with `preview`, what merging it would do',
            schema: z.union([mergeReadingSchema, importReportSchema]),
          },
        },
      },
      async ({ access: { project }, principal, query: { format, mode, preview, base }, file: body }) => {
        const file = { bytes: body ?? new Uint8Array(), format };
        if (preview) {
          const read = await previewMergeOf({ ...services, reader }, project, file);
          return read.ok ? json(200, read.value) : problem(importProblems[read.error.kind], read.error.detail);
        }
        const imported = await importFile({ project, mode, base, by: authorOf(principal) }, file);
        if (!imported.ok) return problem(importProblems[imported.error.kind], imported.error.detail);
        notify(services.live, project, { kind: 'script-imported', by: principal });
        return json(200, imported.value);
      },
    ),
    projectRoute(
      {
        ...{
          method: 'post',
          path: '/api/projects/:project/import/source',
          tag,
          operation: 'edit',
          summary: 'Keep the file that a script was merged from, for exports to write into',
        },
        query: z.strictObject({ format: z.enum(['fountain', 'fdx']) }),
        file: { maxBytes: maxImportBytes, description: 'The file, whatever its media type' },
        replies: { 201: { description: 'The file, for `source` of the story', schema: scriptSourceSchema } },
      },
      async ({ access: { project }, query: { format }, file }) =>
        json(201, await keepScriptFile({ ...services, links }, project, { bytes: file ?? new Uint8Array(), format })),
    ),
    projectRoute(
      {
        ...{
          method: 'get',
          path: '/api/projects/:project/export',
          tag,
          operation: 'read',
          summary: 'Take it elsewhere',
        },
        query: exportQuerySchema,
        replies: { 200: { description: 'The file', mediaType: 'application/octet-stream' } },
      },
      async ({ access, query }) => exportFile({ ...services, writer }, access.project, query),
    ),
  ];
};
