import { expect, test } from 'vitest';
import { namesSignature } from './forged.ts';

test.each([
  ['Подпись СМЭВ не верна: хеш не сходится', true],
  ['Подпись не верна: она не подходит к содержанию и сертификату.', true],
  ['другой ключ', false],
  ['Сертификат истёк: Подпись не верна', false],
])('%s: подпись %s', (text, named) => expect(namesSignature(text)).toBe(named));
