const binaryFinal = 0x82;
const length16 = 126;
const length64 = 127;

const headerBytes = (length: number): number => {
  if (length < length16) return 2;
  return length < 65_536 ? 4 : 10;
};

const writeHeader = (target: Buffer, offset: number, length: number): number => {
  target[offset] = binaryFinal;
  if (length < length16) {
    target[offset + 1] = length;
    return offset + 2;
  }
  if (length < 65_536) {
    target[offset + 1] = length16;
    return target.writeUInt16BE(length, offset + 2);
  }
  target[offset + 1] = length64;
  return target.writeBigUInt64BE(BigInt(length), offset + 2);
};

/**
 * The bytes on the wire of binary messages from a server (RFC 6455, 5.2: final, unmasked), one after the other: encoded once, the
 * same buffer goes to every socket of a room.
 */
export const webSocketFrames = (messages: readonly Uint8Array[]): Buffer => {
  const total = messages.reduce((sum, message) => sum + headerBytes(message.length) + message.length, 0);
  const target = Buffer.allocUnsafe(total);
  let offset = 0;
  for (const message of messages) {
    offset = writeHeader(target, offset, message.length);
    target.set(message, offset);
    offset += message.length;
  }
  return target;
};
