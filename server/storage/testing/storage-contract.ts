import { afterEach, beforeEach, describe } from 'vitest';
import type { RoomName, Storage } from '../ports.ts';
import { describeAppending } from './append-contract.ts';
import { describeCompaction } from './compaction-contract.ts';
import { describeConcurrentLogs } from './concurrency-contract.ts';
import { describeDurability } from './durability-contract.ts';
import { describePaging } from './paging-contract.ts';
import { describeRecords } from './records-contract.ts';
import { openStorageAt, type StorageLocation } from './storage-location.ts';

/** What the contract's tests work on: fresh data for each test, and as many openers of it as they like. */
export type StorageTestbed = {
  readonly location: () => StorageLocation;
  /** Opens the same data once more, as another node would; closed after the test. */
  readonly open: () => Promise<Storage>;
  /** A room that no other test uses. */
  readonly room: () => RoomName;
};

export type StorageSubject = {
  /** Makes a place for fresh data. */
  readonly create: () => Promise<StorageLocation>;
  /** Removes it with all that is in it. */
  readonly destroy: (location: StorageLocation) => Promise<void>;
};

const createTestbed = ({ create, destroy }: StorageSubject): StorageTestbed => {
  let location: StorageLocation | null = null;
  let opened: Storage[] = [];
  let rooms = 0;
  const current = (): StorageLocation => {
    if (!location) throw new Error('there is data only while a test runs');
    return location;
  };
  beforeEach(async () => {
    location = await create();
  });
  afterEach(async () => {
    await Promise.all(opened.map((storage) => storage.close()));
    opened = [];
    await destroy(current());
    location = null;
  });
  return {
    location: current,
    open: async () => {
      const storage = await openStorageAt(current());
      opened.push(storage);
      return storage;
    },
    room: () => {
      rooms += 1;
      return `prj_${rooms}/story`;
    },
  };
};

/** The contract of the storage port. Every implementation passes all of it. */
export const describeStorageContract = (name: string, subject: StorageSubject): void => {
  describe(`storage contract: ${name}`, () => {
    const testbed = createTestbed(subject);
    describeAppending(testbed);
    describeCompaction(testbed);
    describeConcurrentLogs(testbed);
    describeDurability(testbed);
    describeRecords(testbed);
    describePaging(testbed);
  });
};
