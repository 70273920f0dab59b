/** The gate's static checks. Each one names the fault that proves it: see `planted-faults.ts`. */

export type Check = {
  readonly name: string;
  /** Program and arguments, relative to the repository's root; run by the project's own Node. */
  readonly command: readonly string[];
  /** Fails the check although the command succeeded, when what it printed says that it checked nothing. */
  readonly checkedNothing?: (output: string) => boolean;
};

const bin = (path: string) => `node_modules/${path}`;
const types = (workspace: string, config = 'tsconfig.json'): Check => ({
  name: `types of ${workspace}${config === 'tsconfig.json' ? '' : "'s tests"}`,
  command: [bin('typescript/bin/tsc'), '-p', `${workspace}/${config}`],
});

export const checks: readonly Check[] = [
  {
    name: 'format and lint',
    command: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
    checkedNothing: (output) => !/Checked [1-9]\d* files/.test(output),
  },
  {
    name: 'promises, switches and cycles',
    command: [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'],
    checkedNothing: (output) => !/on [1-9]\d* files/.test(output),
  },
  types('shared'),
  types('shared', 'tsconfig.test.json'),
  types('server'),
  types('client'),
  types('client', 'tsconfig.test.json'),
  types('infra'),
  { name: 'unused code and dependencies', command: [bin('knip/bin/knip.js')] },
  {
    name: 'import arrows',
    command: [
      '--import',
      './infra/gate/parse-tsx.mjs',
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'shared',
      'server',
      'client',
      'infra',
    ],
    checkedNothing: (output) => !/\([1-9]\d\d+ modules/.test(output),
  },
];
