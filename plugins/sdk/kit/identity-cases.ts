import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Identity, type IdentityPerson, isProviderError, type Json } from '../src/index.ts';
import { assertLater, assertRussian } from './expecting.ts';
import type { KitCase } from './kit-case.ts';
import { type Scene, type Subject, withScene } from './scene.ts';

const redirectUri = 'http://127.0.0.1:8080/login/return';

/** Signing in at another place. The emulator lets the person in without asking them anything. */
export function identityCases(subject: Subject): KitCase[] {
  const one = (name: string, title: string, run: (stage: Stage) => Promise<void>): KitCase => ({
    code: `identity.${name}`,
    title: `вход: ${title}`,
    run: () =>
      withScene(subject, async (scene) => {
        const { identity } = (await scene.join()).connection;
        assert.ok(identity, 'У подключения нет identity');
        await run({ scene, identity });
      }),
  });
  return [
    one('round', 'человек вошёл, дважды – тот же самый', async (stage) => {
      const [first, second] = [await signIn(stage), await signIn(stage)];
      for (const name of ['subject', 'surname', 'name'] as const)
        assert.ok(first[name], `О человеке не сказано: ${name}`);
      assert.ok(Array.isArray(first.organisations), 'Организации (organisations) – список, хотя бы пустой');
      assert.equal(second.subject, first.subject, 'Имя человека (subject) при втором входе другое');
    }),
    one('begin', 'каждый вход начат заново, keep – данные', async ({ identity }) => {
      const [first, second] = [await begin(identity), await begin(identity)];
      assert.match(first.url, /^https?:/, 'Адрес входа (url)');
      assert.ok(first.url.includes(encodeURIComponent(redirectUri)), 'В адресе входа нет адреса возврата');
      assert.deepEqual(JSON.parse(JSON.stringify(first.keep)), first.keep, 'keep хранится между вызовами: это данные');
      assert.notDeepEqual(first.keep, second.keep, 'keep двух входов одинаков: один возврат подойдёт к другому');
    }),
    one('foreignState', 'чужое state отвергнуто', async ({ identity }) => {
      const { keep, url } = await comeBack(identity);
      await assertRefused(identity.finish({ url, keep, state: randomUUID() }), 'Возврат с чужим state');
    }),
    one('foreignKeep', 'возврат от другого входа отвергнут', async ({ identity }) => {
      const [mine, other] = [await comeBack(identity), await comeBack(identity)];
      await assertRefused(identity.finish({ ...mine, keep: other.keep }), 'Возврат с keep другого входа');
    }),
    one('replay', 'второй раз тот же возврат отвергнут', async ({ identity }) => {
      const back = await comeBack(identity);
      await identity.finish(back);
      await assertRefused(identity.finish(back), 'Возврат второй раз');
    }),
    one('refuse', 'человеку отказано – сказано по-русски', async ({ scene, identity }) => {
      scene.emulator.play({ kind: 'refuse', reason: 'Доступ закрыт' });
      await assertRefused(identity.finish(await comeBack(identity)), 'Отказ во входе');
    }),
    one('down', 'другая сторона не отвечает – отсрочка', async ({ scene, identity }) => {
      const back = await comeBack(identity);
      await scene.emulator.close();
      const error = await identity.finish(back).then(
        () => assert.fail('Другая сторона выключена, а вход удался'),
        (reason: unknown) => reason,
      );
      assertLater(error, 'Другая сторона выключена');
    }),
  ];
}

interface Stage {
  readonly scene: Scene;
  readonly identity: Identity;
}

interface Back {
  readonly url: string;
  readonly state: string;
  readonly keep: Json;
}

async function begin(identity: Identity) {
  const state = randomUUID();
  return { state, ...(await identity.begin({ redirectUri, state })) };
}

/** Goes where the browser goes, with the cookies that it is given on the way, until it is sent back to us. */
async function comeBack(identity: Identity): Promise<Back> {
  const { url, state, keep } = await begin(identity);
  const cookies = new Map<string, string>();
  let address = url;
  for (let hop = 0; hop < 10; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    keepCookies(cookies, response);
    const next = response.headers.get('location');
    assert.ok(
      next,
      `Эмулятор не вернул браузер обратно: ${response.status} на ${address}. Вход должен пройти без вопросов`,
    );
    address = new URL(next, address).href;
    if (address.startsWith(redirectUri)) return { url: address, state, keep };
  }
  return assert.fail('Эмулятор водит браузер по кругу');
}

/** Of one host, whatever their paths: an emulator has no other. */
function keepCookies(cookies: Map<string, string>, { headers }: Response): void {
  for (const given of headers.getSetCookie()) {
    const [, name, value] = /^([^=;]+)=([^;]*)/.exec(given) ?? [];
    if (name !== undefined && value !== undefined) cookies.set(name, value);
  }
}

async function signIn({ identity }: Stage): Promise<IdentityPerson> {
  return identity.finish(await comeBack(identity));
}

async function assertRefused(finish: Promise<unknown>, what: string) {
  const error = await finish.then(
    () => assert.fail(`${what}: вход удался`),
    (reason: unknown) => reason,
  );
  assert.ok(isProviderError(error), `${what}: нужна ошибка ProviderError, а брошено: ${String(error)}`);
  assert.equal(error.retry, 'never', `${what}: повтор не поможет, поэтому retry – never`);
  assertRussian(error.message, `${what}: текст ошибки`);
}
