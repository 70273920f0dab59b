import { describe, expect, it } from 'vitest';
import { environmentSchema, readConfig } from './config.ts';

const lineOf = (environment: Record<string, string>): string => {
  const read = readConfig(environment);
  return read.ok ? 'accepted' : read.error.line;
};

describe('configuration', () => {
  it('OPS-1 has a default for every variable that the server cannot do without', () => {
    const read = readConfig({});
    expect(read.ok && read.value).toMatchObject({ PORT: 4000, HOST: '127.0.0.1', ONER_DATA_DIR: './data', s3: null });
  });

  it('OPS-1 counts an empty variable as absent', () => {
    expect(lineOf({ MONGODB_URL: '', PORT: '' })).toBe('accepted');
  });

  it.each([
    [{ PORT: 'eighty' }, 'PORT must be a whole number'],
    [{ PORT: '70000' }, 'PORT must be from 0 to 65535'],
    [{ ONER_ADMIN_TOKEN: 'short' }, 'ONER_ADMIN_TOKEN must be at least 16 characters'],
    [{ MONGODB_URL: 'http://x' }, 'MONGODB_URL must be a mongodb/mongodb+srv address'],
    [
      { S3_BUCKET: 'frames' },
      'S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY must be set too when any S3_ variable is',
    ],
  ])('OPS-2 says in one line which variable is wrong and why: %j', (environment, line) => {
    expect(lineOf(environment)).toBe(line);
  });

  it('OPS-3 knows every variable by a name in capitals', () => {
    for (const name of Object.keys(environmentSchema.shape)) expect(name).toMatch(/^[A-Z0-9_]+$/);
  });
});
