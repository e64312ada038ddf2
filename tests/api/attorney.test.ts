import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tellEnding } from '../../core/src/signature/attorney/term.ts';
import { attorneyXml, bringAttorney } from '../support/attorney-samples.ts';
import { newDraft, upload } from '../support/draft.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfBytes } from '../support/sample-bytes.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { signatureOf, trainingSignature } from '../support/training-signature.ts';

let server: TestServer;
let registrar: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
});
afterAll(() => server.close());

/** `days` from today. */
const day = (days: number) => new Date(server.deps.clock().getTime() + days * 86_400_000).toISOString().slice(0, 10);

const attorney = (until: string, surname = 'Соколова') =>
  attorneyXml({ from: day(-30), until, person: `${surname} Марина Викторовна` });

const bring = (text: string) => bringAttorney(registrar, text);

async function signedFile() {
  const { id } = await newDraft(registrar);
  const file = expected(await upload(registrar, id, { name: 'план.pdf', content: pdfBytes() }), 201).id;
  const answer = await registrar.send('POST', `/api/files/${file}/signatures?name=a.sig&own=1`, {
    body: new Uint8Array(await trainingSignature(registrar, file)),
    headers: { 'Content-Type': 'application/octet-stream' },
  });
  return { file, signature: expected(answer, 201) };
}

test('загружена в профиль, прочитана, приложена к подписи и хранится при ней', async () => {
  expect((await signedFile()).signature.attorney).toBeNull();
  const text = attorney(day(10));
  const { attorney: mine } = expected(await bring(text));
  expect(mine).toMatchObject({
    number: '0f1e2d3c',
    principal: { name: 'Управление архитектуры', inn: '9900000013', ogrn: null },
    representative: { name: 'Соколова Марина Викторовна' },
    ...{ until: day(10), powers: ['Заверять копии'], problems: [] },
  });
  const { file, signature } = await signedFile();
  expect(signature.attorney).toMatchObject({ id: mine.id, number: '0f1e2d3c', until: day(10), problems: [] });

  expect((await registrar.delete('/api/me/attorney')).status).toBe(204);
  expect(expected(await registrar.get('/api/me/attorney'))).toEqual({ attorney: null });
  const kept = await registrar.get(`/api/files/${file}/signatures/${signature.id}/attorney`);
  expect([kept.bytes.toString(), kept.headers.get('Content-Disposition')]).toEqual([
    text,
    expect.stringContaining('attachment'),
  ]);
});

test('чужая, истёкшая и негодная не принимаются, и сказано почему; чужому ведомству её нет', async () => {
  for (const [text, word] of [
    [attorney(day(10), 'Орлова'), 'выдана другому лицу: Орлова Марина Викторовна'],
    [attorney(day(-1)), 'Срок доверенности истёк'],
    ['<html/>', 'не машиночитаемая доверенность'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><Доверенность>&b;</Доверенность>', 'не машиночитаемая доверенность'],
  ] as const) {
    const answer = await bring(text);
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining(word)]);
  }
  expected(await bring(attorney(day(10))));
  const { file, signature } = await signedFile();
  const foreign = await server.login('registrar2');
  expect((await foreign.get(`/api/files/${file}/signatures/${signature.id}/attorney`)).status).toBe(404);
  expect(expected(await foreign.get('/api/me/attorney'))).toEqual({ attorney: null });
});

test('срок вышел после загрузки: подпись встаёт, и при ней это сказано', async () => {
  expected(await bring(attorney(day(1))));
  server.clock.advance(3 * 86_400_000);
  registrar = await server.login('registrar');
  const { signature } = await signedFile();
  expect(signature.attorney?.problems).toEqual([expect.stringContaining('Срок доверенности истёк')]);
});

test('о конце срока сказано за месяц, за неделю и в конце – по разу, и в профиль ведёт; о прежней – молчание', async () => {
  const told = async () => {
    await Promise.all([tellEnding(server.deps), tellEnding(server.deps)]);
    const { items, unread } = expected(await registrar.get('/api/me/notices?event=attorney'));
    expect(items.every(({ application }: { application: unknown }) => application === null)).toBe(true);
    return [...items.map(({ kind, text }: { kind: string; text: string }) => `${kind}: ${text}`), unread];
  };
  const later = async (days: number) => {
    server.clock.advance(days * 86_400_000);
    registrar = await server.login('registrar');
  };
  expected(await bring(attorney(day(5))));
  const until = day(40);
  expected(await bring(attorney(until)));
  expect(await told()).toEqual([0]);
  await later(11);
  const written = until.split('-').toReversed().join('.');
  const near = expect.stringMatching(`attorneyNear: Ваша доверенность .МЧД. № 0f1e2d3c действует до ${written}`);
  expect(await told()).toEqual([near, 1]);
  await later(10);
  expect(await told()).toEqual([near, 1]);
  await later(13);
  expect(await told()).toEqual([near, near, 2]);
  await later(7);
  expect(await told()).toEqual([expect.stringMatching(/^attorneyPassed: Срок/), near, near, 3]);
  expect(await told()).toHaveLength(4);
  expect(expected(await registrar.post('/api/me/notices/read')).unread).toBe(0);
});

