import type { SharePreview } from '@oner/shared/protocol/http/people.ts';
import { useActionState, useEffect, useState } from 'react';
import type { HttpError } from '../../connection/http-client.ts';
import { useApi } from '../../model/session.tsx';
import { useSettings } from '../../model/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useText } from '../../ui/language.tsx';
import { Entrance } from './entrance.tsx';
import { signInMessages } from './messages.ts';
import styles from './sign-in.module.css';

type Texts = (typeof signInMessages)['en'];

const useSharePreview = (token: string) => {
  const api = useApi();
  const [preview, setPreview] = useState<SharePreview | HttpError | null>(null);
  useEffect(() => {
    let stale = false;
    void api.previewShare(token).then((result) => {
      if (!stale) setPreview(result.ok ? result.value : result.error);
    });
    return () => {
      stale = true;
    };
  }, [api, token]);
  return preview;
};

const roleWords = (preview: SharePreview, t: Texts): string =>
  preview.role === 'viewer' ? t.asViewer : preview.role === 'commenter' ? t.asCommenter : t.asEditor;

const problemWords = (error: HttpError, t: Texts): string => {
  if (error.kind !== 'problem') return t.unreachableWords;
  if (error.status === 401) return t.wrongPassword;
  if (error.status === 404 || error.status === 410) return t.linkOverTitle;
  return t.refused(error.errors[0]?.message ?? (error.detail || error.title));
};

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

const EnterForm = ({
  token,
  preview,
  onEntered,
}: {
  readonly token: string;
  readonly preview: SharePreview;
  readonly onEntered: (project: string) => void;
}) => {
  const t = useText(signInMessages);
  const api = useApi();
  const [settings, change] = useSettings();
  const [problem, enter, pending] = useActionState<string | null, FormData>(async (_before, form) => {
    const name = textOf(form, 'name');
    change({ guestName: name });
    const result = await api.enterShare(token, name, preview.password ? textOf(form, 'password') : null);
    if (!result.ok) return problemWords(result.error, t);
    onEntered(result.value.project);
    return null;
  }, null);
  return (
    <form className={styles.form} action={enter}>
      <Field
        label={t.yourName}
        name="name"
        defaultValue={settings.guestName}
        required
        maxLength={80}
        autoComplete="name"
      />
      {preview.password && (
        <Field label={t.password} name="password" type="password" required maxLength={200} autoComplete="off" />
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Button kind="primary" size="large" type="submit" disabled={pending}>
        {t.enter}
      </Button>
      <p className={styles.quiet}>{t.nameNeeded}</p>
    </form>
  );
};

/** The way in by a link: a name on the first visit, and the link's password where it has one. */
export const LinkSignIn = ({
  token,
  onEntered,
}: {
  readonly token: string;
  readonly onEntered: (project: string) => void;
}) => {
  const t = useText(signInMessages);
  const preview = useSharePreview(token);
  if (preview === null) return <Entrance title="Oner" lead={t.loading} />;
  if ('kind' in preview) {
    return preview.kind === 'problem' ? (
      <Entrance title={t.linkOverTitle} lead={t.linkOverWords} />
    ) : (
      <Entrance title={t.unreachableTitle} lead={t.unreachableWords} />
    );
  }
  const title = preview.project === null ? t.invitedSomewhere : t.invited(preview.project.title);
  return (
    <Entrance title={title} lead={roleWords(preview, t)}>
      <EnterForm token={token} preview={preview} onEntered={onEntered} />
    </Entrance>
  );
};
