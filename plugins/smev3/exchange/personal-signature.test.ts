import { gostBackend, signDigest } from '@reglament/gost';
import type { OfficialSignature, OutgoingRequest } from '@reglament/sdk';
import { sampleRequest } from '@reglament/sdk/kit';
import { afterEach, describe, expect, test } from 'vitest';
import { readTestKey } from '../emulator/test-key.ts';
import { closeScenes, echo, openScene, outcomes, question } from './scene.ts';

afterEach(closeScenes);

describe('подпись должностного лица (ЭП-СП)', () => {
  const official = readTestKey('provider');
  const signing = async () => {
    const scene = await openScene();
    const prepared = await scene.connection.prepare?.(sampleRequest('xml', { question }));
    if (prepared === undefined) throw new Error('nothing is prepared');
    const content = Buffer.from(prepared.content);
    const signature = signDigest(official.key, gostBackend().digest(256, content));
    return { ...scene, prepared, made: { content, signature, certificate: official.certificate } };
  };

  test('под ней – всё содержание, узел её видит, ответ приходит', async () => {
    const { ask, take, emulator, prepared, made } = await signing();
    expect(prepared).toMatchObject({ format: 'raw' });
    expect(Buffer.from(prepared.content).toString()).toMatch(/^<ds:SignedInfo .*URI="#PERSONAL_SIGNATURE"/);
    await ask({ signature: made });
    expect(emulator.effects).toMatchObject([{ content: { personalSignature: true } }]);
    expect(outcomes(await take())).toEqual(['answered']);
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
