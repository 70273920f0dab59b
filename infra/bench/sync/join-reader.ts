import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { joinMessages, pathOf, type RoomAddress } from './handshake.ts';

const shortest16 = 126;
const marker64 = 127;

/** The length of the payload and of the header of a server's frame; null when the header has not come whole. */
const readHeader = (bytes: Buffer): { readonly payload: number; readonly header: number } | null => {
  const short = bytes[1];
  if (short === undefined) return null;
  if (short < shortest16) return { payload: short, header: 2 };
  if (short < marker64) return bytes.length < 4 ? null : { payload: bytes.readUInt16BE(2), header: 4 };
  return bytes.length < 10 ? null : { payload: Number(bytes.readBigUInt64BE(2)), header: 10 };
};

/** Calls `visit` with the length of each frame that has come whole, whose payload nobody keeps. */
const frameLengths = (visit: (bytes: number) => void): ((chunk: Buffer) => void) => {
  let pending: Buffer = Buffer.alloc(0);
  let payload = 0;
  let left = 0;
  return (chunk) => {
    let bytes = chunk;
    while (bytes.length > 0 || left > 0) {
      if (left === 0) {
        bytes = pending.length > 0 ? Buffer.concat([pending, bytes]) : bytes;
        const read = readHeader(bytes);
        pending = read ? Buffer.alloc(0) : bytes;
        if (!read) return;
        payload = read.payload;
        left = payload;
        bytes = bytes.subarray(read.header);
      }
      const taken = Math.min(left, bytes.length);
      left -= taken;
      bytes = bytes.subarray(taken);
      if (left > 0) return;
      visit(payload);
    }
  };
};

/** A client's message as a frame with the mask of zeros: short ones only. */
const clientFrame = (message: Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(0x82, 0x80 | message.length, 0, 0, 0, 0), message]);

const upgrade = (address: RoomAddress): Promise<{ readonly socket: Duplex; readonly head: Buffer }> =>
  new Promise((resolve, reject) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    };
    const asked = request({ host: '127.0.0.1', port: address.port, path: pathOf(address), headers, agent: false });
    asked.once('upgrade', (_response, socket, head) => resolve({ socket, head }));
    asked.once('error', reject);
    asked.end();
  });

/**
 * Opens a room and resolves when a frame of at least `bytes` has come whole, after which it leaves. What comes is counted and dropped:
 * 150 clients that put 4 MB together each, in the one process that loads the server, would measure that process.
 */
export const joinOnce = async (address: RoomAddress, bytes: number): Promise<void> => {
  const { socket, head } = await upgrade(address);
  const joined = new Promise<void>((resolve, reject) => {
    const read = frameLengths((length) => length >= bytes && resolve());
    socket.on('data', read);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed before the document came')));
    if (head.length > 0) read(head);
  });
  for (const message of joinMessages(address)) socket.write(clientFrame(message));
  await joined;
  socket.destroy();
};
