import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { Api } from '../connection/api.ts';
import type { Network } from '../connection/network.ts';
import type { Remembered } from '../model/remembered.ts';
import { type Session, SessionScope } from '../model/session.tsx';
import { useSettingsStore } from '../model/settings.ts';

/**
 * Asks the server who this is, and hands the answer down. While the server cannot be reached, whoever was last here may
 * open what this device keeps; the server is asked again once there is a network.
 */
export const SessionGate = ({
  api,
  remembered,
  network,
  children,
}: {
  readonly api: Api;
  readonly remembered: Remembered;
  readonly network: Network;
  readonly children: ReactNode;
}) => {
  const [session, setSession] = useState<Session>({ kind: 'asking' });
  const settings = useSettingsStore();
  const refresh = useCallback(async () => {
    const me = await api.me();
    if (me.ok) remembered.setMe(me.value);
    else if (me.error.kind === 'problem' && me.error.status === 401) remembered.forget();
    const unreachable = !me.ok && me.error.kind !== 'problem';
    const known = me.ok ? me.value : unreachable ? remembered.me() : null;
    if (known !== null) {
      settings.setPerson(known.id);
      // the same person stays the same object: what is open stays open
      setSession((before) =>
        before.kind === 'signed-in' && JSON.stringify(before.me) === JSON.stringify(known)
          ? before
          : { kind: 'signed-in', me: known },
      );
    } else setSession({ kind: unreachable ? 'unreachable' : 'signed-out' });
  }, [api, remembered, settings]);
  useEffect(() => {
    void refresh();
    return network.onChange((online) => {
      if (online) void refresh();
    });
  }, [refresh, network]);
  const value = useMemo(() => ({ api, remembered, session, refresh }), [api, remembered, session, refresh]);
  return <SessionScope value={value}>{children}</SessionScope>;
};
