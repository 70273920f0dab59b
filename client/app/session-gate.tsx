import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { Api } from '../connection/api.ts';
import { type Session, SessionScope } from '../model/session.tsx';
import { useSettingsStore } from '../model/settings.ts';

/** Asks the server who this is, and hands the answer down. */
export const SessionGate = ({ api, children }: { readonly api: Api; readonly children: ReactNode }) => {
  const [session, setSession] = useState<Session>({ kind: 'asking' });
  const settings = useSettingsStore();
  const refresh = useCallback(async () => {
    const me = await api.me();
    if (me.ok) {
      settings.setPerson(me.value.id);
      setSession({ kind: 'signed-in', me: me.value });
    } else {
      setSession({ kind: me.error.kind === 'problem' ? 'signed-out' : 'unreachable' });
    }
  }, [api, settings]);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  const value = useMemo(() => ({ api, session, refresh }), [api, session, refresh]);
  return <SessionScope value={value}>{children}</SessionScope>;
};
