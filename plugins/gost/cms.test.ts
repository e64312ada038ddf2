import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCertificate } from './certificate.ts';
import { checkChain } from './chain.ts';
import { gostBackend } from './chosen-backend.ts';
import { type CmsSigner, signCms } from './cms-sign.ts';
import { verifyCms } from './cms-verify.ts';
import { writePem } from './pem.ts';
import { readPrivateKey } from './private-key.ts';
import { readRevocationList } from './revocation-list.ts';

interface SignedFiles {
  readonly content: string;
  readonly issued: Readonly<Record<string, { readonly key: string; readonly certificate: string }>>;
  readonly revocations: string;
  readonly staleRevocations: string;
  readonly foreignRevocations: string;
  readonly signatures: Readonly<Record<string, string>>;
}

/** Made by OpenSSL's engine: tests/gost/make-signed-files.ts. */
const recorded: SignedFiles = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors/signed-files.json'), 'utf8'));
const content = Buffer.from(recorded.content);
const signature = (name: string) => Buffer.from(recorded.signatures[name] ?? '', 'base64');
const certificate = (name: string) => readCertificate(recorded.issued[name]?.certificate ?? '');
const signer = (name: string): CmsSigner => {
  const key = readPrivateKey(recorded.issued[name]?.key ?? '');
  return { certificate: certificate(name).content, sign: (bytes) => gostBackend().sign(key, bytes) };
};
const problems = (cms: Uint8Array, over: Uint8Array | undefined = content) =>
  verifyCms(cms, over).signatures.map(({ problem }) => problem ?? 'holds');

describe('подписи OpenSSL', () => {
  test.each([
    ['detached', ['holds']],
    ['plain', ['holds']],
    ['two', ['holds', 'holds']],
    ['byKeyId', ['holds']],
    ['withoutAttributes', ['holds']],
    ['withChain', ['holds']],
    ['attached', ['holds']],
    ['streamed', ['holds']],
    ['withoutCertificate', ['noCertificate']],
    // Whom to believe is another question.
    ['expired', ['holds']],
    ['stranger', ['holds']],
  ])('%s: %j', (name, expected) => expect(problems(signature(name))).toEqual(expected));

  test('сведения о подписавшем', () => {
    const [one] = verifyCms(signature('detached'), content).signatures;
    expect(one?.certificate?.owner).toBe('Проверкин Пётр official, Проверочный орган');
    expect(one?.signedAt).toBeInstanceOf(Date);
  });
  test.each(['attached', 'streamed'])('%s: содержание внутри', (name) => {
    expect(Buffer.from(verifyCms(signature(name)).content ?? []).toString()).toBe(recorded.content);
  });
  test('PEM и base64 – то же', () => {
    const pem = Buffer.from(writePem('CMS', signature('detached')));
    expect(problems(pem)).toEqual(['holds']);
    expect(problems(Buffer.from(recorded.signatures.detached ?? ''))).toEqual(['holds']);
  });
});

describe('изменённое не проходит', () => {
  test.each(['detached', 'plain', 'two', 'byKeyId'])('%s: содержание', (name) => {
    const changed = Buffer.from(recorded.content.replace('2026', '2027'));
    for (const problem of problems(signature(name), changed)) expect(problem).toBe('contentChanged');
  });
  test('без атрибутов: содержание', () => {
    expect(problems(signature('withoutAttributes'), Buffer.from('Другое'))).toEqual(['signatureBroken']);
  });
  test('внутри одно, а файл другой', () => {
    expect(() => verifyCms(signature('attached'), Buffer.from('Другое'))).toThrow(/другое содержание/);
  });
  test('изменённый байт подписи не остаётся незамеченным и ничего не ломает', () => {
    const good = signature('detached');
    const unnoticed: number[] = [];
    for (let at = 0; at < good.length; at += 9) {
      const changed = Uint8Array.from(good, (byte, place) => (place === at ? byte ^ 0x55 : byte));
      try {
        const { signatures } = verifyCms(changed, content);
        const trust = { authorities: [certificate('intermediate')] };
        const trusted = signatures.every(
          (one) =>
            !one.problem &&
            one.certificate &&
            !checkChain({ certificate: one.certificate, at: new Date('2026-12-01') }, trust).problem,
        );
        if (trusted) unnoticed.push(at);
      } catch (error) {
        expect(error, `байт ${at}`).toMatchObject({ name: 'GostError' });
      }
    }
    // What is not signed says nothing: versions, names of algorithms beside the signed ones, and their absent parameters.
    expect(unnoticed.length).toBeLessThan(6);
  });
  test.each([
    ['пустое', new Uint8Array(), /не файл подписи/],
    ['не то', Buffer.from('%PDF-1.7 это не подпись'), /не файл подписи/],
    ['обрезанное', signature('detached').subarray(0, 300), /повреждён/],
  ])('%s – словами', (_, bytes, message) => expect(() => verifyCms(bytes, content)).toThrow(message));
});

