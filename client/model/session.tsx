import type { Me } from '@oner/shared/protocol/http/people.ts';
import { createContext, type ReactNode, useContext } from 'react';
import type { Api } from '../connection/api.ts';
import type { Remembered } from './remembered.ts';

/** Who is at this screen, once the server has said so. */
export type Session =
  | { readonly kind: 'asking' }
  | { readonly kind: 'signed-in'; readonly me: Me }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unreachable' };

export type SessionValue = {
  readonly api: Api;
  readonly remembered: Remembered;
  readonly session: Session;
  /** Asks the server again who this is: after signing in or out. */
  readonly refresh: () => Promise<void>;
};

const SessionContext = createContext<SessionValue | null>(null);

export const SessionScope = ({ value, children }: { readonly value: SessionValue; readonly children: ReactNode }) => (
  <SessionContext value={value}>{children}</SessionContext>
);

export const useSession = (): SessionValue => {
  const value = useContext(SessionContext);
  if (value === null) throw new Error('a session needs a SessionScope above');
  return value;
};

export const useApi = (): Api => useSession().api;
