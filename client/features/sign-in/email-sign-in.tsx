import { useActionState, useEffect, useState } from 'react';
import { useApi } from '../../model/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useText } from '../../ui/language.tsx';
import { Entrance } from './entrance.tsx';
import { signInMessages } from './messages.ts';
import styles from './sign-in.module.css';

type Sent = { readonly kind: 'sent'; readonly email: string } | { readonly kind: 'failed'; readonly words: string };

const EmailForm = () => {
  const t = useText(signInMessages);
  const api = useApi();
  const [sent, send, pending] = useActionState<Sent | null, FormData>(async (_before, form) => {
    const value = form.get('email');
    const email = typeof value === 'string' ? value : '';
    const result = await api.signInByEmail(email);
    if (result.ok) return { kind: 'sent', email };
    const { error } = result;
    return {
      kind: 'failed',
      words: error.kind === 'problem' ? t.refused(error.errors[0]?.message ?? error.detail) : t.unreachableWords,
    };
  }, null);
  if (sent?.kind === 'sent') return <p role="status">{t.sent(sent.email)}</p>;
  return (
    <form className={styles.form} action={send}>
      <Field
        label={t.email}
        name="email"
        type="email"
        required
        autoComplete="email"
        problem={sent?.kind === 'failed' ? sent.words : null}
      />
      <Button kind="primary" size="large" type="submit" disabled={pending}>
        {t.sendLink}
      </Button>
    </form>
  );
};

/** The way in for members: by e-mail where the server sends any, else by the links that they have. */
export const EmailSignIn = () => {
  const t = useText(signInMessages);
  const api = useApi();
  const [byEmail, setByEmail] = useState(false);
  useEffect(() => {
    void api.signInOptions().then((options) => setByEmail(options.ok && options.value.email));
  }, [api]);
  return (
    <Entrance title={byEmail ? t.signInTitle : t.noEmailTitle} lead={byEmail ? t.signInWords : t.noEmailWords}>
      {byEmail && <EmailForm />}
    </Entrance>
  );
};
