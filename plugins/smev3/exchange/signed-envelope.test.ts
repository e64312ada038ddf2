import { readPublicKey, signDigest, streebog } from '@reglament/gost';
import { isProviderError } from '@reglament/sdk';
import { parseXml } from '@reglament/xml';
import { expect, test } from 'vitest';
import { readTestKey } from '../emulator/test-key.ts';
import { ack, type Call, sendRequest, signedId } from '../envelope/build.ts';
import { validateTransport } from '../schemas/validate-transport.ts';
import { type SigningKey, signedInfoOver } from '../xml-signature/sign.ts';
import { signedEnvelope } from './signed-envelope.ts';

const { key: ownKey, certificate } = readTestKey('body-a');
const { bits } = readPublicKey(certificate);
let signed = 0;
const key: SigningKey = {
  certificate,
  bits,
  sign: async (bytes) => {
    signed += 1;
    return signDigest(ownKey, streebog(bits, bytes));
  },
};
const config = { version: '1.2' } as const;
const messageId = '39f52a38-9a54-11ea-b23a-3316e2108089';
const right = ack('1.2', messageId, true);

async function refusal(call: Call, settings: Parameters<typeof signedEnvelope>[2]): Promise<string> {
  try {
    return await signedEnvelope(call, key, settings).then(() => 'отправлено');
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return `${error.code} ${error.retry}: ${error.message}`;
  }
}

const content = (inner: string) => `<q xmlns="urn://x">${inner}</q>`;
const include = '<i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:x"/>';
const file = { contentId: 'A1', mimeType: 'text/plain' };

test.each<[string, Call]>([
  ['без содержания', right],
  ['с содержанием', sendRequest('1.2', { messageId, content: content('да &amp; нет') })],
  ['с файлом рядом', sendRequest('1.2', { messageId, content: content(''), attachments: [{ ...file, part: 'x@y' }] })],
  [
    'с файлом внутри',
    sendRequest('1.2', { messageId, content: content(''), attachments: [{ ...file, content: Buffer.from('текст') }] }),
  ],
  ['с тем, что похоже на часть', sendRequest('1.2', { messageId, content: content(include) })],
])('верное уходит подписанным и подходит под схему: %s', async (_what, call) => {
  const envelope = await signedEnvelope(call, key, config);
  // What is signed is the element as it stands alone.
  expect(envelope).toContain(
    /<ds:Reference.*<\/ds:Reference>/.exec(signedInfoOver(parseXml(call.signed), signedId, bits))?.[0],
  );
  expect(validateTransport(envelope, '1.2')).toEqual([]);
  // A setting that was cleared is no setting.
  expect(await refusal(call, { ...config, schemaFolder: '' })).toBe('отправлено');
});

test('неверное не уходит и не подписывается, и сказано почему', async () => {
  signed = 0;
  expect(await refusal(ack('1.2', '1', true), config)).toMatch(
    /^outgoingInvalid never: .*не отправлено.*«AckTargetMessage»/,
  );
  expect(await refusal(ack('1.3', messageId, true), config)).toMatch(/версии 1\.3/);
  const attachments = [{ ...file, contentId: '1', part: 'x@y' }];
  expect(await refusal(sendRequest('1.2', { messageId, content: content(''), attachments }), config)).toMatch(/«Id»/);
  expect(signed).toBe(0);
});

test('папки официальных схем нет: не уходит ничего', async () => {
  expect(await refusal(right, { ...config, schemaFolder: '/нет/такой' })).toMatch(/^schemaFolder never: .*из настроек/);
});
