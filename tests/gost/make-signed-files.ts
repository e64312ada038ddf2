// Records certificates and signatures in CMS that OpenSSL's engine makes: node tests/gost/make-signed-files.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAuthority } from './authority.ts';
import { type Openssl, openOpenssl, PARAMETER_SETS } from './openssl.ts';

const CONTENT = 'Решение о выдаче градостроительного плана земельного участка\r\nот 25 ноября 2026 года\n';
const target = join(import.meta.dirname, '../../plugins/gost/vectors/signed-files.json');

const openssl = openOpenssl();
if (!openssl) throw new Error('Нет движка ГОСТ: apt-get install openssl libengine-gost-openssl');
try {
  writeFileSync(target, `${JSON.stringify(record(openssl), null, 2)}\n`);
} finally {
  openssl.close();
}

function record(openssl: Openssl) {
  const [set] = PARAMETER_SETS.filter(({ oid }) => oid === '1.2.643.2.2.36.0');
  const [long] = PARAMETER_SETS.filter(({ oid }) => oid === '1.2.643.7.1.2.1.2.1');
  if (!set || !long) throw new Error('Нет набора параметров');
  const authority = openAuthority(openssl);
  const issued = [
    authority.issue({ name: 'root', kind: 'authority', set: long }),
    authority.issue({ name: 'intermediate', kind: 'authority', set, by: 'root' }),
    authority.issue({ name: 'foreign', kind: 'authority', set }),
    authority.issue({ name: 'official', set, by: 'intermediate' }),
    authority.issue({ name: 'colleague', set: long, by: 'intermediate' }),
    authority.issue({ name: 'expired', set, by: 'intermediate', to: '20210101000000Z' }),
    authority.issue({ name: 'future', set, by: 'intermediate', from: '20900101000000Z' }),
    authority.issue({ name: 'revoked', set, by: 'intermediate' }),
    authority.issue({ name: 'stranger', set, by: 'foreign' }),
    authority.issue({ name: 'cipher', set, by: 'intermediate', kind: 'cipher' }),
  ];
  authority.revoke('revoked', 'intermediate');
  openssl.write('content', CONTENT);
  const sign = (names: readonly string[], ...flags: readonly string[]) => {
    const signers = names.flatMap((name) => ['-signer', `${name}.pem`, '-inkey', `${name}.key`]);
    openssl.run(
      ...['cms', '-sign', '-binary', '-in', 'content', '-outform', 'DER', '-out', 'signed', ...signers, ...flags],
    );
    return openssl.read('signed').toString('base64');
  };
  return {
    content: CONTENT,
    issued: Object.fromEntries(issued.map(({ name, key, certificate }) => [name, { key, certificate }])),
    revocations: authority.revocationList('intermediate', { from: '20260101000000Z', to: '20991231235959Z' }),
    staleRevocations: authority.revocationList('intermediate', { from: '20240101000000Z', to: '20240201000000Z' }),
    foreignRevocations: authority.revocationList('foreign', { from: '20260101000000Z', to: '20991231235959Z' }),
    signatures: {
      detached: sign(['official'], '-cades'),
      plain: sign(['official']),
      attached: sign(['official'], '-cades', '-nodetach'),
      streamed: sign(['official'], '-cades', '-nodetach', '-stream'),
      two: sign(['official', 'colleague'], '-cades'),
      byKeyId: sign(['official'], '-cades', '-keyid'),
      withoutAttributes: sign(['official'], '-noattr'),
      withChain: sign(['official'], '-cades', '-certfile', 'intermediate.pem'),
      withoutCertificate: sign(['official'], '-cades', '-nocerts'),
      expired: sign(['expired'], '-cades'),
      revoked: sign(['revoked'], '-cades'),
      stranger: sign(['stranger'], '-cades'),
    },
  };
}
