// Records what OpenSSL's engine makes and accepts: node tests/gost/make-vectors.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { derOf, pureBackend, readPrivateKey } from '@reglament/gost';
import { makeKeyPair, type Openssl, openOpenssl, PARAMETER_SETS, type ParameterSet } from './openssl.ts';

const CONTENT = 'Подписанное содержание: заявление о выдаче градостроительного плана.\n';
const target = join(import.meta.dirname, '../../plugins/gost/vectors/signatures.json');

const openssl = openOpenssl();
if (!openssl) throw new Error('Нет движка ГОСТ: apt-get install openssl libengine-gost-openssl');
try {
  const curves = PARAMETER_SETS.map((set) => recordCurve(openssl, set));
  writeFileSync(target, `${JSON.stringify({ content: CONTENT, curves }, null, 2)}\n`);
} finally {
  openssl.close();
}

function recordCurve(openssl: Openssl, set: ParameterSet) {
  const { key, certificate } = makeKeyPair(openssl, set);
  openssl.write('content', CONTENT);
  const digest = openssl.run('dgst', `-md_gost12_${set.bits}`, '-binary', 'content');
  const signature = openssl.run('dgst', `-md_gost12_${set.bits}`, '-sign', 'key.pem', 'content');
  const ours = pureBackend.sign(readPrivateKey(key), Buffer.from(CONTENT));
  openssl.write('ours', ours);
  openssl.write('public.pem', openssl.run('x509', '-in', 'certificate.pem', '-noout', '-pubkey'));
  openssl.run('dgst', `-md_gost12_${set.bits}`, '-verify', 'public.pem', '-signature', 'ours', 'content');
  return {
    ...set,
    key,
    certificate: Buffer.from(derOf(certificate, 'CERTIFICATE') ?? []).toString('base64'),
    digest: digest.toString('hex'),
    signature: signature.toString('hex'),
    /** Made here, accepted by OpenSSL when this was recorded. */
    ours: Buffer.from(ours).toString('hex'),
  };
}
