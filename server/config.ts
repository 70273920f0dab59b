import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { z } from 'zod';
import { parseEgressAllow } from './platform/egress-rules.ts';

const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const url = (...protocols: string[]) =>
  z.url({
    protocol: new RegExp(`^(${protocols.join('|')})$`),
    error: `must be a ${protocols.join('/').replaceAll('\\', '')} address`,
  });
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);

/** Every variable of the environment that the server reads, and the only place that does. */
export const environmentSchema = z.object({
  /** 0 lets the system choose a free one. */
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ONER_DATA_DIR: z.string().min(1).default('./data'),
  /** The address that people reach this server by; links are made with it. */
  ONER_PUBLIC_URL: url('http', 'https').optional(),
  ONER_ADMIN_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  ONER_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  /** Whether the first start makes the sample project. */
  ONER_SAMPLE: flag.default(true),
  /** Threads that draw previz frames; 0: as many as there are cores, less one, at least 1. */
  ONER_PREVIZ_WORKERS: wholeNumber(0, 64).default(0),
  /** Comma-separated hosts or CIDRs that requests may reach besides public addresses. */
  ONER_EGRESS_ALLOW: z
    .string()
    .default('')
    .transform((text, context) => {
      const parsed = parseEgressAllow(text);
      if (parsed.ok) return parsed.value;
      context.addIssue({ code: 'custom', message: `has "${parsed.error.entry}", which is neither a host nor a CIDR` });
      return z.NEVER;
    }),
  MONGODB_URL: url('mongodb', 'mongodb\\+srv').optional(),
  MONGODB_DATABASE: z.string().min(1).default('oner'),
  REDIS_URL: url('redis', 'rediss').optional(),
  S3_ENDPOINT: url('http', 'https').optional(),
  S3_BUCKET: z.string().min(3).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  SMTP_URL: url('smtp', 'smtps').optional(),
  SMTP_FROM: z.string().min(3).default('Oner <oner@localhost>'),
});

export type Environment = z.infer<typeof environmentSchema>;
export type Config = Environment & {
  readonly s3: {
    readonly endpoint: string;
    readonly bucket: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  } | null;
};

type ConfigError = { readonly kind: 'wrong-configuration'; readonly line: string };

const s3Names = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

const s3Of = (env: Environment): Result<Config['s3'], ConfigError> => {
  const missing = s3Names.filter((name) => env[name] === undefined);
  if (missing.length === s3Names.length) return ok(null);
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION } = env;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    return fail({
      kind: 'wrong-configuration',
      line: `${missing.join(', ')} must be set too when any S3_ variable is`,
    });
  return ok({
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  });
};

/** Reads the environment; an empty variable counts as absent. The error's `line` says which variable and why. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Result<Config, ConfigError> => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'environment');
    return fail({ kind: 'wrong-configuration', line: `${name} ${issue?.message ?? 'is wrong'}` });
  }
  const s3 = s3Of(parsed.data);
  return s3.ok ? ok({ ...parsed.data, s3: s3.value }) : s3;
};
