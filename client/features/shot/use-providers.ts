import type { Provider } from '@oner/shared/protocol/http/frame.ts';
import { useEffect, useState } from 'react';
import { useApi } from '../../model/session.tsx';

/** What can make pictures on this server; empty until it answered. */
export const useProviders = (): readonly Provider[] => {
  const api = useApi();
  const [providers, setProviders] = useState<readonly Provider[]>([]);
  useEffect(() => {
    let stale = false;
    void api.providers().then((reply) => {
      if (reply.ok && !stale) {
        setProviders(reply.value.filter(({ kinds, available }) => available && kinds.includes('image')));
      }
    });
    return () => {
      stale = true;
    };
  }, [api]);
  return providers;
};
