import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Delivery, Emulator, IncomingFile, JsonObject, OutgoingFile, Scenario } from '@reglament/sdk';
import { isProviderError } from '@reglament/sdk';
import { openKitHost, openKitStore, sampleRequest } from '@reglament/sdk/kit';
import { afterEach, describe, expect, test } from 'vitest';
import { type Smev3Config, versions } from '../config.ts';
import { connectSmev3 } from '../connection.ts';
import { openEmulator } from '../emulator/emulator.ts';
import { kit } from '../kit.ts';
import { faultNames, faultRules } from './faults.ts';

const echo = 'urn://reglament/smev3/emulator/echo/1.0.0';
const question = { content: `<EchoRequest xmlns="${echo}"><Text>«Да» &amp; нет</Text></EchoRequest>` };
const opened: Emulator<Smev3Config>[] = [];

afterEach(async () => {
  for (const emulator of opened.splice(0)) await emulator.close();
});

let count = 0;

async function openScene(settings: Partial<Smev3Config> = {}) {
  let now = new Date('2026-03-02T10:00:00.000Z');
  const emulator = await openEmulator({ now: () => now });
  opened.push(emulator);
  const store = openKitStore();
  const config = { ...emulator.config, ...settings };
  const process = openKitHost({ config, store, now: () => now, ...(kit.lends ? { lends: kit.lends } : {}) });
  const connection = connectSmev3(process.host);
  const signal = new AbortController().signal;
  const ask = async (
    facts: { id?: string; attempt?: number; files?: readonly OutgoingFile[]; question?: JsonObject } = {},
  ) => {
    count += 1;
    const { id = `request-${count}`, ...more } = facts;
    const request = sampleRequest('xml', { id, question, createdAt: now, ...more });
    return { id, receipt: await connection.send?.(request, signal) };
  };
  return {
    emulator,
    process,
    ask,
    move: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    /** What is there, each with the content of its files, acknowledged as the engine does it. */
    async take() {
      const found: (Delivery & { read: ReadonlyMap<string, Buffer> })[] = [];
      for await (const delivery of connection.receive?.([], signal) ?? []) {
        const read = new Map<string, Buffer>();
        for (const file of delivery.files) read.set(file.name, await contentOf(file));
        found.push({ ...delivery, read });
        await delivery.ack(delivery.verdicts.every(({ valid }) => valid));
      }
      return found;
    },
  };
}

