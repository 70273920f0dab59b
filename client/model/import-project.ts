import type { ProjectId } from '@oner/shared/ids/ids.ts';
import { type ImportReport, importReportSchema } from '@oner/shared/protocol/http/import-export.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { Api } from '../connection/api.ts';
import type { HttpError } from '../connection/http-client.ts';
import type { Language } from '../ui/language.tsx';
import { planImport } from './script-file.ts';

export type ImportFailure = { readonly kind: 'unknown-format' } | { readonly kind: 'too-large' } | HttpError;
export type ImportedProject = { readonly id: ProjectId; readonly title: string; readonly report: ImportReport };

/** Makes a project of a script's file; a file that the server refuses leaves none behind. */
export const importAsProject = async (
  api: Api,
  file: File,
  language: Language,
): Promise<Result<ImportedProject, ImportFailure>> => {
  const plan = planImport(file);
  if (plan.kind !== 'import') return fail(plan);
  const created = await api.createProject({ title: plan.title, language: language === 'zh' ? 'zh-CN' : 'en' });
  if (!created.ok) return created;
  const project = api.project(created.value.id);
  const report = await project.request(`/import?format=${plan.format}`, {
    method: 'POST',
    body: file,
    schema: importReportSchema,
  });
  if (report.ok) return ok({ id: created.value.id, title: plan.title, report: report.value });
  await project.delete();
  return report;
};

/** Whether a person should look at what an import understood before going on. */
export const needsLook = ({ warnings, unsure }: Pick<ImportReport, 'warnings' | 'unsure'>): boolean =>
  warnings.length > 0 || unsure.length > 0;
