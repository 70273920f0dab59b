/**
 * Proves that each check can fail: a copy of the tracked files gets one fault at a time, and the check must find it.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checks } from './checks.ts';
import { type Ran, runNode } from './run-command.ts';

type Fault = {
  readonly check: string;
  readonly file: string;
  readonly text: string;
  /** What the check's output must contain. */
  readonly found: RegExp;
};

const faults: readonly Fault[] = [
  {
    check: 'format and lint',
    file: 'server/platform/planted.ts',
    text: 'export const planted = (value: any) => value;\n',
    found: /noExplicitAny/,
  },
  {
    check: 'promises and switches',
    file: 'server/platform/planted.ts',
    text: "import { EventEmitter } from 'node:events';\nnew EventEmitter().on('x', async () => { await Promise.resolve(); });\n",
    found: /no-misused-promises/,
  },
  {
    check: 'types of shared',
    file: 'shared/ids/planted.ts',
    text: 'setTimeout(() => {}, 1);\n',
    found: /planted\.ts.*setTimeout/s,
  },
  {
    check: "types of shared's tests",
    file: 'shared/ids/planted.test.ts',
    text: "export const planted: number = 'one';\n",
    found: /planted\.test\.ts/,
  },
  ...['server', 'client', 'infra'].map((workspace) => ({
    check: `types of ${workspace}`,
    file: `${workspace}/planted.ts`,
    text: "export const planted: number = 'one';\n",
    found: /planted\.ts/,
  })),
  {
    check: "types of client's tests",
    file: 'client/planted.test.ts',
    text: "export const planted: number = 'one';\n",
    found: /planted\.test\.ts/,
  },
  {
    check: 'unused code and dependencies',
    file: 'server/platform/planted.ts',
    text: 'export const planted = 1;\n',
    found: /planted\.ts/,
  },
  {
    check: 'import arrows',
    file: 'shared/ids/planted.ts',
    text: "import '../document/schema.ts';\nimport '../../server/config.ts';\n",
    found: /shared-ids.*shared-stands-alone|shared-stands-alone.*shared-ids/s,
  },
];

const copyTree = (root: string, copy: string): void => {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
    .toString()
    .split('\0')
    .filter((file) => file !== '' && existsSync(path.join(root, file)));
  for (const file of files) cpSync(path.join(root, file), path.join(copy, file));
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  execFileSync('git', ['init', '-q'], { cwd: copy });
};

const prove = async (copy: string, fault: Fault): Promise<string | null> => {
  const check = checks.find(({ name }) => name === fault.check);
  if (!check) return `no check is called "${fault.check}"`;
  const file = path.join(copy, fault.file);
  writeFileSync(file, fault.text);
  const ran = await runNode(check.command, { cwd: copy });
  rmSync(file);
  if (ran.code === 0) return `"${check.name}" passed with a fault planted in ${fault.file}`;
  return fault.found.test(ran.output) ? null : `"${check.name}" failed for another reason:\n${ran.output.slice(-2000)}`;
};

/** Code 0 when every check found the fault planted for it, and no check is without one. */
export const proveChecks = async (root: string): Promise<Ran> => {
  const started = performance.now();
  const copy = path.join(root, '.cache', 'planted');
  copyTree(root, copy);
  const problems = checks
    .filter(({ name }) => !faults.some((fault) => fault.check === name))
    .map(({ name }) => `no fault is planted for "${name}"`);
  for (const fault of faults) {
    const problem = await prove(copy, fault);
    if (problem) problems.push(problem);
  }
  rmSync(copy, { recursive: true, force: true });
  return {
    code: problems.length === 0 ? 0 : 1,
    output: problems.join('\n'),
    seconds: (performance.now() - started) / 1000,
  };
};
