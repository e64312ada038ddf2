import { isProviderError } from '@reglament/sdk';
import { openKitHost } from '@reglament/sdk/kit';
import { afterEach, describe, expect, test } from 'vitest';
import { type Smev3Config, versions } from '../config.ts';
import { connectSmev3 } from '../connection.ts';
import { readTestKey } from '../emulator/test-key.ts';
import { kit } from '../kit.ts';
import { faultNames, faultRules } from './faults.ts';
import { closeScenes, echo, openScene, outcomes, special } from './scene.ts';

afterEach(closeScenes);

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
  test('расписка не от той СМЭВ, что в настройках, – ещё раз, и дошло один раз', async () => {
    const scene = await openScene({ smevCertificates: readTestKey('provider').certificatePem });
    await expect(scene.ask({ id: 'one' })).rejects.toMatchObject({ code: 'forgedReceipt', retry: 'later' });
    expect((await scene.ask({ id: 'one', attempt: 2 })).receipt?.text).toBe('СМЭВ приняла сообщение раньше');
    expect(scene.emulator.effects).toHaveLength(1);
  });
  test('подписано сертификатом СМЭВ, которого нет в настройках: ждёт на узле, пока его не добавят', async () => {
    const scene = await openScene();
    await scene.ask();
    const waiting = scene.emulator.waiting();
    const take = (config: Smev3Config) => {
      const now = () => new Date('2026-03-02T10:00:00.000Z');
      const { host } = openKitHost<Smev3Config>({ config, now, ...(kit.lends ? { lends: kit.lends } : {}) });
      return connectSmev3(host).receive?.([], new AbortController().signal)[Symbol.asyncIterator]().next();
    };
    const { config } = scene.emulator;
    await expect(take({ ...config, smevCertificates: readTestKey('provider').certificatePem })).rejects.toMatchObject({
      code: 'unknownNode',
      retry: 'later',
      message: expect.stringContaining('добавьте новый'),
    });
    expect(scene.emulator.waiting()).toBe(waiting);
    const both = `${readTestKey('provider').certificatePem}\n${config.smevCertificates}`;
    expect((await take({ ...config, smevCertificates: both }))?.value.verdicts).toEqual([
      expect.objectContaining({ valid: true }),
      expect.objectContaining({ valid: true }),
    ]);
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
