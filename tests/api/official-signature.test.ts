import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@reglament/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RequestView } from '../../core/src/api.gen.ts';
import { openDemoEmulators } from '../../core/src/demo/emulators.ts';
import type { Emulators } from '../../core/src/emulator/keeper.ts';
import { signDigest } from '../../plugins/gost/index.ts';
import { attorneyXml, bringAttorney } from '../support/attorney-samples.ts';
import { type OwnCertificate, ownCertificate } from '../support/cades-plugin.ts';
import { publishService, publishText } from '../support/clock-definitions.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { newOrganisationIds, newSnils } from '../support/people.ts';
import { requestUntil } from '../support/registry.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { trustBrowserAuthority } from '../support/trust.ts';

let server: TestServer;
let emulators: Emulators;
let clerk: Client;
let names: readonly [string, string];
let own: OwnCertificate;
beforeAll(async () => {
  server = await startServer();
  emulators = await openDemoEmulators(server.deps, server.deps.config.definitionsDir);
  clerk = await server.login('super');
  const { user } = expected(await clerk.get('/api/me'));
  names = [user.surname, [user.name, user.patronymic].filter(Boolean).join(' ')];
  own = ownCertificate(names);
  await trustBrowserAuthority(server, 'demonstration');
  const { content } = server.deps.definitions.latest('requestType', 'utilityDebt');
  const message = content.message && { ...content.message, signedBy: 'official' };
  await publishText(server, 'requestType', { ...content, code: 'signedDebt', message });
  const unsignable = server.deps.definitions.latest('requestType', 'egrulExtract').content;
  const other = unsignable.message && { ...unsignable.message, signedBy: 'official' };
  await publishText(server, 'requestType', { ...unsignable, code: 'signedExtract', message: other });
  const requests = [
    { code: 'debt', type: 'signedDebt' },
    { code: 'extract', type: 'signedExtract' },
  ];
  await publishService(server, { code: 'signing', requests });
});
afterAll(async () => {
  await server?.close();
  await emulators?.close();
});

const debt = (number: string) => ({
  ...{ informationSystemId: randomUUID(), organizationId: randomUUID() },
  ...{ exportDebtRequestsRequestKind: 'request-number', requestNumber: [number] },
});

async function newRequest(entry = 'debt', question: JsonObject = debt('0000001')): Promise<RequestView> {
  const draft = await createApplication(clerk, { service: 'signing', applicant: personNumber(1) });
  const card = await act(clerk, draft, ['register', {}]);
  const body = { entry, key: randomUUID(), question };
  return expected(await clerk.post(`/api/applications/${card.id}/requests`, body), 201);
}

const prepare = async ({ id, version }: RequestView, more: object = {}): Promise<RequestView> =>
  expected(await clerk.post(`/api/requests/${id}/prepare`, { version, ...more }));

interface Made {
  readonly by?: OwnCertificate;
  readonly digest?: string | undefined;
  readonly more?: object;
}

/** As the browser does it: the key signs the digest that the server has named. */
function sign({ id, version, toSign }: RequestView, { by = own, digest = toSign?.digest, more = {} }: Made = {}) {
  const value = Buffer.from(signDigest(by.key, Buffer.from(digest ?? '', 'hex'))).toString('base64');
  const certificate = Buffer.from(by.content).toString('base64');
  return clerk.post(`/api/requests/${id}/signature`, { version, value, certificate, ...more });
}

test('номер, набранный в вопросе с разделителями, хранится и уходит без них', async () => {
  const made = await newRequest('extract', { zaprosYulKind: 'ОГРН', ogrn: '1-02-77-00132195' });
  expect(made.question).toMatchObject({ ogrn: '1027700132195' });
  const change = { version: made.version, question: { ...made.question, ogrn: '1027 7001 32195' } };
  const edited = expected(await clerk.patch(`/api/requests/${made.id}`, change));
  expect(edited.question).toEqual(made.question);
});

