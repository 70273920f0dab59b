import type { ImportReport } from '@oner/shared/protocol/http/project.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useApi } from '../../model/session.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { errorWords } from './error-words.ts';
import { needsLook, planImport } from './import-file.ts';
import { homeMessages } from './messages.ts';

/** What a file turned out to be, when a person should look at it before going on. */
export type ImportOutcome = { readonly title: string; readonly report: ImportReport; readonly path: string };

/** Makes a project of a script's file; a file that the server refuses leaves none behind. */
export const useImport = () => {
  const t = useText(homeMessages);
  const language = useLanguage();
  const api = useApi();
  const { notify, refuse } = useAnnouncer();
  const [, navigate] = useLocation();
  const [importing, setImporting] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);

  const run = async (file: File): Promise<void> => {
    const plan = planImport(file);
    if (plan.kind === 'unknown-format') return refuse(t.notReadable(file.name));
    if (plan.kind === 'too-large') return refuse(t.tooLarge(file.name));
    setImporting(file.name);
    const created = await api.createProject({ title: plan.title, language: language === 'zh' ? 'zh-CN' : 'en' });
    if (!created.ok) return refuse(t.failed(file.name, errorWords(created.error, t)));
    const project = api.project(created.value.id);
    const report = await project.importScript(file, plan.format);
    if (!report.ok) {
      await project.delete();
      return refuse(t.failed(file.name, errorWords(report.error, t)));
    }
    const path = `/p/${created.value.id}`;
    if (needsLook(report.value)) {
      setOutcome({ title: plan.title, report: report.value, path });
      return;
    }
    notify(t.imported(plan.title, report.value.scenes));
    navigate(path);
  };
  return {
    importing,
    outcome,
    /** Goes on to the project, the outcome having been seen. */
    acceptOutcome: (): void => {
      setOutcome(null);
      if (outcome !== null) navigate(outcome.path);
    },
    importFile: (file: File): void => {
      if (importing === null) void run(file).finally(() => setImporting(null));
    },
  };
};
