import { useState } from 'react';
import { useLocation } from 'wouter';
import { importAsProject } from '../../model/import-project.ts';
import { useApi } from '../../model/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { Dialog } from '../../ui/panel.tsx';
import styles from './merge.module.css';
import { filesMessages } from './messages.ts';
import { problemWords } from './problem-words.ts';

/** Asks whether a file that was dropped on a project is to be merged into it, or to be one by itself. */
export const DropDialog = ({
  file,
  mayMerge,
  onMerge,
  onClose,
}: {
  readonly file: File;
  readonly mayMerge: boolean;
  readonly onMerge: () => void;
  readonly onClose: () => void;
}) => {
  const t = useText(filesMessages);
  const language = useLanguage();
  const api = useApi();
  const [, navigate] = useLocation();
  const [making, setMaking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    setMaking(true);
    const made = await importAsProject(api, file, language);
    setMaking(false);
    if (made.ok) {
      onClose();
      return navigate(`/p/${made.value.id}`);
    }
    if (made.error.kind === 'unknown-format') return setProblem(t.notReadable(file.name));
    if (made.error.kind === 'too-large') return setProblem(t.tooLarge(file.name));
    setProblem(t.notMade(file.name, problemWords(made.error, t)));
  };
  return (
    <Dialog title={t.dropTitle(file.name)} closeLabel={t.close} open onOpenChange={onClose}>
      <p>{t.dropWords}</p>
      {making && <p role="status">{t.makingProject(file.name)}</p>}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.choice}>
        <Button size="large" onClick={onClose}>
          {t.cancel}
        </Button>
        <Button kind="outline" size="large" disabled={making} onClick={() => void make()}>
          {t.newProject}
        </Button>
        {mayMerge && (
          <Button kind="primary" size="large" disabled={making} onClick={onMerge}>
            {t.mergeHere}
          </Button>
        )}
      </div>
    </Dialog>
  );
};
