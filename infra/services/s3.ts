import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { findProgram, type Service, startChildService } from './child-service.ts';

const accessKey = 'oner-test';
const secretKey = 'oner-test-secret';

/** An S3 store for tests: versitygw over an empty folder. The URL holds the access key and the secret as user and password. */
export const startS3 = async (): Promise<Service> => {
  const program = findProgram('versitygw');
  if (!program) return { missing: 'no versitygw, and no Go to build it with' };
  return startChildService({
    program,
    args: ({ port, folder }) => {
      const [data, sidecar] = [path.join(folder, 'data'), path.join(folder, 'meta')];
      mkdirSync(data);
      mkdirSync(sidecar);
      return ['--quiet', '--port', `127.0.0.1:${port}`, 'posix', '--sidecar', sidecar, data];
    },
    env: { ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: secretKey },
    url: (port) => `http://${accessKey}:${secretKey}@127.0.0.1:${port}`,
  });
};
