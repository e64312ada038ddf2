import type { Plugin } from '@reglament/sdk';
import { openKitHost, testPlugin } from '@reglament/sdk/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EsiaConfig } from './config.ts';
import { connectEsia } from './connection.ts';
import { directConfig } from './emulator/demo-keys.ts';
import { type EsiaEmulator, openEmulator } from './emulator/emulator.ts';
import { plugin } from './index.ts';
import { kit } from './kit.ts';

let emulator: EsiaEmulator;
beforeAll(async () => {
  emulator = await openEmulator({ now: () => new Date() });
});
afterAll(() => emulator.close());

/** The whole contract over the direct way too. */
const direct: Plugin<EsiaConfig> = {
  ...plugin,
  emulator: async (options) => {
    const opened = await openEmulator(options);
    return { ...opened, config: directConfig(opened.config.url) };
  },
};
await testPlugin(direct as Plugin, kit, { describe, test });

const redirectUri = 'http://127.0.0.1:8080/login/return';

async function signIn(config: EsiaConfig) {
  const host = openKitHost<EsiaConfig>({ config, body: null, now: () => new Date() }).host;
  const { identity } = connectEsia(host);
  if (identity === undefined) throw new Error('no identity');
  const state = crypto.randomUUID();
  const { url, keep } = await identity.begin({ redirectUri, state });
  const { headers } = await fetch(url, { redirect: 'manual' });
  return identity.finish({ url: headers.get('location') ?? '', state, keep });
}

describe.each(['ГОСТ', 'RS256'])('напрямую, маркеры подписаны %s', (way) => {
  const config = () => directConfig(new URL(emulator.config.url).origin, way === 'ГОСТ' ? undefined : emulator.rsaKey);

  test('человек и организации', async () => {
    emulator.play({ kind: 'special', name: 'person', with: { person: 'melnikov' } });
    expect(await signIn(config())).toMatchObject({
      ...{ surname: 'Мельников', name: 'Артём', patronymic: 'Ильдарович', snils: '70000058195' },
      organisations: [{ ogrn: '1029990000369' }, { ogrn: '1029990000259' }, { ogrn: '1029990000479' }],
    });
  });

  test.each(['signature', 'audience', 'expired', 'issuer', 'none'])('id_token изменён: %s', async (what) => {
    emulator.play({ kind: 'special', name: 'alter', with: { what, person: 'sokolova' } });
    await expect(signIn(config())).rejects.toMatchObject({ code: 'notGenuine', retry: 'never' });
  });

  test('маркеры подписаны другим ключом', async () => {
    emulator.play({ kind: 'answer' });
    const other = directConfig(config().url, way === 'ГОСТ' ? emulator.rsaKey : undefined);
    const { clientId } = config();
    await expect(signIn({ ...other, clientId })).rejects.toMatchObject({ code: 'notGenuine' });
  });
});

test('чего не хватает в настройках, названо', async () => {
  const { privateKey: _left, ...config } = directConfig('http://127.0.0.1:9');
  await expect(signIn(config)).rejects.toMatchObject({
    code: 'esiaSettings',
    message: expect.stringContaining('закрытый ключ'),
  });
});
