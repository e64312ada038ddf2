import { isProviderError } from '@reglament/sdk';
import { expect, test } from 'vitest';
import type { Smev3Config } from '../config.ts';
import { assertFitsSchema } from './outgoing-schema.ts';

const config: Smev3Config = { version: '1.2', url: 'http://127.0.0.1:1' };
const ack = (id: string, version = '1.2') => {
  const types = 'urn://x-artefacts-smev-gov-ru/services/message-exchange/types';
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/><s:Body><t:AckRequest xmlns:t="${types}/${version}"><b:AckTargetMessage xmlns:b="${types}/basic/${version}" Id="A" accepted="true">${id}</b:AckTargetMessage></t:AckRequest></s:Body></s:Envelope>`;
};
const right = ack('c0938f39-9a55-11ea-8ec7-2dd0b486eb66');

function refusal(envelope: string, settings: Smev3Config) {
  try {
    assertFitsSchema(envelope, settings);
    return 'отправлено';
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return `${error.code} ${error.retry}: ${error.message}`;
  }
}

test('верное уходит', () => {
  expect(refusal(right, config)).toBe('отправлено');
  // A setting that was cleared is no setting.
  expect(refusal(right, { ...config, schemaFolder: '' })).toBe('отправлено');
});
test('неверное не уходит, и сказано почему', () => {
  expect(refusal(ack('1'), config)).toMatch(/^outgoingInvalid never: .*не отправлено.*«AckTargetMessage»/);
  expect(refusal(ack('1', '1.3'), config)).toMatch(/версии 1\.3/);
});
test('папки официальных схем нет: не уходит ничего', () => {
  expect(refusal(right, { ...config, schemaFolder: '/нет/такой' })).toMatch(/^schemaFolder never: .*из настроек/);
});
