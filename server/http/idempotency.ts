/**
 * `Idempotency-Key`: a repeated write gets the first answer again. Answers may hold secrets that are stored nowhere
 * readable, so what is kept is sealed with a key made from the credential that asked.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Collection, Storage } from '../storage/ports.ts';
import { json, problem, type Reply } from './reply.ts';

/** How long an answer is kept. */
export const idempotencyLifeMs = 24 * 3_600_000;
/** A request that has not ended after this long died with its server. */
const abandonedAfterMs = 10 * 60_000;

const recordSchema = z.object({
  key: z.string(),
  fingerprint: z.string(),
  at: z.number(),
  /** Null while the first request runs. */
  sealed: z.string().nullable(),
});
type IdempotencyRecord = z.infer<typeof recordSchema>;
export const idempotencyCollection: Collection<IdempotencyRecord> = {
  name: 'idempotency',
  schema: recordSchema,
  key: (record) => record.key,
  order: (record) => String(record.at).padStart(16, '0'),
  indexes: {},
};

const answerSchema = z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.unknown() });

const digest = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest();
};

const seal = (text: string, key: Buffer): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
};

const unseal = (sealed: string, key: Buffer): string | null => {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
};

export type IdempotentWrite = {
  readonly key: string;
  /** Whose key it is, and what it opens. */
  readonly principal: string;
  readonly credential: string;
  readonly route: string;
  readonly bytes: Uint8Array;
};

export type Idempotency = {
  readonly once: (write: IdempotentWrite, run: () => Promise<Reply>) => Promise<Reply>;
};

export const createIdempotency = (options: { readonly storage: Storage; readonly clock: Clock }): Idempotency => {
  const { clock } = options;
  const records = options.storage.records(idempotencyCollection);
  const forgetOld = async (): Promise<void> => {
    const { records: oldest } = await records.find({ limit: 20 });
    for (const record of oldest) if (record.at < clock.now() - idempotencyLifeMs) await records.delete(record.key);
  };
  const replay = (record: IdempotencyRecord, fingerprint: string, sealKey: Buffer): Reply => {
    if (record.fingerprint !== fingerprint)
      return problem('conflict', 'This Idempotency-Key was used for another request.');
    if (record.sealed === null)
      return problem('conflict', 'The first request with this Idempotency-Key is still running.');
    const text = unseal(record.sealed, sealKey);
    if (text === null) return problem('conflict', 'This Idempotency-Key was used with another credential.');
    const answer = answerSchema.parse(JSON.parse(text));
    return json(answer.status, answer.body, { ...answer.headers, 'idempotency-replayed': 'true' });
  };
  return {
    once: async (write, run) => {
      const key = digest(write.principal, write.key).toString('hex');
      const fingerprint = digest(write.route, write.bytes).toString('hex');
      const sealKey = digest(write.credential, write.key, 'seal');
      const first = { key, fingerprint, at: clock.now(), sealed: null };
      await forgetOld();
      const stored = await records.get(key);
      const expired =
        stored && stored.at < clock.now() - (stored.sealed === null ? abandonedAfterMs : idempotencyLifeMs);
      if (expired) await records.delete(key);
      if (!(await records.insert(first))) {
        const other = await records.get(key);
        return other ? replay(other, fingerprint, sealKey) : problem('conflict', 'Try again.');
      }
      try {
        const reply = await run();
        const keep = reply.status < 300 && (reply.kind === 'json' || reply.kind === 'empty');
        if (!keep) await records.delete(key);
        else {
          const { status, headers } = reply;
          const body = reply.kind === 'json' ? reply.body : null;
          const sealed = seal(JSON.stringify({ status, headers, body }), sealKey);
          await records.update(key, (record) => ({ ...record, sealed }));
        }
        return reply;
      } catch (error) {
        await records.delete(key);
        throw error;
      }
    },
  };
};
