import { findProgram, type Service, startChildService } from './child-service.ts';

/** A MongoDB for tests: the server that `MONGODB_URL` names, else FerretDB, where `install.mjs` could build it. */
export const startMongo = async (): Promise<Service> => {
  const given = process.env.MONGODB_URL;
  if (given) return { url: given, stop: async () => {} };
  const program = findProgram('oner-ferretdb');
  if (!program) return { missing: 'no MONGODB_URL, and no Go to build FerretDB with' };
  return startChildService({
    program,
    args: ({ port, folder }) => ['-listen', `127.0.0.1:${port}`, '-dir', folder],
    url: (port) => `mongodb://127.0.0.1:${port}/`,
  });
};
