import { findProgram, type Service, startChildService } from './child-service.ts';

/** A Redis for tests: an empty one of its own, which keeps nothing. */
export const startRedis = async (): Promise<Service> => {
  const program = findProgram('redis-server');
  if (!program) return { missing: 'redis-server is not installed' };
  return startChildService({
    program,
    args: ({ port, folder }) => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
    ],
    url: (port) => `redis://127.0.0.1:${port}`,
  });
};
