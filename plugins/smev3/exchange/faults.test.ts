import { existsSync, readFileSync } from 'node:fs';
import { isProviderError } from '@reglament/sdk';
import { openKitHost } from '@reglament/sdk/kit';
import { describe, expect, test } from 'vitest';
import { type Smev3Config, versions } from '../config.ts';
import { faultNames, judgeFault, type Reaction } from './faults.ts';
import { endOfLifeOf, messageIdOf, ownerOf, settleFault } from './message-name.ts';

const shared = new URL('../../../../shared/smev/transport/', import.meta.url);
const isThere = existsSync(shared);
if (!isThere) process.stderr.write('не выполнено: нет ../shared – ошибки не сверены с опубликованной схемой\n');

test.skipIf(!isThere).each(versions)('в таблице есть каждая ошибка опубликованной схемы %s', (version) => {
  const xsd = readFileSync(new URL(`${version}/smev-message-exchange-faults-${version}.xsd`, shared), 'utf8');
  const names = [...xsd.matchAll(/^ {4}<xs:element name="(\w+)"/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(18);
  expect(names.filter((name) => !(faultNames as readonly string[]).includes(name ?? ''))).toEqual([]);
});

const reactions: Readonly<Record<Reaction, readonly string[]>> = {
  later: ['SMEVFailure', 'DestinationOverflow'],
  renew: ['StaleMessageId'],
  longerLife: ['EndOfLifeReached'],
  done: ['MessageIsAlreadySent', 'TargetMessageIsNotFound'],
  never: [
    'InvalidContent',
    'AccessDenied',
    'SignatureVerificationFault',
    'SenderIsNotRegistered',
    'RecipientIsNotFound',
  ],
};

describe('что делать с ошибкой', () => {
  test.each(Object.entries(reactions).flatMap(([reaction, names]) => names.map((name) => [name, reaction])))(
    '%s – %s',
    (name, reaction) => expect(judgeFault({ name, text: '', details: [] })).toMatchObject({ name, reaction }),
  );
  test.each(faultNames)('%s: сказано по-русски, слова СМЭВ не потеряны', (name) => {
    const { text } = judgeFault({ name, text: 'кратко', description: 'SMEV-403: подробно', details: ['поле X'] });
    expect(text).toMatch(/^[А-ЯЁ].*Ответ СМЭВ: SMEV-403: подробно; поле X$/);
  });
  test('причина отказа в подписи – словами', () => {
    const fault = { name: 'SignatureVerificationFault', text: 'Ошибка', details: ['CertificateIsExpired'] };
    expect(judgeFault(fault).text).toContain('Ошибка; срок действия сертификата истёк');
  });
  test.each([undefined, 'Unheard', 'constructor'])('неизвестная ошибка (%s) – сбой узла: повторяется', (name) => {
    const fault = { ...(name === undefined ? {} : { name }), text: 'Сообщение об ошибке', details: [] };
    expect(judgeFault(fault)).toMatchObject({
      reaction: 'later',
      text: expect.stringContaining('Сообщение об ошибке'),
    });
  });
});

describe('имя сообщения после ошибки', () => {
  const config: Smev3Config = { version: '1.2', url: 'http://127.0.0.1/ws' };
  const failing = async (name: string) => {
    const { host } = openKitHost({ config });
    const before = await messageIdOf(host, 'request-1');
    const settled = settleFault(host, 'request-1', { name, text: 'слова', details: [] }).catch(
      (error: unknown) => error,
    );
    return { host, before, settled: await settled, after: await messageIdOf(host, 'request-1') };
  };

  test('устарело – новое, а старое ведёт туда же', async () => {
    const { host, before, after, settled } = await failing('StaleMessageId');
    expect(settled).toMatchObject({ code: 'StaleMessageId', retry: 'later' });
    expect(after).not.toBe(before);
    expect([await ownerOf(host, before), await ownerOf(host, after)]).toEqual(['request-1', 'request-1']);
  });
  test('уже отправлено – успех под тем же', async () => {
    expect(await failing('MessageIsAlreadySent')).toMatchObject({ settled: 'done' });
  });
  test('время вышло – то же имя, новый срок', async () => {
    const { host, before, after, settled } = await failing('EndOfLifeReached');
    expect(settled).toMatchObject({ retry: 'later' });
    expect(after).toBe(before);
    expect(await endOfLifeOf(host, 'request-1', 2)).toEqual(new Date(host.now().getTime() + 7 * 86_400_000));
  });
  test('до первой попытки срока нет', async () => {
    const { host } = openKitHost({ config });
    expect(await endOfLifeOf(host, 'request-2', 1)).toBeUndefined();
    expect(await endOfLifeOf(host, 'request-2', 2)).toBeUndefined();
  });
  test('прочее – человеку', async () => {
    const { settled } = await failing('AccessDenied');
    expect(isProviderError(settled) && settled.retry).toBe('never');
  });
});
