import type { AddressInfo } from 'node:net';
import { compose, type Server } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import { openDataFolder } from './platform/data-folder.ts';
import { createLogger } from './platform/logger.ts';

/** SIGTERM closes the doors, flushes, and leaves within this time, ms. */
const stopWithinMs = 9_500;

const stop = (line: string): never => {
  process.stderr.write(`oner: ${line}\n`);
  process.exit(1);
};

const must = <T>(
  read: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly line: string } },
): T => (read.ok ? read.value : stop(read.error.line));

const whyNotListening = (error: unknown, { PORT, HOST }: Config): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE')
    return `port ${PORT} is in use by another program: stop it, or set PORT to a free one (PORT=${PORT + 1} npm start)`;
  if (code === 'EACCES') return `this user may not listen on port ${PORT}: set PORT to 1024 or more`;
  return `cannot listen on ${HOST}:${PORT}: ${String(error)}`;
};

const listen = (server: Server, config: Config): Promise<AddressInfo> =>
  new Promise((resolve) => {
    server.http.once('error', (error) => stop(whyNotListening(error, config)));
    server.http.listen(config.PORT, config.HOST, () => {
      const address = server.http.address();
      // Listening on a host and port gives an address, never a pipe's name.
      if (address !== null && typeof address !== 'string') resolve(address);
    });
  });

const leaveOnSignal = (server: Server): void => {
  let leaving = false;
  const leave = (): void => {
    if (leaving) return;
    leaving = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    server.close().then(
      () => process.exit(0),
      (error: unknown) => stop(`could not flush everything: ${String(error)}`),
    );
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
};

const config = must(readConfig(process.env));
const folder = must(openDataFolder(config.ONER_DATA_DIR));
// Nodes that share a database share no folder of it.
if (!config.MONGODB_URL) must(folder.lock());
const server = await compose(config, folder, createLogger(config.ONER_LOG_LEVEL)).catch((error: unknown) =>
  stop(`could not start: ${error instanceof Error ? error.message : String(error)}`),
);
const { port } = await listen(server, config);
leaveOnSignal(server);
// The sample is there before anybody is told where to look for it.
await server.start().catch((error: unknown) => stop(`could not start: ${String(error)}`));
const origin =
  config.ONER_PUBLIC_URL ?? `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`;
process.stdout.write(
  `Oner is running. Sign in as its owner (once, within an hour):\n\n  ${origin}${await server.ownerLink()}\n\n`,
);
