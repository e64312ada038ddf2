// Runs in a Node that was started with the engine: says what both backends think of one another.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineBackend, gostBackend, pureBackend, readPrivateKey } from '@reglament/gost';

const file = join(import.meta.dirname, '../../plugins/gost/vectors/signatures.json');
const { content, curves }: { content: string; curves: { oid: string; key: string; certificate: string }[] } =
  JSON.parse(readFileSync(file, 'utf8'));
const bytes = Buffer.from(content);

/** As a message is signed: its digest comes first, and the key is opened after it. */
function signedAfterDigest(pem: string): Uint8Array {
  engineBackend.digest(256, bytes);
  return engineBackend.sign(readPrivateKey(pem), bytes);
}

const verdicts = curves.map(({ oid, key: pem, certificate }) => {
  const key = readPrivateKey(pem);
  const signed = (signature: Uint8Array) => ({ certificate: Buffer.from(certificate, 'base64'), bytes, signature });
  const ours = pureBackend.sign(key, bytes);
  return {
    oid,
    oursByEngine: engineBackend.verify(signed(ours)),
    engineByOurs: pureBackend.verify(signed(signedAfterDigest(pem))),
    spoilt: engineBackend.verify(signed(ours.map((byte, at) => (at === 5 ? byte ^ 1 : byte)))),
    cut: engineBackend.verify(signed(ours.subarray(1))),
  };
});

const digests = ([256, 512] as const).every((bits) =>
  [0, 1, 63, 64, 65, 1000].every((length) => {
    const piece = Uint8Array.from({ length }, (_, at) => (at * 7) & 255);
    const [pure, engine] = [pureBackend.digest(bits, piece), engineBackend.digest(bits, piece)];
    const fed = engineBackend.createDigest(bits).update(piece.subarray(0, 10)).update(piece.subarray(10)).digest();
    return Buffer.compare(pure, engine) === 0 && Buffer.compare(pure, fed) === 0;
  }),
);
// A key that is read right after a digest: what the digest left behind must not spoil it.
engineBackend.digest(256, bytes);
const [first] = curves;
const afterDigest = first && engineBackend.sign(readPrivateKey(first.key), bytes).length === 64;
process.stdout.write(JSON.stringify({ backend: gostBackend().id, digests, verdicts, afterDigest }));
