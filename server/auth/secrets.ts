/** Tokens and passwords: how they are made and how they are kept. Nothing that lets a person in is stored readable. */
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What a token opens; the prefix tells before any look-up. */
export const tokenKinds = { session: 'ons_', key: 'onk_', share: 'onl_', signIn: 'oni_' } as const;
export type TokenKind = keyof typeof tokenKinds;

/** 192 random bits. */
export const newToken = (kind: TokenKind): string => `${tokenKinds[kind]}${randomBytes(24).toString('base64url')}`;

export const tokenKindOf = (token: string): TokenKind | null =>
  (Object.keys(tokenKinds) as TokenKind[]).find((kind) => token.startsWith(tokenKinds[kind])) ?? null; // keys of a const object

/** Tells guests on one link apart. */
export const guestSuffix = (): string => randomBytes(6).toString('hex');

/** SHA-256 in hex: enough for tokens, which are random and long. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Compares without telling by time how much was right. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

/** Cost of one guess: 16 MiB and about 50 ms. */
const scryptCost = { N: 16_384, r: 8, p: 1 } as const;
const keyBytes = 32;

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, scryptCost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** `scrypt$<salt>$<key>`, both base64url. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`;
};

export const checkPassword = async (password: string, stored: string): Promise<boolean> => {
  const [scheme, salt, key] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !key) return false;
  const expected = Buffer.from(key, 'base64url');
  const derived = await derive(password, Buffer.from(salt, 'base64url'));
  return expected.length === derived.length && timingSafeEqual(expected, derived);
};
