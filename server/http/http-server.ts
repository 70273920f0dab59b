import { createServer, type IncomingMessage, type Server } from 'node:http';
import { livePath } from '@oner/shared/protocol/live.ts';
import { isSyncRequest } from '../rooms/sync-address.ts';

const opensSocket = (request: IncomingMessage): boolean =>
  request.headers.upgrade?.toLowerCase() === 'websocket' &&
  (isSyncRequest(request) || (request.url ?? '').startsWith(livePath));

/**
 * The server that requests and sockets share. Only a socket that someone here takes is an upgrade: programs that offer HTTP/2
 * (`Upgrade: h2c`, as Java's client does with every first request) are answered in HTTP/1.1, as RFC 9110, 7.8 lets us.
 */
export const createHttpServer = (): Server => createServer({ shouldUpgradeCallback: opensSocket });