describe('правила ведомства', () => {
  const rules = async (change: object) => {
    const admin = await server.login('admin');
    const { id } = expected(await admin.get('/api/me')).organisation;
    const asked = { inn: null, strict: false, places: {}, ...change };
    return admin.put(`/api/admin/organisations/${id}/attorney-rules`, asked);
  };

  test('доверитель с другим ИНН: предупреждать – подпись встаёт с замечанием, отказывать – не встаёт', async () => {
    registrar = await server.login('registrar');
    expected(await rules({ inn: '7707083893' }));
    const { attorney: mine } = expected(await bring(attorney(day(10))));
    expect(mine.problems).toEqual([expect.stringContaining('выдана другим ведомством: Управление архитектуры')]);
    expect((await signedFile()).signature.attorney?.problems).toEqual(mine.problems);

    const { attorneyRules } = expected(await rules({ inn: ' 77 0708 3893', strict: true }));
    expect(attorneyRules).toEqual({ inn: '7707083893', strict: true, places: {} });
    const { id } = await newDraft(registrar);
    const file = expected(await upload(registrar, id, { name: 'план.pdf', content: pdfBytes() }), 201).id;
    const body = new Uint8Array(await trainingSignature(registrar, file));
    const headers = { 'Content-Type': 'application/octet-stream' };
    const refused = await registrar.send('POST', `/api/files/${file}/signatures?name=a.sig&own=1`, { body, headers });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('Ведомство не принимает')]);
    expect((await bring(attorney(day(10)))).body.detail).toContain('выдана другим ведомством');
    // Brought for somebody else, it is not by this power of attorney.
    const brought = await registrar.send('POST', `/api/files/${file}/signatures?name=a.sig`, { body, headers });
    expect(expected(brought, 201).attorney).toBeNull();
    expected(await rules({}));
  });

  test('негодные ИНН и путь отклонены с местом; путь ведомства читает незнакомый формат', async () => {
    const wrong = await rules({ inn: '7707083890', places: { number: 'номер' } });
    expect(wrong.body.problems.map(({ field }: { field: string }) => field)).toEqual(['inn', 'places/number']);
    const strange = attorney(day(10)).replaceAll('НомДовер', 'Код').replaceAll('Доверенность', 'МЧД');
    expect((await bring(strange)).body.detail).toContain('не машиночитаемая доверенность');
    expected(await rules({ places: { number: '//СвДов/@Код' } }));
    expect(expected(await bring(strange)).attorney.number).toBe('0f1e2d3c');
    expected(await rules({}));
  });
});

test('подпись доверителя проверена по файлу, хранится с подписью; изменённый после неё файл её не получает', async () => {
  const seal = (bytes: Uint8Array) =>
    registrar.send('PUT', '/api/me/attorney/seal', {
      body: new Uint8Array(bytes),
      headers: { 'Content-Type': 'application/octet-stream' },
    });
  await registrar.delete('/api/me/attorney');
  expect((await seal(Buffer.of(1))).status).toBe(404);
  const text = attorney(day(10));
  expected(await bring(text));
  const made = await signatureOf(registrar, new TextEncoder().encode(text));
  expect((await seal(Buffer.from('нет'))).status).toBe(422);
  const { attorney: sealed } = expected(await seal(made));
  expect(sealed.seal).toMatchObject({ verdict: { status: expect.stringMatching(/^(valid|untrusted)$/) } });
  const { file, signature } = await signedFile();
  expect(signature.attorney?.seal).toEqual(sealed.seal);
  const kept = await registrar.get(`/api/files/${file}/signatures/${signature.id}/attorney?part=seal`);
  expect(kept.bytes.equals(made)).toBe(true);

  expected(await bring(attorney(day(11))));
  const broken = await seal(made);
  expect([broken.status, broken.body.code]).toEqual([422, 'fileRefused']);
  expect((await signedFile()).signature.attorney?.seal).toBeNull();
});
