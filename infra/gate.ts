/**
 * The gate, the same locally and in CI: format and lint, types, unused, import arrows, planted faults, tests,
 * build, end-to-end, faults. It stops at the first failure, unless `--all` is given.
 */
import path from 'node:path';
import { checks } from './gate/checks.ts';
import { proveChecks } from './gate/planted-faults.ts';
import { type Ran, runNode } from './gate/run-command.ts';

const root = path.dirname(import.meta.dirname);

type Step = { readonly name: string; readonly run: () => Promise<Ran> };

const vitest = (...args: string[]) =>
  runNode(['node_modules/vitest/vitest.mjs', 'run', ...args], { cwd: root, echo: true });

const staticSteps: Step[] = checks.map((check) => ({
  name: check.name,
  run: async () => {
    const ran = await runNode(check.command, { cwd: root });
    return check.checkedNothing?.(ran.output) && ran.code === 0
      ? { ...ran, code: 1, output: `${ran.output}\nIt succeeded, but checked nothing.` }
      : ran;
  },
}));

const steps: readonly Step[] = [
  ...staticSteps,
  { name: 'planted faults', run: () => proveChecks(root) },
  { name: 'tests', run: () => vitest() },
  {
    name: 'build',
    run: () => runNode(['node_modules/vite/bin/vite.js', 'build', 'client', '--logLevel', 'warn'], { cwd: root }),
  },
  { name: 'end to end', run: () => vitest('--config', 'infra/e2e/vitest.config.ts') },
];

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const goOn = process.argv.includes('--all');
let failed = 0;
for (const step of steps) {
  if (only && step.name !== only) continue;
  const ran = await step.run();
  console.log(`${ran.code === 0 ? 'passed' : 'FAILED'}  ${step.name}  ${ran.seconds.toFixed(1)} s`);
  if (ran.code === 0) continue;
  console.log(ran.output.slice(-8000));
  failed += 1;
  if (!goOn) break;
}
process.exit(failed === 0 ? 0 : 1);
