import { useRef, useState } from 'react';
import { useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { type ExportChoice, exportRequests, savedName } from './export-request.ts';
import { filesMessages } from './messages.ts';
import { problemWords } from './problem-words.ts';

/** Saves bytes as a file, as a link would. */
const save = (bytes: Blob, name: string): void => {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by the time this runs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** Asks the server for files one after another and saves them. */
export const useExport = (onDone: () => void) => {
  const t = useText(filesMessages);
  const { api } = useProject();
  const { notify } = useAnnouncer();
  const [working, setWorking] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);

  const run = async (choice: ExportChoice, recipients: readonly string[]): Promise<void> => {
    const asked = exportRequests(choice, recipients);
    const controller = new AbortController();
    running.current = controller;
    setProblem(null);
    let last = '';
    for (const [at, { query, recipient }] of asked.entries()) {
      setWorking(recipient === null ? t.writing(t[choice.format]) : t.writingFor(recipient, at + 1, asked.length));
      const file = await api.download(query, controller.signal);
      if (!file.ok) {
        if (file.error.kind === 'cancelled') return;
        const why = problemWords(file.error, t);
        return setProblem(at === 0 ? t.notExported(why) : t.exportedSome(at, asked.length, why));
      }
      last = savedName(file.value.name, recipient);
      save(file.value.bytes, last);
    }
    notify(asked.length === 1 ? t.downloaded(last) : t.downloadedMany(asked.length));
    onDone();
  };
  return {
    working,
    problem,
    start: (choice: ExportChoice, recipients: readonly string[]): void => {
      if (working === null) void run(choice, recipients).finally(() => setWorking(null));
    },
    cancel: (): void => running.current?.abort(),
  };
};
