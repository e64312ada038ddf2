import { expect, test } from 'vitest';
import { linkedParts } from './linked-text.ts';

const link = (href: string) => ({ href });

test.each([
  ['', []],
  ['Сведения приложены.', ['Сведения приложены.']],
  ['https://files.example.ru/a.pdf', [link('https://files.example.ru/a.pdf')]],
  [
    'Файл: http://files.example.ru/a.pdf?id=1&b=2. Срок – 5 дней',
    ['Файл: ', link('http://files.example.ru/a.pdf?id=1&b=2'), '. Срок – 5 дней'],
  ],
  ['(см. https://a.example.ru/b)', ['(см. ', link('https://a.example.ru/b'), ')']],
  ['https://a.example.ru/b_(1)', [link('https://a.example.ru/b_(1)')]],
  ['«https://a.example.ru/выписка.pdf»', ['«', link('https://a.example.ru/выписка.pdf'), '»']],
  ['https://a.example.ru, https://b.example.ru', [link('https://a.example.ru'), ', ', link('https://b.example.ru')]],
  // Nothing that runs, and nothing that leads elsewhere than it says.
  ['javascript:alert(1)', ['javascript:alert(1)']],
  ['data:text/html,<b>', ['data:text/html,<b>']],
  ['https://gosuslugi.ru@evil.example/', ['https://gosuslugi.ru@evil.example/']],
  ['https://', ['https://']],
])('%s', (text, parts) => {
  expect(linkedParts(text)).toEqual(parts);
});

test('ничего из текста не пропадает', () => {
  const text = 'а https://x.ru/(1)). б https://u@x.ru в http://[::1]/ г https://y.ru…';
  const said = linkedParts(text).map((part) => (typeof part === 'string' ? part : part.href));
  expect(said.join('')).toBe(text);
});
