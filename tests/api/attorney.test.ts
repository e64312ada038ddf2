import { afterAll, beforeAll, expect, test } from 'vitest';
import { attorneyXml, bringAttorney } from '../support/attorney-samples.ts';
import { newDraft, upload } from '../support/draft.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfBytes } from '../support/sample-bytes.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { trainingSignature } from '../support/training-signature.ts';

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
