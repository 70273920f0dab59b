/** What a client says to each of the servers to come into a room and get its document. */
import * as encoding from 'lib0/encoding';
import type { PeerName } from './peers/peer-messages.ts';

export const syncType = 0;
const authType = 2;

export type RoomAddress = { readonly peer: PeerName; readonly port: number; readonly room: string };

export const pathOf = ({ peer, room }: RoomAddress): string =>
  ({ oner: `/sync/${room}/story?token=bench&v=1`, hocuspocus: '/', 'y-websocket': `/${room}` })[peer];

/** A message of the protocol; Hocuspocus wants the name of the room before each. */
export const messageTo = (
  { peer, room }: RoomAddress,
  type: number,
  write: (to: encoding.Encoder) => void,
): Uint8Array => {
  const encoder = encoding.createEncoder();
  if (peer === 'hocuspocus') encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
};

/** What asks for the whole document. */
export const joinMessages = (address: RoomAddress): readonly Uint8Array[] => {
  const step1 = messageTo(address, syncType, (to) => {
    encoding.writeVarUint(to, 0);
    encoding.writeVarUint8Array(to, Uint8Array.of(0));
  });
  if (address.peer !== 'hocuspocus') return [step1];
  const auth = messageTo(address, authType, (to) => {
    encoding.writeVarUint(to, 0);
    encoding.writeVarString(to, 'bench');
  });
  return [auth, step1];
};