describe('подпись должностного лица (ЭП-СП)', () => {
  test.each([256, 512] as const)('ключ в %i бит: подготовлено, подписано, отправлено, отвечено', async (bits) => {
    const by = bits === 256 ? own : ownCertificate(names, { bits });
    const made = await newRequest();
    expect(made.toSign).toBeNull();
    const first = await prepare(made);
    const prepared = bits === 256 ? first : await prepare(first, { keyBits: bits });
    expect(prepared).toMatchObject({ status: 'prepared', resultText: 'Ваш запрос успешно выполнен' });
    expect(prepared.toSign).toEqual({ bits, digest: expect.stringMatching(`^[0-9a-f]{${bits / 4}}$`) });
    const signed = expected(await sign(prepared, { by }));
    // What an earlier preparation gave is no file of the request.
    expect(signed.files).toEqual([]);
    expect(signed).toMatchObject({ status: 'signed', prepared: { signatures: [{ verdict: { status: 'valid' } }] } });
    const sent = await clerk.post(`/api/requests/${made.id}/send`, { version: signed.version });
    expect(sent.status).toBe(200);
    // The node has verified both signatures, or there would be no answer.
    expect(await requestUntil(clerk, made.id, 'answered')).toMatchObject({ toSign: null });
    const { items } = expected(await clerk.get(`/api/requests/${made.id}/exchanges`));
    const { id } = items.find(({ sent }: { sent: boolean }) => sent);
    const { text } = await clerk.get(`/api/requests/${made.id}/exchanges/${id}/content?part=sent`);
    expect(text).toContain('PersonalSignature');
  });

  test('без неё запрос не уходит, и сказано, что делать', async () => {
    const prepared = await prepare(await newRequest());
    const refused = await clerk.post(`/api/requests/${prepared.id}/send`, { version: prepared.version });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('не подписан')]);
  });

  test('вид сведений, который её не допускает, не подготовить, и сказано, чья это забота', async () => {
    const question = { zaprosYulKind: 'ОГРН', ogrn: newOrganisationIds().ogrn };
    const { id, version } = await newRequest('extract', question);
    const refused = await clerk.post(`/api/requests/${id}/prepare`, { version });
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      expect.stringMatching(/нет атрибута Id.*администратор/),
    ]);
  });

  test('неподготовленное не подписать', async () => {
    const refused = await sign(await newRequest(), { digest: '00'.repeat(32) });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('сначала нажмите')]);
  });

  test.each<[string, () => Made, RegExp]>([
    ['под другим содержанием', () => ({ digest: '11'.repeat(32) }), /^Не подписано\. Подпись не верна/],
    ['чужим сертификатом', () => ({ by: ownCertificate(['Чужая', 'Анна Ивановна']) }), /другому лицу: Чужая Анна/],
    [
      'истёкшим сертификатом',
      () => ({ by: ownCertificate(names, { from: new Date('2019-01-01'), to: new Date('2021-01-01') }) }),
      /истёк 01\.01\.2021/,
    ],
    [
      'ключом другой длины',
      () => ({ by: ownCertificate(names, { bits: 512 }), digest: '22'.repeat(64) }),
      /другой длины/,
    ],
    ['с мусором вместо сертификата', () => ({ more: { certificate: 'AAAA' } }), /Сертификат не читается/],
    ['сертификатом без человека', () => ({ by: ownCertificate(null) }), /не называет человека/],
  ])('подписано %s – не принимается, и запрос остаётся подготовленным', async (_, made, text) => {
    const prepared = await prepare(await newRequest());
    const refused = await sign(prepared, made());
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringMatching(text)]);
    const view: RequestView = expected(await clerk.get(`/api/requests/${prepared.id}`));
    expect(view).toMatchObject({ status: 'prepared', version: prepared.version, prepared: { signatures: [] } });
  });

  test('СНИЛС решает раньше имени; строгому ведомству сертификат без него не годится', async () => {
    const admin = await server.login('admin');
    const { user, organisation } = expected(await clerk.get('/api/me'));
    const strictness = `/api/admin/organisations/${organisation.id}/strict-signer`;
    const foreign = ownCertificate(names, { snils: newSnils() });
    const renamed = ownCertificate(['Прежняя', 'Анна Ивановна'], { snils: user.snils });
    const refused = await sign(await prepare(await newRequest()), { by: foreign });
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining('СНИЛС в нём не тот')]);
    expect(expected(await sign(await prepare(await newRequest()), { by: renamed }))).toMatchObject({
      status: 'signed',
    });
    expected(await admin.put(strictness, { strictSigner: true }));
    try {
      const plain = await sign(await prepare(await newRequest()));
      expect([plain.status, plain.body.detail]).toEqual([422, expect.stringContaining('нет СНИЛС')]);
      expect(expected(await clerk.get('/api/me')).organisation).toMatchObject({ strictSigner: true });
    } finally {
      expected(await admin.put(strictness, { strictSigner: false }));
    }
  });

  test('чужой удостоверяющий центр – подпись принимается, но сказано, что не из разрешённых', async () => {
    await trustBrowserAuthority(server, 'demonstration', '');
    try {
      const signed: RequestView = expected(await sign(await prepare(await newRequest())));
      expect(signed.prepared?.signatures[0]?.verdict).toMatchObject({ valid: false, status: 'untrusted' });
    } finally {
      await trustBrowserAuthority(server, 'demonstration');
    }
  });

  test('доверенность из профиля остаётся с подписью запроса, и её файл скачивается', async () => {
    const until = new Date(server.deps.clock().getTime() + 40 * 86_400_000).toISOString().slice(0, 10);
    const text = attorneyXml({ from: '2026-01-01', until, person: names.join(' ') });
    const { attorney: mine } = expected(await bringAttorney(clerk, text));
    const { prepared }: RequestView = expected(await sign(await prepare(await newRequest())));
    const [signature] = prepared?.signatures ?? [];
    expect(signature?.attorney).toMatchObject({ id: mine.id, until, problems: [] });
    const kept = await clerk.get(`/api/files/${prepared?.id}/signatures/${signature?.id}/attorney`);
    expect(kept.bytes.toString()).toBe(text);
    expect((await clerk.delete('/api/me/attorney')).status).toBe(204);
  });

  test('правка после подписи отменяет её: подготовить и подписать заново', async () => {
    const signed: RequestView = expected(await sign(await prepare(await newRequest())));
    const question = debt('0000002');
    const edited = expected(await clerk.patch(`/api/requests/${signed.id}`, { version: signed.version, question }));
    expect(edited).toMatchObject({ status: 'draft', prepared: null, toSign: null });
    const late = await sign({ ...signed, version: edited.version });
    expect(late.status).toBe(409);
    expect(await prepare(edited)).toMatchObject({ prepared: { signatures: [] } });
  });

  test('подпись на прежней версии – конфликт; вторая подпись занимает место первой', async () => {
    const prepared = await prepare(await newRequest());
    const both = await Promise.all([sign(prepared), sign(prepared)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const once: RequestView = expected(await clerk.get(`/api/requests/${prepared.id}`));
    expect(once.prepared?.signatures).toHaveLength(1);
    const again: RequestView = expected(await sign(once));
    expect(again.prepared?.signatures).toHaveLength(1);
    expect(again.prepared?.signatures[0]?.id).not.toBe(once.prepared?.signatures[0]?.id);
  });

  test('файлом подпись к такому содержанию не прикладывают; «Проверить подпись» видит и её', async () => {
    const { prepared, id } = expected(await sign(await prepare(await newRequest())));
    const [signature] = prepared?.signatures ?? [];
    const checked = expected(await clerk.post(`/api/files/${prepared?.id}/signatures/${signature?.id}/check`, {}));
    expect(checked).toMatchObject({ verdict: { valid: true, status: 'valid' } });
    const refused = await clerk.send('POST', `/api/files/${prepared?.id}/signatures?name=a.sig`, {
      body: Buffer.from('что угодно'),
      headers: { 'Content-Type': 'application/octet-stream' },
    });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('прямо в запросе')]);
    expect(expected(await clerk.get(`/api/requests/${id}`))).toMatchObject({ status: 'signed' });
  });
});
