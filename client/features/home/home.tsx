import type { Me } from '@oner/shared/protocol/http/people.ts';
import { Plus, Upload } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { scriptAccept } from '../../model/script-accept.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import { onDemand } from '../../ui/on-demand.ts';
import { Region } from '../../ui/region.tsx';
import { hiddenClass } from '../../ui/visually-hidden.tsx';
import { errorWords } from './error-words.ts';
import styles from './home.module.css';
import { homeMessages } from './messages.ts';
import { NewProjectDialog } from './new-project-dialog.tsx';
import { ProjectCard } from './project-card.tsx';
import { useImport } from './use-import.ts';
import { useProjects } from './use-projects.ts';

const importReport = onDemand(() => import('./import-report.tsx'));

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

const ImportButton = ({ busy, onFile }: { readonly busy: boolean; readonly onFile: (file: File) => void }) => {
  const t = useText(homeMessages);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind="outline" size="large" disabled={busy} onClick={() => input.current?.click()}>
        <Upload size={15} />
        {t.importScript}
        <span className={styles.kinds}>{t.importKinds}</span>
      </Button>
      <input
        ref={input}
        className={hiddenClass}
        type="file"
        accept={scriptAccept}
        tabIndex={-1}
        aria-label={t.importScript}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
};

/** One's projects; a script's file may be dropped anywhere on it. */
export const Home = ({ me }: { readonly me: Me }) => {
  const t = useText(homeMessages);
  const { state, refresh } = useProjects();
  const { importing, importFile, outcome, acceptOutcome } = useImport();
  const report = importReport.use(outcome !== null);
  const [creating, setCreating] = useState(false);
  const [dropping, setDropping] = useState(false);
  const mayCreate = me.kind !== 'guest';
  const dropTarget = mayCreate
    ? {
        onDragOver: (event: DragEvent) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          setDropping(true);
        },
        onDragLeave: (event: DragEvent) => {
          if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
            setDropping(false);
        },
        onDrop: (event: DragEvent) => {
          event.preventDefault();
          setDropping(false);
          const file = event.dataTransfer.files[0];
          if (file !== undefined) importFile(file);
        },
      }
    : {};
  const actions = (
    <>
      <ImportButton busy={importing !== null} onFile={importFile} />
      <Button kind="primary" size="large" onClick={() => setCreating(true)}>
        <Plus size={15} />
        {t.newProject}
      </Button>
    </>
  );
  return (
    <Region as="main" id="main" className={styles.wrap} label={t.projects} {...dropTarget}>
      <div className={styles.home}>
        <div className={styles.head}>
          <h1>{t.projects}</h1>
          {importing !== null && (
            <span className={styles.progress} role="status">
              {t.importing(importing)}
            </span>
          )}
          {mayCreate && state.kind === 'loaded' && state.projects.length > 0 && actions}
        </div>
        {state.kind === 'loading' && <p className={styles.progress}>{t.loading}</p>}
        {state.kind === 'failed' && (
          <EmptyState title={t.projects} words={t.refused(errorWords(state.error, t))}>
            <Button kind="primary" size="large" onClick={() => void refresh()}>
              {t.tryAgain}
            </Button>
          </EmptyState>
        )}
        {state.kind === 'loaded' && state.projects.length === 0 && (
          <EmptyState title={t.emptyTitle} words={t.emptyWords}>
            {mayCreate && actions}
          </EmptyState>
        )}
        {state.kind === 'loaded' && (
          <ul className={styles.grid}>
            {state.projects.map((project) => (
              <li key={project.id}>
                <ProjectCard project={project} onChanged={() => void refresh()} onDragOver={() => setDropping(false)} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {dropping && <div className={styles.drop}>{t.dropHere}</div>}
      {report !== null && <report.ImportReportDialog outcome={outcome} onAccept={acceptOutcome} />}
      <NewProjectDialog open={creating} onOpenChange={setCreating} />
    </Region>
  );
};
