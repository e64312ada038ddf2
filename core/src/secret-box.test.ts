import { expect, test } from 'vitest';
import { openSecretBox } from './secret-box.ts';

const key = 'k'.repeat(32);
const box = openSecretBox(key, 'connection');

test('что закрыто, открывается тем же ключом на том же месте', () => {
  expect(box.open(box.seal('пароль', 'a'), 'a')).toBe('пароль');
  expect(box.seal('пароль', 'a').equals(box.seal('пароль', 'a'))).toBe(false);
});

test('на другом месте, другим ключом, для другого назначения и после правки не открывается', () => {
  const sealed = box.seal('пароль', 'a');
  const changed = Buffer.from(sealed);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(() => box.open(sealed, 'b')).toThrow();
  expect(() => openSecretBox('x'.repeat(32), 'connection').open(sealed, 'a')).toThrow();
  expect(() => openSecretBox(key, 'webhook').open(sealed, 'a')).toThrow();
  expect(() => box.open(changed, 'a')).toThrow();
});
