import type { ImportReport } from '@oner/shared/protocol/http/import-export.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useApi } from '../../model/session.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { errorWords } from './error-words.ts';
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
    setImporting(file.name);
    const { importAsProject, needsLook } = await import('../../model/import-project.ts');
    const made = await importAsProject(api, file, language);
    if (!made.ok) {
      if (made.error.kind === 'unknown-format') return refuse(t.notReadable(file.name));
      if (made.error.kind === 'too-large') return refuse(t.tooLarge(file.name));
      return refuse(t.failed(file.name, errorWords(made.error, t)));
    }
    const { id, title, report } = made.value;
    if (needsLook(report)) {
      setOutcome({ title, report, path: `/p/${id}` });
      return;
    }
    notify(t.imported(title, report.scenes));
    navigate(`/p/${id}`);
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
