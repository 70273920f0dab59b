import { syncLimits } from '@oner/shared/protocol/sync-messages.ts';

/** Bounds and times of the rooms; each a named default with its reason. Times in milliseconds, sizes in bytes. */
export const defaultRoomLimits = {
  /** One message of a client. */
  maxFrameBytes: syncLimits.maxFrameBytes,
  /** A document, whole, as one update. */
  maxDocumentBytes: syncLimits.maxDocumentBytes,
  /** Sockets that this node holds; beyond it 1013. */
  maxConnections: 20_000,
  /** From upgrade to an answer of the gatekeeper and a loaded room; nothing is read from the socket before. */
  openTimeoutMs: 15_000,
  /** How long a room without anyone stays loaded: reloads of a page must not reload the document. */
  unloadGraceMs: 30_000,
  /** What a room holds that storage has not taken yet; beyond it writers are closed with 1013. */
  maxUnsavedBytes: 32 * 1024 * 1024,
  /** What a connection's updates may hold that build on something missing, until the client was asked for all it has. */
  maxHeldUpdates: 256,
  maxHeldBytes: 1024 * 1024,
  /** Updates of one connection that decode but cannot be applied (each costs a reload of the room); beyond it 1008. */
  maxBrokenUpdates: 5,
  /** One who writes without a pause is acknowledged at least this often, for which reading its next frames waits for a commit. */
  maxAckDelayMs: 1_000,
  /** Entries and bytes of one append: bounds the time of one commit. */
  maxAppendEntries: 4_000,
  maxAppendBytes: 4 * 1024 * 1024,
  /** Back-off after a failed append: doubles from the first to the last. */
  appendRetryMinMs: 250,
  appendRetryMaxMs: 10_000,
  /** How often a loaded room asks the log for its head, in case a hint of another node was lost. */
  headCheckMs: 2_000,
  /** A room's log is compacted when it has more rows or bytes (beyond twice the document) than these. */
  compactRows: 10_000,
  compactBytes: 8 * 1024 * 1024,
  /** A room that is unloaded leaves at most this many rows, so that the next load is quick. */
  compactRowsAtUnload: 500,
  /** A socket with more unsent bytes than this gets no more until it drained below the low mark, then one diff. */
  sendHighWaterBytes: 1024 * 1024,
  sendLowWaterBytes: 64 * 1024,
  /** A reader that is behind for so long is closed with 1013, and terminated when even that does not go out. */
  slowReaderTimeoutMs: 15_000,
  closeTimeoutMs: 3_000,
  /** y-websocket reconnects after 30 s without an application message. */
  heartbeatMs: 12_000,
  /** WebSocket pings find peers that are gone without a word. */
  pingMs: 10_000,
  pongTimeoutMs: 25_000,
  /** How often open sockets are asked for again at the gatekeeper (expiry); withdrawn access must show within 2 s. */
  accessRecheckMs: 1_000,
  /** Bytes of first synchronisation that may be under way at once on this node; small documents pass at once. */
  maxJoinBytesInFlight: 16 * 1024 * 1024,
  joinSlotTimeoutMs: 2_000,
  /** Updates kept beside a cached whole document before it is encoded anew. */
  maxCachedTailBytes: 256 * 1024,
  /** Between two broadcasts of a room, by who is in it: 400 people, 4 ms. A change after a quiet while goes out at once. */
  flushIntervalPerConnectionMs: 0.01,
  flushMaxIntervalMs: 20,
  /** Between two presence broadcasts of a room: at least this, and more the more people are in it. */
  presenceMinIntervalMs: 10,
  presenceIntervalPerConnectionMs: 0.1,
  maxPresenceBytes: syncLimits.maxPresenceBytes,
  maxPresenceClock: syncLimits.maxPresenceClock,
  /** Remembered clocks of those who left, so that they are heard when they come back. */
  maxPresenceTombstones: 2_000,
  presenceTombstoneMs: 120_000,
  /** Presence between nodes: how often it is sent, repeated, and when a silent node's is dropped. */
  busPresenceIntervalMs: 50,
  busPresenceRepeatMs: 1_500,
  busPresenceExpiryMs: 4_500,
  /** For flushing at close. */
  shutdownMs: 8_000,
} as const satisfies Record<string, number>;

export type RoomLimits = { readonly [name in keyof typeof defaultRoomLimits]: number };
