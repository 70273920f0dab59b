import type { Project } from '@oner/shared/protocol/http/project.ts';
import { useActionState } from 'react';
import { useApi } from '../../model/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { Dialog } from '../../ui/panel.tsx';
import { errorWords } from './error-words.ts';
import { homeMessages } from './messages.ts';
import styles from './project-card.module.css';

type DialogProps = {
  readonly project: Project;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

export const RenameDialog = ({ project, open, onClose, onChanged }: DialogProps) => {
  const t = useText(homeMessages);
  const api = useApi();
  const [problem, rename, pending] = useActionState<string | null, FormData>(async (_before, form) => {
    const title = form.get('title');
    const result = await api.project(project.id).patch({ title: typeof title === 'string' ? title : '' });
    if (!result.ok) return t.refused(errorWords(result.error, t));
    onClose();
    onChanged();
    return null;
  }, null);
  return (
    <Dialog title={t.renameTitle(project.title)} closeLabel={t.close} open={open} onOpenChange={onClose}>
      <form className={styles.form} action={rename}>
        <Field label={t.title} name="title" defaultValue={project.title} required maxLength={200} problem={problem} />
        <div className={styles.actions}>
          <Button size="large" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button kind="primary" size="large" type="submit" disabled={pending}>
            {t.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

export const DeleteDialog = ({ project, open, onClose, onChanged }: DialogProps) => {
  const t = useText(homeMessages);
  const api = useApi();
  const { notify, refuse } = useAnnouncer();
  const remove = async (): Promise<void> => {
    const result = await api.project(project.id).delete();
    onClose();
    if (result.ok) notify(t.removed(project.title));
    else refuse(t.refused(errorWords(result.error, t)));
    onChanged();
  };
  return (
    <Dialog title={t.removeTitle(project.title)} closeLabel={t.close} open={open} onOpenChange={onClose}>
      <p>{t.removeWords}</p>
      <div className={styles.actions}>
        <Button size="large" onClick={onClose}>
          {t.cancel}
        </Button>
        <Button kind="outline" size="large" onClick={() => void remove()}>
          {t.removeYes}
        </Button>
      </div>
    </Dialog>
  );
};
