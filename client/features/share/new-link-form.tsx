import type { NewShare } from '@oner/shared/protocol/http/people.ts';
import { Copy } from 'lucide-react';
import { useActionState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field, inputClass, SelectField } from '../../ui/field.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { shareMessages } from './messages.ts';
import styles from './share-panel.module.css';

type Made = { readonly url: string } | { readonly problem: string };

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** Absent what was left empty; a day is good to its end, here. */
const shareOf = (form: FormData): NewShare => {
  const role = textOf(form, 'role');
  const name = textOf(form, 'name');
  const password = textOf(form, 'password');
  const day = textOf(form, 'expires');
  return {
    role: role === 'editor' || role === 'viewer' ? role : 'commenter',
    ...(name === '' ? {} : { name }),
    ...(password === '' ? {} : { password }),
    ...(day === '' ? {} : { expiresAt: new Date(`${day}T23:59:59`).toISOString() }),
  };
};

const MadeLink = ({ url }: { readonly url: string }) => {
  const t = useText(shareMessages);
  const { notify } = useAnnouncer();
  return (
    <div className={styles.made} role="status">
      <span>{t.created}</span>
      <div className={styles.line}>
        <input
          className={inputClass}
          readOnly
          value={url}
          aria-label={t.link}
          onFocus={(event) => event.target.select()}
        />
        <Button
          kind="primary"
          size="large"
          onClick={() => void navigator.clipboard.writeText(url).then(() => notify(t.copied))}
        >
          <Copy size={15} />
          {t.copy}
        </Button>
      </div>
    </div>
  );
};

/** Makes a link; its address is shown once, to be copied. */
export const NewLinkForm = ({ onCreate }: { readonly onCreate: (share: NewShare) => Promise<Made> }) => {
  const t = useText(shareMessages);
  const [made, create, pending] = useActionState<Made | null, FormData>(
    (_before, form) => onCreate(shareOf(form)),
    null,
  );
  return (
    <>
      {made !== null && 'url' in made && <MadeLink url={made.url} />}
      <form className={styles.form} action={create} aria-label={t.newLink}>
        <SelectField label={t.role} name="role" defaultValue="commenter">
          <option value="editor">{t.roleEditor}</option>
          <option value="commenter">{t.roleCommenter}</option>
          <option value="viewer">{t.roleViewer}</option>
        </SelectField>
        <Field label={t.expires} name="expires" type="date" />
        <Field
          label={t.name}
          name="name"
          maxLength={200}
          autoComplete="off"
          problem={made !== null && 'problem' in made ? made.problem : null}
        />
        <Field label={t.password} name="password" type="password" maxLength={200} autoComplete="new-password" />
        <Button className={styles.full} kind="primary" size="large" type="submit" disabled={pending}>
          {t.create}
        </Button>
      </form>
    </>
  );
};
