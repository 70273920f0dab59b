import { MongoClient } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { describeWithService } from '../../testing/test-services.ts';
import { describeStorageContract } from '../testing/storage-contract.ts';
import { openMongoStorage } from './mongo-storage.ts';

describeWithService('mongo', 'MongoDB', (url) => {
  let databases = 0;
  describeStorageContract('MongoDB', {
    create: async () => {
      databases += 1;
      return { kind: 'mongo', url, database: `oner_test_${process.pid}_${databases}` };
    },
    destroy: async (location) => {
      if (location.kind !== 'mongo') return;
      const client = new MongoClient(location.url);
      await client.db(location.database).dropDatabase();
      await client.close();
    },
  });
});

describe('MongoDB out of reach', () => {
  it('STO-26 rejects with `unreachable` when there is no server', async () => {
    const opening = openMongoStorage({ url: 'mongodb://127.0.0.1:9', database: 'x', serverSelectionTimeoutMs: 100 });
    await expect(opening).rejects.toMatchObject({ kind: 'storage-failed', reason: 'unreachable' });
  });
});
