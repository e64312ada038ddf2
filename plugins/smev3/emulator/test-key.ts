import { readFileSync } from 'node:fs';
import { type GostPrivateKey, readCertificate, readPrivateKey } from '@reglament/gost';

/** A key with its certificate. Those in `keys/` lie in the open and prove nothing. */
export interface TestKey {
  readonly key: GostPrivateKey;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly certificatePem: string;
}

/** `smev`: the node itself; `provider`: who answers; `body-a` and `body-b`: two bodies to try it with. */
export function readTestKey(name: 'smev' | 'provider' | 'body-a' | 'body-b'): TestKey {
  const read = (kind: 'key' | 'crt') => readFileSync(new URL(`./keys/${name}.${kind}.pem`, import.meta.url), 'utf8');
  const certificatePem = read('crt');
  return {
    key: readPrivateKey(read('key')),
    certificate: readCertificate(certificatePem).content,
    certificatePem,
  };
}
