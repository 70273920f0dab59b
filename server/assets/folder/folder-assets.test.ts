import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeAssetsContract } from '../testing/assets-contract.ts';
import { openFolderAssets } from './folder-assets.ts';

const makeFolder = () => mkdtemp(path.join(tmpdir(), 'oner-assets-'));

describeAssetsContract('folder', {
  create: async () => {
    const folder = await makeFolder();
    return {
      open: () => openFolderAssets({ folder: path.join(folder, 'assets') }),
      destroy: () => rm(folder, { recursive: true, force: true }),
    };
  },
});

describe('folder of assets', () => {
  it('AST-7 shows nothing of an asset that was not written to its end, and takes it anew', async () => {
    const folder = await makeFolder();
    const bytes = new TextEncoder().encode('abcdefghij');
    const id = '72399361da6a7754fec986dca5b7cbaf1c810a28ded4abaf56b2106d06cb78b0';
    const shard = path.join(folder, '72', '39');
    await mkdir(shard, { recursive: true });
    await mkdir(path.join(folder, 'unfinished'));
    await writeFile(path.join(folder, 'unfinished', 'left-over'), 'abc');
    // The process died between the bytes and their description.
    await writeFile(path.join(shard, id), bytes);
    const store = await openFolderAssets({ folder });
    expect(await readdir(path.join(folder, 'unfinished'))).toEqual([]);
    const stored = await store.put(bytes, 'text/plain');
    expect(stored.id).toBe(id);
    expect(await store.info(stored.id)).toEqual(stored);
    await rm(folder, { recursive: true });
  });

  it('AST-8 rejects with the reason when the folder cannot be had', async () => {
    const folder = await makeFolder();
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    await expect(openFolderAssets({ folder: path.join(file, 'assets') })).rejects.toMatchObject({
      kind: 'assets-failed',
      reason: 'io',
    });
    await rm(folder, { recursive: true });
  });
});
