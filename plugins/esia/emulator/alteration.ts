import type { Alteration } from './leading.ts';

export type Signature = (bytes: Uint8Array) => Uint8Array;

/** An id_token that somebody has laid hands on; but for `signature` and `none` it is signed anew by the right key. */
export function altered(token: string, alteration: Alteration, signature: Signature): string {
  const [head = '', body = '', given = ''] = token.split('.');
  const { what } = alteration;
  if (what === 'signature') return [head, body, spoilt(given)].join('.');
  if (what === 'none') return [encoded({ alg: 'none', typ: 'JWT' }), body, ''].join('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const signed = `${head}.${encoded({ ...claims, ...changes[what](claims, alteration.seconds) })}`;
  return `${signed}.${Buffer.from(signature(Buffer.from(signed))).toString('base64url')}`;
}

type Claims = Readonly<Record<string, unknown>>;

const HOUR = 3600;

const changes = {
  nonce: () => ({ nonce: 'of-another-entrance' }),
  audience: () => ({ aud: 'another-system' }),
  expired: (claims: Claims) => shifted(claims, -HOUR),
  clock: shifted,
  issuer: ({ iss }: Claims) => ({ iss: `${String(iss)}/other` }),
} as const;

function shifted(claims: Claims, seconds: number): Claims {
  const times = ['iat', 'nbf', 'exp'].filter((name) => typeof claims[name] === 'number');
  return Object.fromEntries(times.map((name) => [name, Number(claims[name]) + seconds]));
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function spoilt(signature: string): string {
  return (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
}
