import type { Plugin, Scenario } from '@reglament/sdk';
import { openKitHost, testPlugin } from '@reglament/sdk/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EsiaConfig } from './config.ts';
import { connectEsia } from './connection.ts';
import { directConfig, esiaCertificates } from './emulator/demo-keys.ts';
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

async function signIn(config: EsiaConfig, scenario: Scenario = { kind: 'answer' }) {
  const host = openKitHost<EsiaConfig>({ config, body: null, now: () => new Date() }).host;
  const { identity } = connectEsia(host);
  if (identity === undefined) throw new Error('no identity');
  emulator.play(scenario);
  const state = crypto.randomUUID();
  const { url, keep } = await identity.begin({ redirectUri, state });
  return identity.finish({ url: await sentBack(url), state, keep });
}

/** As a browser goes, with the cookies of the other side. */
async function sentBack(url: string): Promise<string> {
  const cookies = new Map<string, string>();
  let address = url;
  while (!address.startsWith(redirectUri)) {
    const cookie = [...cookies].map((one) => one.join('=')).join('; ');
    const { headers, status } = await fetch(address, { redirect: 'manual', headers: { cookie } });
    for (const given of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(given) ?? [];
      cookies.set(name, value);
    }
    const next = headers.get('location');
    if (next === null) throw new Error(`not sent back: ${status} at ${address}`);
    address = new URL(next, address).href;
  }
  return address;
}

const ways: Readonly<Record<string, () => EsiaConfig>> = {
  'через шлюз': () => emulator.config,
  'напрямую, маркеры ГОСТ': () => directConfig(new URL(emulator.config.url).origin),
  'напрямую, маркеры RS256': () => directConfig(new URL(emulator.config.url).origin, emulator.rsaKey),
};
const alter = (what: string, seconds = 0): Scenario => ({ kind: 'special', name: 'alter', with: { what, seconds } });
const notGenuine = { code: 'notGenuine', retry: 'never' };

describe.each(Object.entries(ways))('%s', (way, config) => {
  test('человек и организации', async () => {
    const person = await signIn(config(), { kind: 'special', name: 'person', with: { person: 'melnikov' } });
    expect(person).toMatchObject({
      ...{ surname: 'Мельников', name: 'Артём', patronymic: 'Ильдарович', snils: '70000058195' },
      organisations: [{ ogrn: '1029990000369' }, { ogrn: '1029990000259' }, { ogrn: '1029990000479' }],
    });
  });

  const altered = ['signature', 'audience', 'expired', 'issuer', 'none', ...(way === 'через шлюз' ? ['nonce'] : [])];
  test.each(altered)('id_token изменён: %s', async (what) => {
    await expect(signIn(config(), alter(what))).rejects.toMatchObject(notGenuine);
  });

  test.each([
    ['спешат на 20 секунд', 20, true],
    ['спешат на минуту', 60, false],
    ['отстают на 20 секунд, срок кончился только что', -620, true],
    ['отстают: срок кончился минуту назад', -660, false],
  ])('часы той стороны %s', async (_how, seconds, fits) => {
    const entrance = signIn(config(), alter('clock', seconds));
    if (fits) expect((await entrance).surname).toBe('Соколова');
    else await expect(entrance).rejects.toMatchObject(notGenuine);
  });
});

describe('напрямую: ключ ЕСИА', () => {
  const config = (certificates: readonly string[]): EsiaConfig => ({
    ...directConfig(new URL(emulator.config.url).origin),
    esiaCertificate: certificates.join('\n'),
  });

  test('не тот – вход не подтверждён', async () => {
    await expect(signIn(config(esiaCertificates.slice(1)))).rejects.toMatchObject(notGenuine);
    const other = { ...config([]), esiaCertificate: emulator.rsaKey };
    await expect(signIn(other)).rejects.toMatchObject(notGenuine);
  });

  test('сменился – идут те, у кого указаны оба', async () => {
    expect((await signIn(config(esiaCertificates))).surname).toBe('Соколова');
    const rotate: Scenario = { kind: 'special', name: 'rotate' };
    expect((await signIn(config(esiaCertificates), rotate)).surname).toBe('Соколова');
    await expect(signIn(config(esiaCertificates.slice(0, 1)))).rejects.toMatchObject(notGenuine);
  });
});

test('чего не хватает в настройках, названо', async () => {
  const { certificateHash: _left, ...config } = directConfig('http://127.0.0.1:9');
  const lacking = { code: 'esiaSettings', retry: 'never' };
  await expect(signIn(config)).rejects.toMatchObject({
    ...lacking,
    message: expect.stringContaining('хеш сертификата'),
  });
  const spoilt = { ...config, certificateHash: 'A'.repeat(64), privateKey: 'не ключ' };
  await expect(signIn(spoilt)).rejects.toMatchObject({ ...lacking, message: expect.stringContaining('закрытый ключ') });
});
