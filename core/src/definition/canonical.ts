import { createHash } from 'node:crypto';

/**
 * The one text of a definition: JSON with two spaces, keys in the author's order, a newline at the end. What is stored,
 * hashed, compared and exported is this text, so that a file goes in and out byte for byte.
 */
export function canonicalText(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** SHA-256 of the canonical text, 64 hexadecimal digits. */
export function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
