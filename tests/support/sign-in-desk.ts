import { createConnection } from '../../core/src/connection/commands.ts';
import { readDemo } from '../../core/src/demo/seed.ts';
import { seedSignIn } from '../../core/src/demo/sign-in.ts';
import type { Emulator, JsonObject, Scenario } from '../../plugins/sdk/src/index.ts';
import type { Answer, Client } from './http-client.ts';
import { createClient } from './http-client.ts';
import type { TestServer } from './server.ts';

/** The other side of an entrance, with a browser that goes there and comes back. */
export interface SignInDesk {
  readonly connection: string;
  readonly emulator: Emulator;
  /** Begins; gives the query that the browser comes back with, as whoever the scenario names. */
  goThere(browser: Client, scenario?: Scenario): Promise<string>;
  /** The whole way to the choice. */
  comeBack(browser: Client, scenario?: Scenario): Promise<Answer>;
  /** The whole way to work. */
  enter(browser: Client, person: string, ogrn: string): Promise<Answer>;
  /** Signs out on the other side, by its own page; who is signed in here is told of it by that side. */
  leaveThere(browser: Client): Promise<void>;
  /** Address at which the other side says so. */
  readonly callAddress: string;
  close(): Promise<void>;
}

export const ogrns = { arch: '1029990000149', zem: '1029990000259', city: '1029990000369', museum: '1029990000479' };

export const as = (person: string): Scenario => ({ kind: 'special', name: 'person', with: { person } });

export async function openSignInDesk(
  server: TestServer,
  settings?: (emulator: Emulator) => JsonObject,
): Promise<SignInDesk> {
  const plugin = server.deps.connections.findPlugin('esia');
  const emulator = await plugin?.emulator?.({ now: server.clock.now });
  if (emulator === undefined) throw new Error('no emulator of the entrance');
  const made = await createConnection(server.deps, null, {
    ...{ plugin: 'esia', code: 'esia', title: 'ЕСИА', enabled: true },
    settings: settings?.(emulator) ?? (emulator.config as JsonObject),
  });
  const callAddress = server.deps.callAddresses.of(made.id);
  emulator.reach?.(callAddress);
  const others = new Map<Client, Client>();
  await seedSignIn(server.deps, await readDemo(server.deps.config.definitionsDir));
  const desk: SignInDesk = {
    connection: made.id,
    emulator,
    callAddress,
    async goThere(browser, scenario = { kind: 'answer' }) {
      emulator.play(scenario);
      const begun = await browser.post('/api/sign-in', { connection: made.id, returnTo: '/applications?tab=mine' });
      if (begun.status !== 200) throw new Error(`begin: ${begun.status} ${begun.text}`);
      const other = others.get(browser) ?? createClient(new URL(begun.body.url).origin);
      others.set(browser, other);
      return followed(other, begun.body.url, `${server.url}/login/return`);
    },
    async comeBack(browser, scenario) {
      return browser.post('/api/sign-in/return', { search: await desk.goThere(browser, scenario) });
    },
    async enter(browser, person, ogrn) {
      await desk.comeBack(browser, as(person));
      return browser.post('/api/sign-in/choice', { ogrn, consent: true });
    },
    async leaveThere(browser) {
      const other = others.get(browser);
      const page = await other?.get('/session/end');
      const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page?.text ?? '') ?? [];
      const form = new URLSearchParams({ xsrf, logout: 'yes' }).toString();
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      const left = await other?.send('POST', '/session/end/confirm', { body: form, headers });
      if (left?.status !== 303) throw new Error(`not signed out there: ${left?.status} ${left?.text}`);
    },
    close: () => emulator.close(),
  };
  return desk;
}

/** A browser's way with redirects, until it is sent back to us. */
async function followed(browser: Client, url: string, back: string): Promise<string> {
  let address = url;
  for (let hop = 0; hop < 10; hop += 1) {
    const { headers, status } = await browser.get(address);
    const next = headers.get('location');
    if (next === null) throw new Error(`not sent back: ${status} at ${address}`);
    address = new URL(next, address).href;
    if (address.startsWith(back)) return new URL(address).search;
  }
  throw new Error('sent round in a circle');
}
