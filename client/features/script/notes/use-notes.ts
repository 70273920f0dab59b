import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useProject } from '../../../model/project.tsx';
import { useLanguage, useText } from '../../../ui/language.tsx';
import { laidCount, layMarks } from '../editor/laid-marks.ts';
import { elementNames } from '../messages.ts';
import type { ScriptPage } from '../use-script-page.ts';
import { notesMessages } from './messages.ts';
import { decorateNotes, type NoteWords } from './note-marks.ts';
import { createNotesStore, type Note, type NotesStore } from './notes-store.ts';

const nothing: readonly Note[] = [];
const never = (): (() => void) => () => undefined;
const none = (): readonly Note[] => nothing;

/** What stands beside the script now. */
export const useNotes = (): readonly Note[] => {
  const project = useProject();
  const [store, setStore] = useState<NotesStore | null>(null);
  useEffect(() => {
    const made = createNotesStore(project);
    setStore(made);
    return () => {
      setStore(null);
      made.dispose();
    };
  }, [project]);
  return useSyncExternalStore(store?.subscribe ?? never, store?.get ?? none);
};

/** When something was said, short, as the person's language has it. */
export const useMoment = (): ((at: string) => string) => {
  const language = useLanguage();
  return useMemo(() => {
    const time = new Intl.DateTimeFormat(language, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
    return (at) => time.format(new Date(at));
  }, [language]);
};

/** Lays the notes over the words that the page shows, and again when it shows others. */
export const useNoteMarks = ({ editor, window: shown }: ScriptPage, notes: readonly Note[]): void => {
  const t = useText(notesMessages);
  const names: Readonly<Record<string, string>> = elementNames[useLanguage()];
  const moment = useMoment();
  useEffect(() => {
    const words: NoteWords = { by: (name, at) => t.by(name, moment(at)), element: (type) => names[type] ?? type };
    let laid: { from: number; to: number; count: number } | null = null;
    const lay = (): void => {
      const { view } = editor;
      if (editor.isDestroyed || view.composing) return;
      const { from, to } = shown.range();
      const count = laidCount(view, 'notes');
      if (laid?.from === from && laid.to === to && laid.count === count) return;
      const marks = decorateNotes(view.state.doc, notes, words);
      if (marks.find().length > 0 || count > 0) layMarks(view, 'notes', marks);
      laid = { from, to, count: laidCount(view, 'notes') };
    };
    lay();
    return shown.onChange(() => queueMicrotask(lay));
  }, [editor, shown, notes, t, names, moment]);
};
