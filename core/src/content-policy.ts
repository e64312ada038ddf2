import { randomBytes } from 'node:crypto';

/** For the one style of a page; what a form or an uploaded name smuggles in does not know it. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** `script-src` without exceptions; styles of our own files, and in a page the one that bears its nonce. */
export function contentPolicy(nonce?: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    'report-to csp',
    'report-uri /api/csp-reports',
  ].join('; ');
}
