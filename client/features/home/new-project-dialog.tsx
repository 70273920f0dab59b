import { usualAspects } from '@oner/shared/camera/vocabulary.ts';
import { useActionState } from 'react';
import { useLocation } from 'wouter';
import { useApi } from '../../model/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { Dialog } from '../../ui/panel.tsx';
import { errorWords } from './error-words.ts';
import { homeMessages } from './messages.ts';
import styles from './new-project-dialog.module.css';

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** Asks for a title, a language and an aspect, and opens the new project. */
export const NewProjectDialog = ({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) => {
  const t = useText(homeMessages);
  const language = useLanguage();
  const api = useApi();
  const [, navigate] = useLocation();
  const [problem, create, pending] = useActionState<string | null, FormData>(async (_before, form) => {
    const result = await api.createProject({
      title: textOf(form, 'title'),
      language: textOf(form, 'language'),
      aspect: Number(textOf(form, 'aspect')),
    });
    if (!result.ok) return t.refused(errorWords(result.error, t));
    navigate(`/p/${result.value.id}`);
    return null;
  }, null);
  return (
    <Dialog title={t.newProjectTitle} closeLabel={t.close} open={open} onOpenChange={onOpenChange}>
      <form className={styles.form} action={create}>
        <Field label={t.title} name="title" required maxLength={200} autoComplete="off" problem={problem} />
        <SelectField label={t.language} name="language" defaultValue={language === 'zh' ? 'zh-CN' : 'en'}>
          <option value="en">{t.english}</option>
          <option value="zh-CN">{t.chinese}</option>
        </SelectField>
        <SelectField label={t.aspect} name="aspect" defaultValue="2.39">
          {usualAspects.map((aspect) => (
            <option key={aspect} value={aspect}>
              {aspect >= 1 ? `${aspect}:1` : aspect === 0.5625 ? '9:16' : '4:5'}
            </option>
          ))}
        </SelectField>
        <div className={styles.actions}>
          <Button size="large" onClick={() => onOpenChange(false)}>
            {t.cancel}
          </Button>
          <Button kind="primary" size="large" type="submit" disabled={pending}>
            {t.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
