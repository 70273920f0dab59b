import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PeerName, type PeerReply, peerReplySchema } from './peer-messages.ts';

export type Peer = {
  readonly name: PeerName;
  readonly port: number;
  readonly usage: () => Promise<Extract<PeerReply, { kind: 'usage' }>>;
  readonly stop: () => Promise<void>;
};

const reply = async (child: ChildProcess): Promise<PeerReply> => {
  const [message] = await once(child, 'message');
  return peerReplySchema.parse(message);
};

/** Starts a server in a process of its own, with an empty data folder. */
export const startPeer = async (name: PeerName): Promise<Peer> => {
  const folder = await mkdtemp(join(tmpdir(), 'oner-bench-'));
  const child = fork(new URL('./peer-process.ts', import.meta.url), [name, folder], { execArgv: ['--expose-gc'] });
  const listening = await reply(child);
  if (listening.kind !== 'listening') throw new Error('the peer did not start');
  return {
    name,
    port: listening.port,
    usage: async () => {
      child.send('usage');
      const usage = await reply(child);
      if (usage.kind !== 'usage') throw new Error('no usage');
      return usage;
    },
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
