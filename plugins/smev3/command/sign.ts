import { gostBackend, publicKeyOf, readCertificate, readPrivateKey, signDigest } from '@reglament/gost';
import type { Terminal } from '@reglament/sdk';
import { type SigningKey, signElement } from '../xml-signature/sign.ts';
import { readArguments, readGiven, readSource } from './arguments.ts';
import { WrongCall } from './wrong-call.ts';

export async function signCommand(args: readonly string[], terminal: Terminal): Promise<0> {
  const { values, file } = readArguments(args, {
    key: { type: 'string' },
    certificate: { type: 'string' },
    id: { type: 'string' },
    json: { type: 'boolean' },
  });
  const { key: keyFile, certificate: certificateFile, id } = values;
  if (!keyFile || !certificateFile || !id) throw new WrongCall('Нужны --key, --certificate и --id');
  const key = openKey(await readGiven(keyFile), await readGiven(certificateFile));
  const signature = await signElement(await readSource(file, terminal), id, key);
  if (values.json) terminal.out(JSON.stringify({ signature }));
  else terminal.write(signature);
  return 0;
}

/** @throws GostError | WrongCall */
function openKey(keyContent: Uint8Array, certificateContent: Uint8Array): SigningKey {
  const key = readPrivateKey(keyContent);
  const { content, publicKey } = readCertificate(certificateContent);
  const own = publicKeyOf(key);
  if (publicKey?.x !== own.x || publicKey.y !== own.y) throw new WrongCall('Сертификат не от этого ключа');
  return {
    certificate: content,
    bits: key.bits,
    sign: async (bytes) => signDigest(key, gostBackend().digest(key.bits, bytes)),
  };
}
