import { gostBackend, issueCertificate, keyFromSeed, publicKeyOf, signDigest } from '@reglament/gost';
import type { OfficialSignature, OutgoingRequest } from '@reglament/sdk';
import { sampleRequest } from '@reglament/sdk/kit';
import { afterEach, describe, expect, test } from 'vitest';
import { readTestKey, type TestKey } from '../emulator/test-key.ts';
import { closeScenes, echo, openScene, outcomes, question } from './scene.ts';

afterEach(closeScenes);

describe('подпись должностного лица (ЭП-СП)', () => {
  const official = readTestKey('provider');
  const signing = async (by: Pick<TestKey, 'key' | 'certificate'> = official) => {
    const scene = await openScene();
    const prepared = await scene.connection.prepare?.(sampleRequest('xml', { question }), by.key.bits);
    if (prepared?.digest === undefined) throw new Error('nothing is prepared');
    const signature = signDigest(by.key, prepared.digest.value);
    return { ...scene, prepared, made: { content: prepared.content, signature, certificate: by.certificate } };
  };

  test('под ней – всё содержание, узел её видит, ответ приходит', async () => {
    const { ask, take, emulator, prepared, made } = await signing();
    expect(prepared).toMatchObject({ format: 'raw' });
    expect(Buffer.from(prepared.content).toString()).toMatch(/^<ds:SignedInfo .*URI="#PERSONAL_SIGNATURE"/);
    await ask({ signature: made });
    expect(emulator.effects).toMatchObject([{ content: { personalSignature: true } }]);
    expect(outcomes(await take())).toEqual(['answered']);
  });

  test('ключом в 512 бит – так же: подготовлено под него', async () => {
    const key = keyFromSeed('official with a long key', 512);
    const names = [{ type: '2.5.4.3', value: 'Длинный ключ' }];
    const certificate = issueCertificate({
      ...{ subject: names, key: publicKeyOf(key), serial: Uint8Array.of(1), authority: false },
      ...{ from: new Date('2020-01-01'), to: new Date('2099-12-31') },
      issuer: { subject: names, key },
    });
    const { ask, emulator, prepared, made } = await signing({ key, certificate });
    expect(prepared.digest).toMatchObject({ bits: 512, value: expect.objectContaining({ length: 64 }) });
    await ask({ signature: made });
    expect(emulator.effects).toMatchObject([{ content: { personalSignature: true } }]);
  });

  test('подготовленное под ключ другой длины не подходит', async () => {
    const { connection, ask, emulator } = await signing();
    const other = await connection.prepare?.(sampleRequest('xml', { question }), 512);
    if (other === undefined) throw new Error('nothing is prepared');
    const signature = signDigest(official.key, gostBackend().digest(256, other.content));
    const made = { content: other.content, signature, certificate: official.certificate };
    await expect(ask({ signature: made })).rejects.toMatchObject({ code: 'personalSignature' });
    expect(emulator.effects).toEqual([]);
  });
  test.each([
    [
      'содержание изменилось',
      (made: OfficialSignature): Partial<OutgoingRequest> => ({
        signature: made,
        question: { content: `<EchoRequest xmlns="${echo}"><Text>нет</Text></EchoRequest>` },
      }),
    ],
    [
      'подпись не сходится',
      (made: OfficialSignature): Partial<OutgoingRequest> => ({
        signature: { ...made, signature: Buffer.alloc(64, 1) },
      }),
    ],
    [
      'сертификат другой',
      (made: OfficialSignature): Partial<OutgoingRequest> => ({
        signature: { ...made, certificate: readTestKey('body-b').certificate },
      }),
    ],
    [
      'сертификата нет',
      ({ content, signature }: OfficialSignature): Partial<OutgoingRequest> => ({ signature: { content, signature } }),
    ],
  ])('%s – не уходит', async (_, change) => {
    const { ask, emulator, made } = await signing();
    await expect(ask(change(made))).rejects.toMatchObject({ code: 'personalSignature', retry: 'never' });
    expect(emulator.effects).toEqual([]);
  });
});
