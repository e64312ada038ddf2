import assert from 'node:assert/strict';
import type { Signer } from '../src/index.ts';
import { assertRussian } from './expecting.ts';
import type { KitCase } from './kit-case.ts';

/** A signer over its connection; the case closes what it opened. */
export type WithSigner = (work: (signer: Signer) => Promise<void>) => Promise<void>;

const content = Buffer.from('Содержание, под которым стоит подпись');

/** Whoever signs must know its own signature, and no other. */
export function signerCases(withSigner: WithSigner): KitCase[] {
  const one = (name: string, title: string, run: (signer: Signer) => Promise<void>): KitCase => ({
    code: `signer.${name}`,
    title: `подпись: ${title}`,
    run: () => withSigner(run),
  });
  return [
    one('certificate', 'сертификат назван целиком', checkCertificate),
    one('own', 'своя подпись верна', async (signer) => {
      const verdicts = await signer.verify(content, await signer.sign(content, 'cms'));
      assert.ok(verdicts.length > 0, 'О подписи ничего не сказано');
      for (const { valid, text } of verdicts) {
        assert.ok(valid, `Своя подпись признана неверной: ${text}`);
        assertRussian(text, 'Заключение о подписи');
      }
    }),
    one('changed', 'изменён один байт содержания – подпись неверна', async (signer) => {
      const signature = await signer.sign(content, 'cms');
      for (const place of [0, content.length - 1]) {
        await assertInvalid(signer, { content: changed(content, place), signature, what: 'Содержание изменено' });
      }
    }),
    one('spoilt', 'испорченная, пустая и чужая подпись – неверны, но не сбой', async (signer) => {
      const signature = await signer.sign(content, 'cms');
      const spoilt = { 'последний байт изменён': changed(signature, signature.length - 1), пустая: new Uint8Array() };
      for (const [what, bytes] of Object.entries({ ...spoilt, 'случайные байты': new Uint8Array(500).fill(7) })) {
        await assertInvalid(signer, { content, signature: bytes, what: `Подпись: ${what}` });
      }
    }),
    one('raw', 'значение подписи для XML: есть и зависит от содержания', async (signer) => {
      const [first, second] = [await signer.sign(content, 'raw'), await signer.sign(changed(content, 0), 'raw')];
      assert.ok(first.byteLength >= 32, 'Значение подписи слишком коротко');
      assert.notDeepEqual(first, second, 'У разных содержаний одна подпись');
    }),
    one('verifyRaw', 'значение подписи верно с этим содержанием и сертификатом, и ни с чем другим', checkRaw),
  ];
}

async function checkCertificate(signer: Signer) {
  const { owner, issuer, serial, validFrom, validTo, content: der } = await signer.certificate();
  for (const [name, value] of Object.entries({ owner, issuer, serial })) assert.ok(value, `Сертификат: пусто ${name}`);
  assert.ok(validFrom < validTo, 'Сертификат: начало срока не раньше конца');
  assert.ok(der.byteLength > 0, 'Сертификат: нет самих байтов (content)');
}

/** For whoever checks bare values at all. */
async function checkRaw(signer: Signer) {
  if (signer.verifyRaw === undefined) return;
  const [{ content: certificate }, value] = [await signer.certificate(), await signer.sign(content, 'raw')];
  const own = await signer.verifyRaw(content, { value, certificate });
  assert.ok(own.valid, `Своё значение подписи признано неверным: ${own.text}`);
  const wrong = {
    'содержание изменено': [changed(content, 0), { value, certificate }],
    'значение изменено': [content, { value: changed(value, value.length - 1), certificate }],
    'значение пустое': [content, { value: new Uint8Array(), certificate }],
    'сертификат не читается': [content, { value, certificate: certificate.slice(1) }],
  } as const;
  for (const [what, [bytes, bare]] of Object.entries(wrong)) {
    const { valid, text } = await signer
      .verifyRaw(bytes, bare)
      .catch((error: unknown) => assert.fail(`Значение подписи: ${what}, а verifyRaw бросает: ${error}`));
    assert.ok(!valid, `Значение подписи: ${what}, а подпись признана верной`);
    assertRussian(text, 'Заключение о подписи');
  }
}

interface Signed {
  readonly content: Uint8Array;
  readonly signature: Uint8Array;
  readonly what: string;
}

async function assertInvalid(signer: Signer, { content: bytes, signature, what }: Signed) {
  const verdicts = await signer
    .verify(bytes, signature)
    .catch((error: unknown) => assert.fail(`${what}, а verify бросает: ${error}`));
  assert.ok(verdicts.length > 0, `${what}, а о подписи ничего не сказано`);
  assert.ok(
    verdicts.some(({ valid }) => !valid),
    `${what}, а подпись признана верной`,
  );
  for (const { text } of verdicts) assertRussian(text, 'Заключение о подписи');
}

function changed(bytes: Uint8Array, place: number): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}
