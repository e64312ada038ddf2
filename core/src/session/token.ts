import { createHash, randomBytes } from 'node:crypto';

/** What the browser keeps; 256 bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps: a stolen copy of it opens no session. */
export function sessionIdOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A token of ours, so that garbage in the cookie costs no query. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
