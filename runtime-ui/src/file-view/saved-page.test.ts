import { expect, test } from 'vitest';
import { pageText } from './page-text.ts';
import { savedPage } from './saved-page.ts';
import { textOf } from './text-of.ts';

const printable = (text: string) =>
  [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** As a browser saves it: the page first, its pictures behind. */
function archive(encoding: string, content: string, type = 'text/html; charset="utf-8"'): Buffer {
  return Buffer.from(
    [
      'From: <Saved by Blink>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tboundary="----MultipartBoundary--x----"',
      '',
      '',
      '------MultipartBoundary--x----',
      `Content-Type: ${type}`,
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      content,
      '------MultipartBoundary--x----',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '------MultipartBoundary--x------',
      '',
    ].join('\r\n'),
  );
}

const page = '<p>Заключение № 17</p><script>alert(1)</script>';
const wrapped = (text: string) => text.replaceAll(/.{60}/g, '$&=\r\n').replaceAll(/=\r\n(?==)/g, '=\r\n');

test.each([
  ['quoted-printable', archive('quoted-printable', printable(page))],
  ['quoted-printable с переносами', archive('quoted-printable', wrapped(printable(page)))],
  ['base64', archive('base64', Buffer.from(page).toString('base64'))],
  ['base64, оборванный', archive('base64', `${Buffer.from(`${page}   `).toString('base64')}A`)],
  ['как есть', archive('8bit', page)],
  ['без вложенных частей', Buffer.from(`MIME-Version: 1.0\nContent-Type: text/html\n\n${page}`)],
])('%s: страница прочитана', (_what, bytes) => {
  const found = savedPage(bytes);
  expect(pageText(textOf(found ?? new Uint8Array()))).toEqual([{ kind: 'text', texts: ['Заключение № 17'] }]);
});

test.each([
  ['нет страницы', archive('base64', 'AAAA', 'application/pdf')],
  ['нет границы', Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nтекст')],
  ['архив в самом себе', Buffer.from('Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n'.repeat(50))],
  ['пусто', Buffer.alloc(0)],
])('%s: её и нет', (_what, bytes) => expect(savedPage(bytes)).toBeUndefined());