describe('своя подпись', () => {
  const signedAt = new Date('2026-11-25T10:00:00Z');

  test.each([false, true])('attached: %s', async (attached) => {
    const cms = await signCms({ content, signers: [signer('official'), signer('colleague')], signedAt, attached });
    const reading = verifyCms(cms, content);
    expect(reading.signatures.map(({ problem, signedAt: at }) => [problem, at])).toEqual([
      [undefined, signedAt],
      [undefined, signedAt],
    ]);
    expect(reading.content === undefined).toBe(!attached);
  });
  test('вторая подпись добавлена к первой', async () => {
    const first = await signCms({ content, signers: [signer('official')], signedAt });
    const second = await signCms({ content, signers: [signer('colleague')], signedAt, existing: first });
    expect(problems(second)).toEqual(['holds', 'holds']);
    expect(verifyCms(second, content).certificates).toHaveLength(2);
    const over = await signCms({ content, signers: [signer('colleague')], signedAt, existing: signature('detached') });
    expect(problems(over)).toEqual(['holds', 'holds']);
  });
  test('подставленный сертификат с тем же ключом не принят', async () => {
    const cms = await signCms({ content, signers: [signer('official')], signedAt });
    // Same owner's name, number and key, another text of the certificate: only the signed digest of it tells them apart.
    const { content: der } = certificate('official');
    const place = Buffer.from(cms).indexOf(Buffer.from(der));
    const changed = Uint8Array.from(cms);
    const last = place + der.length - 1;
    changed[last] = (changed[last] ?? 0) ^ 1;
    expect(problems(changed)).toEqual(['otherCertificate']);
  });
});

describe('цепочка', () => {
  const at = new Date('2026-12-01T00:00:00Z');
  const root = { authorities: [certificate('root')] };
  const others = [certificate('intermediate'), certificate('foreign')];
  const verdict = (name: string, more: { trust?: object; at?: Date; others?: typeof others } = {}) =>
    checkChain({ certificate: certificate(name), others, at, ...more }, { ...root, ...more.trust });
  const lists = (...texts: string[]) => ({ revocations: texts.map((text) => readRevocationList(text)) });

  test('до корня через промежуточный', () => {
    const { problem, chain } = verdict('official');
    expect(problem).toBeUndefined();
    expect(chain).toHaveLength(3);
  });
  test('разрешён сам промежуточный', () => {
    const trust = { authorities: [certificate('intermediate')] };
    expect(verdict('official', { trust, others: [] }).problem).toBeUndefined();
  });
  test.each([
    ['stranger', {}, 'untrusted'],
    ['official', { others: [] }, 'untrusted'],
    ['expired', {}, 'expired'],
    ['expired', { at: new Date('2020-06-01') }, undefined],
    ['future', {}, 'notYetValid'],
    ['cipher', {}, 'notForSigning'],
    ['official', { at: new Date('2100-06-01') }, 'expired'],
    ['revoked', {}, undefined],
    ['revoked', { trust: lists(recorded.revocations) }, 'revoked'],
    ['revoked', { trust: lists(recorded.foreignRevocations) }, undefined],
    ['official', { trust: lists(recorded.revocations) }, undefined],
  ])('%s %j: %s', (name, more, expected) => expect(verdict(name, more).problem).toBe(expected));

  test('отозванный позже, чем подписано, ещё действовал', () => {
    const trust = lists(recorded.revocations);
    const { revokedAt } = verdict('revoked', { trust });
    const before = new Date((revokedAt?.getTime() ?? 0) - 1000);
    expect(verdict('revoked', { trust, at: before }).problem).toBeUndefined();
  });
  test.each([
    ['не проверялся', lists(), 'unchecked'],
    ['проверен', lists(recorded.revocations), 'checked'],
    ['список просрочен', lists(recorded.staleRevocations), 'stale'],
    ['взят новейший', lists(recorded.staleRevocations, recorded.revocations), 'checked'],
    ['чужой список ни при чём', lists(recorded.foreignRevocations), 'unchecked'],
  ])('отзыв: %s', (_, trust, expected) => expect(verdict('official', { trust }).revocation).toBe(expected));

  test('список, подписанный не тем, не в счёт', () => {
    const list = readRevocationList(recorded.revocations);
    const forged = { ...list, revoked: new Map([[certificate('official').serial, new Date(0)]]) };
    const spoilt = { ...forged, signed: { ...list.signed, bytes: list.signed.bytes.map((byte) => byte ^ 1) } };
    expect(verdict('official', { trust: { revocations: [spoilt] } }).problem).toBeUndefined();
    expect(verdict('official', { trust: { revocations: [forged] } }).problem).toBe('revoked');
  });
  test('должностное лицо не выпускает сертификатов', () => {
    const trust = { authorities: [certificate('official')] };
    expect(verdict('colleague', { trust }).problem).toBe('untrusted');
  });
  test.each([
    ['пусто', ''],
    ['сертификат', recorded.issued.root?.certificate ?? ''],
    ['обрезан', new Uint8Array(Buffer.from(readRevocationList(recorded.revocations).signed.bytes)).subarray(0, 50)],
  ])('негодный список отозванных: %s', (_, text) => expect(() => readRevocationList(text)).toThrow(/отозванных/));
});
