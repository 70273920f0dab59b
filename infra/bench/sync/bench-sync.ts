import { type BenchRow, formatRows } from './bench-row.ts';
import { type Peer, startPeer } from './peers/peer.ts';
import { type PeerName, peerNames } from './peers/peer-messages.ts';
import { fanOut, joiners, memoryPerConnection, pausedReader, presence } from './scenarios.ts';

export type BenchSyncOptions = {
  /** How long each load lasts, ms. */
  readonly ms?: number;
  /** Share of the full number of clients, 0..1. */
  readonly scale?: number;
  readonly peers?: readonly PeerName[];
  /** Only scenarios whose name contains this. */
  readonly only?: string;
};

type Scenario = {
  readonly name: string;
  readonly run: (peer: Peer) => Promise<readonly Omit<BenchRow, 'peer' | 'scenario'>[]>;
};

const scenarios = (ms: number, scale: number): readonly Scenario[] => {
  const n = (count: number) => Math.max(2, Math.round(count * scale));
  return [
    {
      name: `fan-out ${n(400)} clients, ${n(60)} writing 30/s`,
      run: (peer) => fanOut(peer, { clients: n(400), writers: n(60), rate: 30, ms }),
    },
    {
      name: `presence ${n(100)} at 10 Hz`,
      run: (peer) => presence(peer, { clients: n(100), rate: 10, ms, budget: 50 }),
    },
    {
      name: `presence ${n(500)} at 4 Hz`,
      run: (peer) => presence(peer, { clients: n(500), rate: 4, ms, budget: 250 }),
    },
    {
      name: `${n(150)} joiners of 4 MB`,
      run: (peer) => joiners(peer, { count: n(150), bytes: 4 * 1024 * 1024 }),
    },
    { name: `${n(400)} idle connections`, run: (peer) => memoryPerConnection(peer, { clients: n(400) }) },
    { name: 'a paused reader', run: (peer) => pausedReader(peer, { ms, writers: 10 }) },
  ];
};

/** A peer that needs longer than this for a scenario is given up there. */
const scenarioTimeoutMs = 30_000;

const runOne = async (scenario: Scenario, name: PeerName): Promise<readonly BenchRow[]> => {
  const peer = await startPeer(name);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), scenarioTimeoutMs);
  });
  try {
    const rows = await Promise.race([scenario.run(peer), late]);
    const given = rows ?? [{ measure: 'gave up after', value: scenarioTimeoutMs, unit: 'ms', budget: null } as const];
    return given.map((row) => ({ ...row, scenario: scenario.name, peer: name }));
  } finally {
    clearTimeout(timer);
    await peer.stop();
  }
};

/** Runs every scenario on every server, one after the other, and returns what was measured. */
export const benchSync = async (options: BenchSyncOptions = {}): Promise<readonly BenchRow[]> => {
  const rows: BenchRow[] = [];
  for (const scenario of scenarios(options.ms ?? 4_000, options.scale ?? 1)) {
    if (options.only && !scenario.name.includes(options.only)) continue;
    const measured: BenchRow[] = [];
    for (const name of options.peers ?? peerNames) measured.push(...(await runOne(scenario, name)));
    const theirs = measured.find(({ peer, measure }) => peer === 'hocuspocus' && measure === 'p99')?.value ?? null;
    rows.push(
      ...measured.map((row) => (row.peer === 'oner' && row.measure === 'p99' ? { ...row, budget: theirs } : row)),
    );
  }
  console.log(formatRows(rows));
  return rows;
};
