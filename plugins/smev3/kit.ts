import { readFileSync } from 'node:fs';
import { gostBackend, readCertificate, readPrivateKey, signDigest } from '@reglament/gost';
import type { Signer } from '@reglament/sdk';
import type { KitSamples } from '@reglament/sdk/kit';
import { replyType } from './exchange/bus.ts';
import { kitDraft, kitType } from './kit-draft.ts';

const read = (name: string) => readFileSync(new URL(`./emulator/keys/${name}`, import.meta.url), 'utf8');

/** Signs as a body's key does; the connection of the exchange needs no more. */
function openTestSigner(): Signer {
  const key = readPrivateKey(read('body-a.key.pem'));
  const certificate = readCertificate(read('body-a.crt.pem'));
  return {
    certificate: async () => certificate,
    sign: async (content) => signDigest(key, gostBackend().digest(key.bits, content)),
    verify: async () => [],
  };
}

const signer = openTestSigner();
const echo = 'urn://reglament/smev3/emulator/echo/1.0.0';

const question = `<EchoRequest xmlns="${echo}"><Text>Проверка</Text></EchoRequest>`;

/** What the kit cannot make up by itself. */
export const kit: KitSamples = {
  questions: {
    xml: {
      content: question,
      answerRoot: `{${echo}}EchoResponse`,
    },
  },
  lends: { signer: async () => signer },
  draft: kitDraft,
  types: [kitType()],
  bus: {
    type: `{${echo}}EchoRequest`,
    message: { xml: question },
    content: { xml: question },
    replies: replyType,
  },
  parts: ['prepare', 'send', 'receive', 'bus', 'check'],
};