async function contentOf({ content }: IncomingFile): Promise<Buffer> {
  if (content instanceof Uint8Array) return Buffer.from(content);
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

function fileOf(content: Buffer, facts: Partial<OutgoingFile> = {}): OutgoingFile {
  return {
    ...{ id: 'file-1', name: 'План.pdf', mediaType: 'application/pdf', size: content.length, sha256: '' },
    open: async () =>
      (async function* () {
        for (let at = 0; at < content.length; at += 10_000) yield content.subarray(at, at + 10_000);
      })(),
    ...facts,
  };
}

const special = (name: string, given?: JsonObject): Scenario => ({
  kind: 'special',
  name,
  ...(given ? { with: given } : {}),
});
const outcomes = (found: readonly Delivery[]) => found.map(({ outcome }) => outcome.status);
const traces = () => readdirSync(tmpdir()).filter((name) => name.startsWith('reglament-smev3-'));

describe.each(versions)('по схемам %s', (version) => {
  test('вопрос ушёл, ответ пришёл, подписи верны', async () => {
    const scene = await openScene({ version, nodeId: 'узел-1', testMessages: true });
    const { id, receipt } = await scene.ask();
    expect(receipt?.text).toBe('СМЭВ приняла сообщение');
    expect(scene.emulator.effects).toMatchObject([{ content: { nodeId: 'узел-1', test: true } }]);
    const [answer, ...more] = await scene.take();
    expect(answer).toMatchObject({
      requestId: id,
      outcome: { status: 'answered', answer: { content: expect.stringContaining('<Text>«Да» &amp; нет</Text>') } },
      verdicts: [{ valid: true }, { valid: true }],
    });
    expect(more).toEqual([]);
    expect(await scene.take()).toEqual([]);
  });
});

describe('файлы', () => {
  test('малый – рядом с конвертом, большой – в хранилище, подписи с ними', async () => {
    const scene = await openScene({ inlineLimit: 1 });
    const files = [
      fileOf(Buffer.from('мало'), {
        id: 'small',
        name: 'м.txt',
        mediaType: 'text/plain; charset=utf-8',
        signature: Buffer.from('cms'),
      }),
      fileOf(randomBytes(300_000), { id: 'large', signature: Buffer.from('cms') }),
    ];
    await scene.ask({ files });
    expect(scene.emulator.effects[0]?.content.attachments).toMatchObject([
      { mediaType: 'text/plain', size: 8 },
      { mediaType: 'application/pdf', size: 300_000 },
    ]);
    expect(outcomes(await scene.take())).toEqual(['answered']);
  });
  test('после обрыва большой файл второй раз не отправляется', async () => {
    const scene = await openScene({ inlineLimit: 1 });
    const files = [fileOf(randomBytes(50_000))];
    scene.emulator.play({ kind: 'reset', late: true }, { kind: 'answer' });
    await expect(scene.ask({ id: 'one', files })).rejects.toMatchObject({ retry: 'later' });
    expect((await scene.ask({ id: 'one', files, attempt: 2 })).receipt?.text).toBe('СМЭВ приняла сообщение раньше');
    expect(scene.process.evidence.filter(({ method }) => method.startsWith('FTP STOR'))).toHaveLength(1);
  });
  test('хранилище не задано – сказано, что делать', async () => {
    const { ftpHost: _, ...rest } = (await openScene()).emulator.config;
    const { host } = openKitHost<Smev3Config>({
      config: { ...rest, inlineLimit: 1 },
      ...(kit.lends ? { lends: kit.lends } : {}),
    });
    const sent = connectSmev3(host).send?.(
      sampleRequest('xml', { files: [fileOf(randomBytes(5_000))], question }),
      new AbortController().signal,
    );
    await expect(sent).rejects.toMatchObject({
      code: 'noStorage',
      retry: 'never',
      message: expect.stringContaining('Задайте'),
    });
  });
  test('пароль хранилища не подошёл – человеку', async () => {
    const scene = await openScene({ inlineLimit: 1, ftpPassword: 'не тот' });
    await expect(scene.ask({ files: [fileOf(randomBytes(5_000))] })).rejects.toMatchObject({
      code: 'storageLogin',
      retry: 'never',
    });
  });
  test('ответ с файлами: из сообщения и из хранилища, на диске ничего не остаётся', async () => {
    const scene = await openScene();
    const large = randomBytes(200_000);
    const answer = {
      title: 'С файлами',
      xml: `<EchoResponse xmlns="${echo}"><Text>да</Text></EchoResponse>`,
      files: [
        { name: 'справка.txt', mediaType: 'text/plain', text: 'Справка' },
        {
          name: 'Скан.pdf',
          mediaType: 'application/pdf',
          base64: large.toString('base64'),
          by: 'storage',
          signature: 'Y21z',
        },
      ],
    };
    scene.emulator.play({ kind: 'answer', answer });
    await scene.ask();
    const before = traces();
    const [found] = await scene.take();
    expect(found?.outcome.status).toBe('answered');
    expect([...(found?.read ?? [])].map(([name, content]) => [name, content.length])).toEqual([
      ['справка.txt', 14],
      ['Скан.pdf', 200_000],
    ]);
    expect(found?.read.get('Скан.pdf')?.equals(large)).toBe(true);
    expect(Buffer.from(found?.files[1]?.signature ?? []).toString()).toBe('cms');
    expect(traces()).toEqual(before);
  });
});

describe('чужое и испорченное', () => {
  test.each([
    ['изменено после подписи СМЭВ', special('wrongSmevSignature'), 'Подпись СМЭВ не верна'],
    ['значение подписи СМЭВ неверно', special('wrongSmevSignature', { how: 'signature' }), 'Подпись СМЭВ не верна'],
    ['изменено после подписи отправителя', special('wrongSenderSignature'), 'Подпись системы отправителя не верна'],
    ['подписи СМЭВ нет', special('noSmevSignature'), 'Подпис'],
  ])('%s – не принято, СМЭВ об этом знает', async (_, scenario, words) => {
    const scene = await openScene();
    scene.emulator.play(scenario);
    await scene.ask();
    const [found] = await scene.take();
    expect(found?.verdicts.filter(({ valid }) => !valid).map(({ text }) => text)).toContainEqual(
      expect.stringContaining(words),
    );
    expect(scene.emulator.waiting()).toBe(0);
    expect(scene.process.log).toContain('smev.forged');
  });
  test('подписано не той СМЭВ, что в настройках', async () => {
    const scene = await openScene();
    const { smevCertificates: _, ...config } = scene.emulator.config;
    const provider = (await import('../emulator/test-key.ts')).readTestKey('provider').certificatePem;
    const { host } = openKitHost<Smev3Config>({
      config: { ...config, smevCertificates: provider },
      now: () => new Date('2026-03-02T10:00:00.000Z'),
      ...(kit.lends ? { lends: kit.lends } : {}),
    });
    await scene.ask();
    for await (const { verdicts } of connectSmev3(host).receive?.([], new AbortController().signal) ?? []) {
      expect(verdicts).toContainEqual(
        expect.objectContaining({ valid: false, text: expect.stringContaining('нет среди заданных') }),
      );
      return;
    }
    expect.unreachable('ответа нет');
  });
  test('ответ на то, чего не спрашивали, не отнесён ни к чему', async () => {
    const scene = await openScene();
    scene.emulator.play(special('foreign'));
    await scene.ask();
    const [found] = await scene.take();
    expect([found?.requestId, found?.outcome.status]).toEqual([undefined, 'unreadable']);
    expect(scene.emulator.waiting()).toBe(0);
  });
  test.each(['garbage', 'cut'])('испорчено по пути (%s) – в следующий раз пришло целым, не потеряно', async (how) => {
    const scene = await openScene();
    scene.emulator.play(special('mishap', { how, times: 1 }), { kind: 'answer' });
    await scene.ask();
    await scene.ask();
    const found = [...(await scene.take()), ...(await scene.take())];
    expect(outcomes(found)).toEqual(['answered', 'answered']);
    expect(scene.emulator.waiting()).toBe(0);
  });
  test.each(['garbage', 'cut'])('нечитаемое каждый раз (%s) сохранено один раз, остальное приходит', async (how) => {
    const scene = await openScene();
    scene.emulator.play(special('mishap', { how, times: 99 }), { kind: 'answer' });
    await scene.ask();
    await scene.ask();
    const found = [...(await scene.take()), ...(await scene.take()), ...(await scene.take())];
    const broken = found.filter(({ outcome }) => outcome.status === 'unreadable');
    expect(new Set(broken.map(({ messageId }) => messageId)).size).toBe(1);
    expect(broken[0]).toMatchObject({ outcome: { reason: expect.stringContaining('нельзя прочитать') } });
    expect(outcomes(found)).toContain('answered');
  });
});

describe('ошибки СМЭВ', () => {
  test.each(faultNames)('%s в ответ на отправку', async (fault) => {
    const scene = await openScene();
    scene.emulator.play(special('fault', { fault }), { kind: 'answer' });
    const { reaction } = faultRules[fault];
    const first = await scene.ask({ id: 'one' }).catch((error: unknown) => error);
    if (reaction === 'done') return expect(first).toMatchObject({ receipt: { text: 'СМЭВ приняла сообщение раньше' } });
    expect(isProviderError(first) && [first.code, first.retry]).toEqual([
      fault,
      reaction === 'never' ? 'never' : 'later',
    ]);
    const again = await scene.ask({ id: 'one', attempt: 2 });
    expect(again.receipt?.text).toBe('СМЭВ приняла сообщение');
    expect(scene.emulator.effects).toHaveLength(1);
  });
  test('отказ СМЭВ пришёл потом – отказано с тем, что делать', async () => {
    const scene = await openScene();
    const { id } = await scene.ask({ question: { content: `<EchoRequest xmlns="${echo}"/>` } });
    const [found] = await scene.take();
    expect(found).toMatchObject({
      requestId: id,
      outcome: { status: 'refused', reason: expect.stringMatching(/^СМЭВ отклонила запрос: .*исправьте поля/) },
      verdicts: [{ valid: true }, { valid: true }],
    });
  });
  test.each([
    ['<нет', 'Строка 1'],
    ['<a/>', 'нет пространства имён'],
    ['<!DOCTYPE a><a xmlns="urn:x"/>', 'DOCTYPE'],
  ])('содержание, которое не отправить: %s', async (content, words) => {
    const scene = await openScene();
    await expect(scene.ask({ question: { content } })).rejects.toMatchObject({
      code: 'badContent',
      retry: 'never',
      message: expect.stringContaining(words),
    });
    expect(scene.process.evidence).toEqual([]);
  });
});
