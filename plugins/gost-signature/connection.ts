import {
  type CmsReading,
  type CmsSignature,
  checkChain,
  GostError,
  gostBackend,
  readCertificate,
  signCms,
  signDigest,
  verifyCms,
} from '@reglament/gost';
import type {
  BareSignature,
  Connection,
  Host,
  SignatureVerdict,
  Signer,
  TrainingKey,
  TrainingPerson,
} from '@reglament/sdk';
import type { GostSignatureConfig } from './config.ts';
import { trainingKey } from './demonstration.ts';
import { type OwnKey, openOwnKey, type SignerPlaces } from './own-key.ts';
import { openTrust } from './trust.ts';
import { unreadable, verdictOf } from './verdict.ts';

export function connectSignature(host: Host<GostSignatureConfig>, places: SignerPlaces = {}): Connection {
  const signer = createSigner(host, places);
  return { signer, check: () => checkSigner(host.config, signer) };
}

function createSigner(host: Host<GostSignatureConfig>, places: SignerPlaces): Signer {
  let opening: Promise<OwnKey> | undefined;
  // Opened once; one that did not open is tried anew, for the file may have been put there since.
  const ownKey = () => {
    opening ??= openOwnKey(host, places).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const trust = openTrust(host.config);
  return {
    async certificate() {
      const { owner, issuer, serial, validFrom, validTo, content } = readCertificate((await ownKey()).certificate);
      return { owner, issuer, serial, validFrom, validTo, content };
    },
    async sign(content, format) {
      const key = await ownKey();
      if (format === 'raw') return key.sign(content);
      return signCms({ content, signers: [key], signedAt: host.now(), chain: key.chain });
    },
    async verify(content, signature, at = host.now()) {
      const reading = readSignature(content, signature);
      if ('text' in reading) return [reading];
      const others = reading.certificates.flatMap(readable);
      const believed = await trust();
      return reading.signatures.map((one) => {
        const chain = one.certificate && checkChain({ certificate: one.certificate, others, at }, believed);
        return verdictOf(one, chain);
      });
    },
    async verifyRaw(content, bare, at = host.now()) {
      const signature = readBare(content, bare);
      if ('text' in signature) return signature;
      return verdictOf(signature, checkChain({ certificate: signature.certificate, at }, await trust()));
    },
    ...(host.config.place === 'demonstration' && { training: async (person) => trainingOf(person, host) }),
  };
}

function trainingOf(person: TrainingPerson, host: Pick<Host<unknown>, 'now'>): TrainingKey {
  const { key, certificate } = trainingKey(person);
  const { owner, issuer, serial, validFrom, validTo, content } = readCertificate(certificate);
  const signDigestOf = (digest: Uint8Array) => signDigest(key, digest);
  const signer = { certificate, sign: (bytes: Uint8Array) => signDigestOf(gostBackend().digest(key.bits, bytes)) };
  return {
    certificate: { owner, issuer, serial, validFrom, validTo, content },
    sign: (bytes) => signCms({ content: bytes, signers: [signer], signedAt: host.now() }),
    signDigest: async (digest) => signDigestOf(digest),
  };
}

type BareReading = Required<Pick<CmsSignature, 'certificate'>> & Pick<CmsSignature, 'problem'>;

/** The value alone: what a CMS says besides, nobody has said here. */
function readBare(content: Uint8Array, { value, certificate: der }: BareSignature): BareReading | SignatureVerdict {
  try {
    const certificate = readCertificate(der);
    if (certificate.publicKey === undefined) return { certificate, problem: 'unknownAlgorithm' };
    const holds = gostBackend().verify({ certificate: certificate.content, bytes: content, signature: value });
    return { certificate, ...(holds ? {} : { problem: 'signatureBroken' }) };
  } catch (error) {
    if (error instanceof GostError) return unreadable(error.message);
    throw error;
  }
}

function readSignature(content: Uint8Array, signature: Uint8Array): CmsReading | SignatureVerdict {
  try {
    return verifyCms(signature, content);
  } catch (error) {
    if (error instanceof GostError) return unreadable(error.message);
    throw error;
  }
}

/** One that cannot be read leads nowhere, and does not hinder the others. */
function readable(der: Uint8Array) {
  try {
    return [readCertificate(der)];
  } catch {
    return [];
  }
}

/** Signs and verifies a few bytes: what an external means, a path or a chain of trust lacks shows at once. */
async function checkSigner({ place }: GostSignatureConfig, signer: Signer) {
  const probe = Buffer.from('Проверка соединения');
  if (place === 'none') {
    await signer.verify(probe, probe);
    return { ok: true, text: 'Подписи проверяются; ключа ведомства нет' };
  }
  const { owner, validTo } = await signer.certificate();
  const [verdict] = await signer.verify(probe, await signer.sign(probe, 'cms'));
  if (!verdict?.valid) return { ok: false, text: `Подписано, но своя подпись не признана. ${verdict?.text ?? ''}` };
  return { ok: true, text: `Подписывает: ${owner}, сертификат до ${validTo.toISOString().slice(0, 10)}` };
}
