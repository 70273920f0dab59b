import { ipKeyGenerator } from 'express-rate-limit';
import { problem, type Reply } from './reply.ts';
import type { RequestFacts } from './route.ts';

/** Who calls, for counting: the address, and of IPv6 the network that a provider gives one household. */
export const callerOf = ({ ip }: RequestFacts): string => ipKeyGenerator(ip, 56);

export const tooManyRequests = (what: string, waitMs: number): Reply => {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return problem('too-many-requests', `${what} Try again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  });
};
