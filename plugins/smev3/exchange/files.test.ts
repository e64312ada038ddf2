import { randomBytes } from 'node:crypto';
import { existsSync, ReadStream } from 'node:fs';
import { openKitHost, sampleRequest } from '@reglament/sdk/kit';
import { afterEach, describe, expect, test } from 'vitest';
import type { Smev3Config } from '../config.ts';
import { connectSmev3 } from '../connection.ts';
import { kit } from '../kit.ts';
import { closeScenes, echo, fileOf, openScene, outcomes, question } from './scene.ts';

afterEach(closeScenes);

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
    const [found] = await scene.take();
    expect(found?.outcome.status).toBe('answered');
    expect([...(found?.read ?? [])].map(([name, content]) => [name, content.length])).toEqual([
      ['справка.txt', 14],
      ['Скан.pdf', 200_000],
    ]);
    expect(found?.read.get('Скан.pdf')?.equals(large)).toBe(true);
    expect(Buffer.from(found?.files[1]?.signature ?? []).toString()).toBe('cms');
    const { content } = found?.files[1] ?? {};
    expect(content instanceof ReadStream && existsSync(content.path)).toBe(false);
    expect(content).toBeInstanceOf(ReadStream);
  });
});
