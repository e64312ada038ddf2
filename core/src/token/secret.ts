import { createHash, randomBytes } from 'node:crypto';

/** 256 bits, so that nobody guesses one; the prefix lets a scanner of repositories find one that was left behind. */
export function newSecret(): string {
  return `rgl_${randomBytes(32).toString('base64url')}`;
}

/** What the database keeps: a stolen copy of it opens nothing. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** By which a person tells one token from another. */
export function hintOf(secret: string): string {
  return secret.slice(0, 8);
}

/** The token of an Authorization header; 'malformed' for a bearer that is none of ours, undefined when there is no bearer. */
export function bearerOf(header: string): string | 'malformed' | undefined {
  const [, secret] = /^bearer +(.*)$/i.exec(header) ?? [];
  if (secret === undefined) return undefined;
  return /^rgl_[A-Za-z0-9_-]{43}$/.test(secret) ? secret : 'malformed';
}
