import { randomBytes, scryptSync } from 'node:crypto';

/**
 * The product's kind of hash, eighty times cheaper: people of the tests sign in a thousand times a run. What the real one costs, and
 * that it costs the same for whom nobody knows, is tested with the real one.
 */
export function lightHash(password: string): string {
  const [N, r, p] = [2 ** 10, 8, 1];
  const salt = randomBytes(16);
  const key = scryptSync(password.normalize('NFKC'), salt, 32, { N, r, p });
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}
