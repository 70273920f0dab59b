import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
});

const lockOf = (folder: string) => {
  const opened = openDataFolder(folder);
  if (!opened.ok) throw new Error(opened.error.line);
  return opened.value.lock();
};

it('OPS-34 a data folder is used by one server at a time, and free when that one was killed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'oner-folder-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const program = `
    const { openDataFolder } = await import(${JSON.stringify(path.join(import.meta.dirname, 'data-folder.ts'))});
    console.log(openDataFolder(${JSON.stringify(folder)}).value.lock().ok);
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  closing.push(() => void holder.kill('SIGKILL'));
  const [said] = await once(holder.stdout, 'data');
  expect(String(said).trim()).toBe('true');
  expect(lockOf(folder)).toMatchObject({ ok: false, error: { kind: 'in-use' } });
  const ended = once(holder, 'exit');
  holder.kill('SIGKILL');
  await ended;
  expect(lockOf(folder).ok).toBe(true);
});
