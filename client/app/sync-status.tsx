import { Cloud, CloudAlert, CloudCheck, CloudOff, CloudUpload } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SyncState } from '../connection/sync-state.ts';
import { useCan, useRole, useSync } from '../model/project.tsx';
import { classNames } from '../ui/class-names.ts';
import { useText } from '../ui/language.tsx';
import styles from './bar.module.css';
import { appMessages } from './messages.ts';

type Shown = { readonly icon: ReactNode; readonly words: string; readonly tone: 'warn' | 'bad' | null };

const show = (state: SyncState, t: (typeof appMessages)['en']): Shown => {
  switch (state.kind) {
    case 'connecting':
      return { icon: <Cloud size={15} />, words: t.connecting, tone: null };
    case 'saving':
      return state.storageFails
        ? { icon: <CloudAlert size={15} />, words: t.kept(state.kept), tone: 'warn' }
        : { icon: <CloudUpload size={15} />, words: t.saving, tone: null };
    case 'saved':
      return { icon: <CloudCheck size={15} />, words: t.saved, tone: null };
    case 'offline':
      return { icon: <CloudOff size={15} />, words: state.kept > 0 ? t.kept(state.kept) : t.offline, tone: 'warn' };
    case 'denied':
    case 'newer-schema':
    case 'closed':
      return { icon: <CloudAlert size={15} />, words: t.notSaved, tone: 'bad' };
  }
};

/** Whether what one writes is safe, always in view; beside it, what one may not do. */
export const SyncStatus = () => {
  const t = useText(appMessages);
  const state = useSync();
  const role = useRole();
  const canEdit = useCan('edit');
  const { icon, words, tone } = show(state, t);
  return (
    <span className={classNames(styles.status, tone !== null && styles[tone])} data-sync={state.kind}>
      {icon}
      <span className={styles.statusWords}>{words}</span>
      {!canEdit && (state.kind === 'saved' || state.kind === 'saving') && (
        <span className={classNames(styles.statusWords, styles.role)}>
          {role === 'viewer' ? t.readOnly : t.readAndComment}
        </span>
      )}
    </span>
  );
};
