import { z } from 'zod';

export const peerNames = ['oner', 'hocuspocus', 'y-websocket'] as const;
export type PeerName = (typeof peerNames)[number];

export const peerReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listening'), port: z.number() }),
  /** Bytes, and milliseconds of processor time since the start. */
  z.object({ kind: z.literal('usage'), rss: z.number(), heap: z.number(), cpuMs: z.number() }),
]);
export type PeerReply = z.infer<typeof peerReplySchema>;
