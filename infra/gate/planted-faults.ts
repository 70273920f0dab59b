/**
 * Proves that each check can fail: a copy of the tracked files gets one fault at a time, and the check must find it.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checks } from './checks.ts';
import { type Ran, runNode } from './run-command.ts';

type Fault = {
  readonly check: string;
  readonly file: string;
  readonly text: string;
  /** A second file, where it takes two. */
  readonly with?: { readonly file: string; readonly text: string };
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
    check: 'promises, switches and cycles',
    file: 'server/platform/planted.ts',
    text: "import { EventEmitter } from 'node:events';\nnew EventEmitter().on('x', async () => { await Promise.resolve(); });\n",
    found: /no-misused-promises/,
  },
  {
    check: 'promises, switches and cycles',
    file: 'server/platform/planted.ts',
    text: "export const planted = (kind: 'one' | 'two') => {\n  switch (kind) {\n    case 'one':\n  }\n};\n",
    found: /switch-exhaustiveness-check/,
  },
  {
    check: 'promises, switches and cycles',
    file: 'server/platform/planted.ts',
    text: "import { other } from './planted-other.ts';\nexport const planted = () => other;\n",
    with: {
      file: 'server/platform/planted-other.ts',
      text: "import { planted } from './planted.ts';\nexport const other = () => planted;\n",
    },
    found: /no-cycle/,
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
  {
    check: 'import arrows',
    file: 'client/features/home/planted.tsx',
    text: "import { Entrance } from '../sign-in/entrance.tsx';\nexport const Planted = () => <Entrance />;\n",
    found: /features-never-import-features: client\/features\/home\/planted\.tsx/,
  },
];

const copyTree = (root: string, copy: string): void => {
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
  const planted = [fault, ...(fault.with ? [fault.with] : [])];
  for (const { file, text } of planted) writeFileSync(path.join(copy, file), text);
  const ran = await runNode(check.command, { cwd: copy });
  for (const { file } of planted) rmSync(path.join(copy, file));
  if (ran.code === 0) return `"${check.name}" passed with a fault planted in ${fault.file}`;
  return fault.found.test(ran.output) ? null : `"${check.name}" failed for another reason:\n${ran.output.slice(-2000)}`;
};

/** Code 0 when every check found the fault planted for it, and no check is without one. */
export const proveChecks = async (root: string): Promise<Ran> => {
  const started = performance.now();
  // outside the tree, where no ignore file hides it from the linters
  const copy = mkdtempSync(path.join(tmpdir(), 'oner-planted-'));
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
