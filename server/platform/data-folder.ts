import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';

export type DataFolder = {
  readonly database: string;
  readonly assets: string;
  /** The token made at the first start and kept since, readable by the server's user alone. */
  readonly adminToken: () => string;
  /** Takes the folder for this process until it ends, however it ends. */
  readonly lock: () => Result<void, { readonly kind: 'in-use'; readonly line: string }>;
};

/** A server that is just leaving may have it for so long, ms. */
const lockPatienceMs = 1000;

/** Holds the lock: were it collected, the file would be closed and the folder free. */
const hold = (file: string): void => {
  const held = new DatabaseSync(file, { timeout: lockPatienceMs });
  try {
    // The system lets go of a file's lock when its process ends, also when it is killed.
    held.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    held.close();
    throw error;
  }
  process.once('exit', () => held.close());
};

const keptToken = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    const token = randomBytes(24).toString('base64url');
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
    return token;
  }
};

/** Makes the folder if need be, and makes sure that it can be written to. */
export const openDataFolder = (
  folder: string,
): Result<DataFolder, { readonly kind: 'unwritable'; readonly line: string }> => {
  const at = path.resolve(folder);
  try {
    mkdirSync(at, { recursive: true });
    const probe = path.join(at, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return fail({
      kind: 'unwritable',
      line: `the data folder ${at} cannot be written to (${why}): give this user the right to write there, or set ONER_DATA_DIR to another folder`,
    });
  }
  return ok({
    database: path.join(at, 'oner.db'),
    assets: path.join(at, 'assets'),
    adminToken: () => keptToken(path.join(at, 'admin-token')),
    lock: () => {
      try {
        return ok(hold(path.join(at, 'oner.lock')));
      } catch {
        return fail({
          kind: 'in-use',
          line: `another server is using the data folder ${at}: stop it, or set ONER_DATA_DIR (and PORT) for this one`,
        });
      }
    },
  });
};
