import { beforeEach, describe } from 'vitest';
import type { Storage } from '../../storage/ports.ts';
import { describeAppending } from '../../storage/testing/append-contract.ts';
import { describeCompaction } from '../../storage/testing/compaction-contract.ts';
import type { StorageTestbed } from '../../storage/testing/storage-contract.ts';
import { MemoryLog } from './memory-log.ts';

const unused = (): never => {
  throw new Error('the memory log has a log alone');
};

const createTestbed = (): StorageTestbed => {
  let log = new MemoryLog();
  let rooms = 0;
  beforeEach(() => {
    log = new MemoryLog();
  });
  return {
    location: unused,
    open: async (): Promise<Storage> => ({ log, records: unused, ping: async () => {}, close: async () => {} }),
    room: () => {
      rooms += 1;
      return `prj_${rooms}/story`;
    },
  };
};

describe('the log that the tests of rooms use keeps the contract of the log', () => {
  const testbed = createTestbed();
  describe('appending', () => describeAppending(testbed));
  describe('compaction', () => describeCompaction(testbed));
});
