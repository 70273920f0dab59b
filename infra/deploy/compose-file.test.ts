import { readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentSchema, readConfig } from '@oner/server/config.ts';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const composeFile = z.object({
  services: z.record(
    z.string(),
    z.object({
      environment: z.record(z.string(), z.string()).optional(),
      volumes: z.array(z.string()).optional(),
      healthcheck: z.object({ test: z.array(z.string()).min(2) }),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.unknown()),
});

const file = composeFile.parse(parse(readFileSync(path.join(import.meta.dirname, '../../docker-compose.yml'), 'utf8')));
const oner = file.services.oner;

/** As the compose tool fills `${NAME:-default}` and `${NAME:?message}` in. */
const filled = (text: string): string =>
  text.replace(/\$\{\w+:([-?])([^}]*)\}/g, (_, kind, rest) => (kind === '-' ? rest : 'a-secret-of-20-letters'));

describe('docker-compose.yml', () => {
  it('OPS-4 sets only variables that the server knows, to values that it accepts', () => {
    const environment = Object.fromEntries(
      Object.entries(oner?.environment ?? {}).map(([name, value]) => [name, filled(value)]),
    );
    expect(Object.keys(environment).filter((name) => !(name in environmentSchema.shape))).toEqual([]);
    expect(readConfig(environment)).toMatchObject({ ok: true });
  });

  it('OPS-4 gives each service a health check, and waits for all that the server needs', () => {
    expect(Object.keys(file.services).sort()).toEqual(['mongo', 'oner', 'redis', 's3']);
    expect(Object.keys(oner?.depends_on ?? {}).sort()).toEqual(['mongo', 'redis', 's3']);
  });

  it('OPS-4 keeps what must last in volumes that it declares', () => {
    for (const service of Object.values(file.services)) {
      const names = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(Object.keys(file.volumes)).toContain(name);
    }
  });
});
