import { type Bus, ProviderError } from '@reglament/sdk';
import { expect, test } from 'vitest';
import { besideBroken, routedBus } from './routed-bus.ts';

function busOf(name: string, carries?: Bus['carries']) {
  const seen: string[] = [];
  const bus: Bus = {
    ...(carries === undefined ? {} : { carries }),
    send: async ({ type }) => void seen.push(`${name} send ${type}`),
    take: async function* (types) {
      seen.push(`${name} take ${types.join()}`);
      for (const type of types) {
        yield {
          id: `${name}-${type}`,
          type,
          from: { code: 'a', title: 'А' },
          content: {},
          files: [],
          ack: async () => {},
        };
      }
    },
  };
  return { bus, seen };
}

const { signal } = new AbortController();
const message = (type: string) => ({ id: '1', type, content: {}, files: [] });

test('чужая шина передаёт только свои виды, остальные идут внутри системы', async () => {
  const lent = busOf('lent', (type) => type.startsWith('{'));
  const local = busOf('local');
  const bus = routedBus(lent.bus, local.bus);
  await bus.send(message('{urn:x}A'), signal);
  await bus.send(message('regional/request'), signal);
  const found: string[] = [];
  for await (const { id } of bus.take(['regional/answer', '{urn:x}B'], signal)) found.push(id);
  expect(found).toEqual(['lent-{urn:x}B', 'local-regional/answer']);
  expect(lent.seen).toEqual(['lent send {urn:x}A', 'lent take {urn:x}B']);
  expect(local.seen).toEqual(['local send regional/request', 'local take regional/answer']);
});

test('шина, которая не говорит о видах, передаёт всё; нет её – всё внутри', () => {
  const lent = busOf('lent').bus;
  const local = busOf('local').bus;
  expect([routedBus(lent, local), routedBus(undefined, local)]).toEqual([lent, local]);
});

test('сосед, который мог бы дать шину, не открывается: внутри системы обмен идёт, остальному сказано, что с соседом', async () => {
  const refuse = (code: string) => async () => {
    throw new ProviderError(code, code, { retry: 'never' });
  };
  const broken = new ProviderError('badCertificates', 'Сертификаты СМЭВ не читаются', { retry: 'never' });
  const local = busOf('local');
  const bus = besideBroken(local.bus, broken);
  await bus.send(message('regional/request'), signal);
  for await (const { id } of bus.take(['regional/answer'], signal)) expect(id).toBe('local-regional/answer');
  expect(local.seen).toEqual(['local send regional/request', 'local take regional/answer']);
  const sendOver = (code: string) =>
    besideBroken({ ...local.bus, send: refuse(code) }, broken).send(message('{urn:x}A'), signal);
  await expect(sendOver('unknownBody')).rejects.toBe(broken);
  await expect(sendOver('other')).rejects.toMatchObject({ code: 'other' });
});
