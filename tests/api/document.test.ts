import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import type { ApplicationCard, FileView } from '../../core/src/api.gen.ts';
import { act, createApplication, decidingApplication, expected, person } from '../support/factories.ts';
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { newSnils } from '../support/people.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let people: Record<'registrar' | 'dispatcher' | 'executor' | 'approver' | 'super', Client>;
let executorId: string;
beforeAll(async () => {
  server = await startServer();
  const logins = ['registrar', 'dispatcher', 'executor', 'approver', 'super'] as const;
  const clients = await Promise.all(logins.map(async (login) => [login, await server.login(login)] as const));
  people = Object.fromEntries(clients) as typeof people;
  executorId = expected(await people.executor.get('/api/me')).user.id;
});
afterAll(() => server.close());

/** Letters of a paper without blanks and hyphens, which depend on where lines break. */
const letters = (pdf: Buffer) => pdfText(pdf).replaceAll('-', '');
const plain = (text: string) => text.replace(/\s+|-/g, '');

async function resultOf(client: Client, card: ApplicationCard, extension: 'pdf' | 'docx'): Promise<Buffer> {
  const files: FileView[] = expected(await client.get(`/api/applications/${card.id}/files`)).items;
  const paper = files.find((file) => file.purpose === 'result' && file.name.endsWith(extension));
  if (!paper) throw new Error(`no ${extension} among ${files.map(({ name }) => name).join(', ')}`);
  const answer = await client.get(`/api/files/${paper.id}/content`);
  expect(answer.headers.get('Content-Type')).toBe(paper.mediaType);
  return answer.bytes;
}

async function documentXml(docx: Buffer): Promise<string> {
  const archive = await fromBufferPromise(docx);
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName === 'word/document.xml') {
      return (await buffer(await archive.openReadStreamPromise(entry))).toString('utf8');
    }
  }
  throw new Error('no document.xml');
}

async function preview(client: Client, id: string, body: object = {}): Promise<Buffer> {
  const answer = await client.post(`/api/applications/${id}/decision/preview?format=pdf`, body);
  expect(answer.status, answer.text.slice(0, 500)).toBe(200);
  return answer.bytes;
}

describe('документ решения', () => {
  test('проект и опубликованный документ – одно и то же, кроме отметки об утверждении', async () => {
    const applicant = person({ snils: newSnils() });
    const card = await decidingApplication({ ...people, executorId }, { applicant });
    const input = { text: 'Участок находится в зоне Ж-1.\nОграничений нет.', message: 'Готово.' };
    const typed = await preview(people.executor, card.id, { kind: 'grant', text: input.text });
    const decided = await act(people.executor, card, ['grant', { input }]);
    const seen = letters(await preview(people.approver, card.id));
    expect(letters(typed)).toBe(seen);
    const published = await act(people.approver, decided, ['publish', {}]);
    const final = await resultOf(people.executor, published, 'pdf');
    const text = letters(final);
    expect(seen).not.toContain('УТВЕРЖДЕНО');
    const stamp =
      /Начальникуправления(УТВЕРЖДЕНОВоронцоваЕленаАлександровнаДатаивремя:\d\d\.\d\d\.\d{4},?\d\d:\d\d)Е\.А\.Воронцова/;
    expect(text).toMatch(stamp);
    expect(text.replace(stamp, '')).toBe(seen);
    expect(final.toString('latin1')).toContain(
      '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>',
    );
    for (const part of ['ВетроваАллаСергеевна', String(published.number), 'ОграниченийНет']) {
      expect(text.toLowerCase()).toContain(plain(part).toLowerCase());
    }
    expect(await documentXml(await resultOf(people.executor, published, 'docx'))).toContain('УТВЕРЖДЕНО');
  });

  test('один и тот же проект – те же байты, пока время стоит', async () => {
    const card = await decidingApplication({ ...people, executorId }, { applicant: person({ snils: newSnils() }) });
    const body = { kind: 'grant', text: 'Текст' };
    const [one, other] = [await preview(people.executor, card.id, body), await preview(people.executor, card.id, body)];
    expect(letters(one)).toBe(letters(other));
    expect(one.length).toBe(other.length);
  });

  test('80 враждебных строк в имени, ответах и решении остаются буквами', async () => {
    const hostile = '<b>#import "a"</b> *x* $y$ @z \\n {{answers.area}}';
    const applicant = person({ snils: newSnils(), surname: hostile });
    const draft = await createApplication(people.super, { applicant });
    const registered = await act(people.super, draft, ['register', {}]);
    const text = HOSTILE_TEXTS.join('\n');
    const message = `${hostile} {{constructor.name}} {{__proto__.x}}`;
    const done = await act(people.super, registered, ['grant', { input: { text, message } }]);
    const paper = letters(await resultOf(people.super, done, 'pdf'));
    const word = await documentXml(await resultOf(people.super, done, 'docx'));
    const wordText = [...word.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map(([, one = '']) => unescaped(one))
      .join('\n');
    expect(paper).toContain(plain(hostile));
    for (const payload of HOSTILE_TEXTS) {
      expect(paper).toContain(plain(payload));
      expect(wordText).toContain(payload);
    }
  });
});

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
