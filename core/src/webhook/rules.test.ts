import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openAddressGuard } from '../address-guard.ts';
import { addressProblem } from './address.ts';
import { noticeBody } from './event.ts';
import { signatureOf } from './signature.ts';

describe('адрес получателя', () => {
  const open = openAddressGuard(['127.0.0.0/8']);
  const closed = openAddressGuard([]);
  test.each([
    ['https://portal.example.ru/hook?a=1', closed, undefined],
    ['https://93.184.216.34/hook', closed, undefined],
    ['http://127.0.0.1:9000/hook', open, undefined],
    ['http://localhost:9000/hook', open, undefined],
    ['http://127.0.0.1:9000/hook', closed, /PRIVATE_NETWORKS/],
    ['http://localhost:9000/hook', closed, /PRIVATE_NETWORKS/],
    ['https://10.0.0.7/hook', open, /PRIVATE_NETWORKS/],
    ['https://[::ffff:10.0.0.7]/hook', open, /PRIVATE_NETWORKS/],
    ['https://169.254.169.254/latest/meta-data', open, /PRIVATE_NETWORKS/],
    ['https://0x7f000001/hook', closed, /PRIVATE_NETWORKS/],
    ['https://2130706433/hook', closed, /PRIVATE_NETWORKS/],
    ['http://portal.example.ru/hook', open, /https/],
    ['http://10.0.0.7/hook', open, /https/],
    ['ftp://portal.example.ru/', open, /https:/],
    ['file:///etc/passwd', open, /https:/],
    ['https://user:pass@portal.example.ru/', open, /имя и пароль/],
    ['https://portal.example.ru/#part', open, /#/],
    ['не адрес', open, /https:/],
    ['', open, /https:/],
  ])('%s', (url, guard, problem) => {
    const told = addressProblem(url, guard);
    if (problem === undefined) expect(told).toBeUndefined();
    else expect(told).toMatch(problem);
  });
});

test('подпись – HMAC времени и тела', () => {
  const at = new Date('2026-03-02T09:00:00.900Z');
  const t = Date.parse('2026-03-02T09:00:00Z') / 1000;
  const mac = createHmac('sha256', 'ключ').update(`${t}.{"a":1}`).digest('hex');
  expect(signatureOf('ключ', '{"a":1}', at)).toBe(`t=${t},v1=${mac}`);
});

test('тело одинаково при каждой попытке', () => {
  const notice = { id: 'x', event: 'ping', at: new Date(0), data: { b: 1, a: null } };
  expect(noticeBody(notice)).toBe('{"id":"x","type":"ping","at":"1970-01-01T00:00:00.000Z","data":{"b":1,"a":null}}');
});
