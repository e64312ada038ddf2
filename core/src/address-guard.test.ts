import { describe, expect, test } from 'vitest';
import { isLoopback, isNetwork, openAddressGuard } from './address-guard.ts';

describe('без разрешённых сетей', () => {
  const guard = openAddressGuard([]);
  test.each(['93.184.216.34', '8.8.8.8', '77.88.8.8', '2a02:6b8::1', '2606:4700::1111'])('%s открыт', (address) => {
    expect(guard.allows(address)).toBe(true);
  });
  test.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.0.0.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    'localhost',
    '0x7f.1',
    '',
  ])('%s закрыт', (address) => {
    expect(guard.allows(address)).toBe(false);
  });
});

test('разрешённая сеть открыта, соседняя – нет', () => {
  const guard = openAddressGuard(['10.20.0.0/16', '192.168.1.5', 'fd00:1::/32']);
  for (const address of ['10.20.3.4', '192.168.1.5', 'fd00:1::7']) expect(guard.allows(address), address).toBe(true);
  for (const address of ['10.21.0.1', '192.168.1.6', 'fd00:2::7']) expect(guard.allows(address), address).toBe(false);
});

test('запись сети', () => {
  for (const good of ['10.0.0.0/8', '10.0.0.1', '::1', 'fd00::/8', '0.0.0.0/0'])
    expect(isNetwork(good), good).toBe(true);
  for (const bad of ['', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', 'host', '10.0.0.0/8/8', '10.0.0.0/-1']) {
    expect(isNetwork(bad), bad).toBe(false);
  }
});

test('этот же компьютер', () => {
  expect(['127.0.0.1', '127.1.1.1', '::1'].every(isLoopback)).toBe(true);
  expect(['10.0.0.1', '::2', 'localhost'].some(isLoopback)).toBe(false);
});
