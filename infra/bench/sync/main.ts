/** `node infra/bench/sync/main.ts [--ms 4000] [--scale 1] [--only fan-out] [--peers oner,hocuspocus]` */
import { parseArgs } from 'node:util';
import { benchSync } from './bench-sync.ts';
import { peerNames } from './peers/peer-messages.ts';

const { values } = parseArgs({
  options: {
    ms: { type: 'string', default: '4000' },
    scale: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    peers: { type: 'string', default: peerNames.join(',') },
  },
});
const asked = values.peers.split(',');
await benchSync({
  ms: Number(values.ms),
  scale: Number(values.scale),
  only: values.only,
  peers: peerNames.filter((name) => asked.includes(name)),
});
process.exit(0);
