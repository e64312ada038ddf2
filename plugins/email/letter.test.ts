import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { composeLetter, htmlOf, mailAddress } from './letter.ts';

describe('адрес – один и ничего больше', () => {
  test.each([
    ['ivanov@example.ru', 'ivanov@example.ru'],
    [' ivanov@example.ru ', 'ivanov@example.ru'],
    ['иванов@пример.рф', 'иванов@пример.рф'],
    ['a@example.ru, b@example.ru', undefined],
    ['a@example.ru;b@example.ru', undefined],
    ['a@example.ru\r\nBcc: b@example.ru', undefined],
    ['Иванов <a@example.ru>', undefined],
    ['a@example.ru\u0000', undefined],
    ['a@b@example.ru', undefined],
    ['example.ru', undefined],
    ['', undefined],
    [`${'a'.repeat(250)}@example.ru`, undefined],
  ])('%j', (text, address) => expect(mailAddress(text)).toBe(address));
});

async function letterOf(message: { subject: string; text: string }) {
  const from = { address: 'noreply@example.ru', name: 'Управление\r\nBcc: b@example.ru' };
  const facts = { id: 'b0d10000-0000-4000-8000-000000000001', to: 'a@example.ru', ...message };
  const bytes = await composeLetter({ message: facts, from, date: new Date('2026-01-12T09:00:00Z') });
  return { source: Buffer.from(bytes).toString('latin1'), read: await PostalMime.parse(bytes) };
}

describe('письмо', () => {
  test('читается по-русски, носит имя сообщения и время первой попытки', async () => {
    const subject = `Заявка № АРХ-2026-000001: ${'предоставление услуги одобрено, '.repeat(6)}приходите`;
    const { read, source } = await letterOf({ subject, text: 'Здравствуйте!\n\nРешение принято.' });
    expect(read).toMatchObject({
      subject,
      messageId: '<b0d10000-0000-4000-8000-000000000001@example.ru>',
      date: '2026-01-12T09:00:00.000Z',
      to: [{ address: 'a@example.ru' }],
      text: expect.stringMatching(/^Здравствуйте!\n\nРешение принято\.\n?$/),
    });
    expect(read.html).toContain('Решение принято.');
    // RFC 2047: what is not ASCII is encoded, and RFC 5322: no line is over long.
    expect(source).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(Math.max(...source.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  test.each(['\r\nBcc: b@example.ru', '\nX-Spam: no\n\nтело', '\u2028Bcc: b@example.ru', '\u0000Bcc: b@example.ru'])(
    'тема %j не становится заголовком',
    async (tail) => {
      const { read } = await letterOf({ subject: `Заявка${tail}`, text: 'Текст' });
      const names = read.headers.map(({ key }) => key).sort();
      expect(names).toEqual(
        ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].sort(),
      );
      expect(read.from).toEqual({ address: 'noreply@example.ru', name: 'Управление Bcc: b@example.ru' });
    },
  );

  test('разметка в тексте остаётся текстом', async () => {
    const text = '<img src=x onerror=alert(1)> & "кавычки"\n.\nQUIT';
    const { read } = await letterOf({ subject: 'Проверка', text });
    expect(read.text?.trimEnd()).toBe(text);
    expect(read.html).not.toContain('<img');
    expect(htmlOf('<b>&</b>')).toContain('&lt;b&gt;&amp;&lt;/b&gt;');
  });
});
