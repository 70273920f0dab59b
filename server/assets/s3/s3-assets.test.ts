import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeWithService } from '../../testing/test-services.ts';
import { describeAssetsContract } from '../testing/assets-contract.ts';
import { openS3Assets, type S3AssetsOptions } from './s3-assets.ts';

const optionsFrom = (url: string, bucket: string): S3AssetsOptions => {
  const { origin, username, password } = new URL(url);
  return { endpoint: origin, bucket, accessKeyId: username, secretAccessKey: password };
};

describeWithService('s3', 'S3', (url) => {
  describeAssetsContract('S3', {
    create: async () => {
      const options = optionsFrom(url, `oner-${randomUUID()}`);
      // The store is thrown away with all its buckets after the run.
      return { open: () => openS3Assets(options), destroy: async () => {} };
    },
  });

  it('AST-8 rejects with the reason when the key is not accepted', async () => {
    const options = { ...optionsFrom(url, 'oner-refused'), secretAccessKey: 'wrong' };
    await expect(openS3Assets(options)).rejects.toMatchObject({ kind: 'assets-failed', reason: 'refused' });
  });
});

describe('S3 out of reach', () => {
  it('AST-8 rejects with `unreachable` when there is no store', async () => {
    const options = optionsFrom('http://key:secret@127.0.0.1:9', 'oner');
    await expect(openS3Assets(options)).rejects.toMatchObject({ kind: 'assets-failed', reason: 'unreachable' });
  });
});
