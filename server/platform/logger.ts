import pino from 'pino';

/** What the server writes of itself: one JSON line an event, on standard error. */
export type Logger = {
  readonly debug: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly info: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly error: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const secret = ['token', 'password', 'secret', 'authorization', 'cookie', '*.token', '*.password', '*.secret'];

/** A logger that censors fields named like a secret. Events are named noun-verb (`room-loaded`). */
export const createLogger = (level: LogLevel): Logger => {
  const out = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: secret },
    pino.destination({ dest: 2, sync: false }),
  );
  return {
    debug: (event, fields) => out.debug(fields ?? {}, event),
    info: (event, fields) => out.info(fields ?? {}, event),
    warn: (event, fields) => out.warn(fields ?? {}, event),
    error: (event, fields) => out.error(fields ?? {}, event),
  };
};
