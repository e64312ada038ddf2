import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from '@reglament/sdk';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { type Tuning, usualTuning } from '../../core/src/exchange/tuning.ts';
import type { Client } from '../support/http-client.ts';
import { type Meddler, openMeddler } from '../support/meddler.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { processSecret } from '../support/server-process.ts';
import { joinSmev3, openNode, smevPlugins, smevQuestion } from '../support/smev3-side.ts';
import { size, tell } from './chance.ts';
import { type Member, startMember } from './crew.ts';
import { ask, askingCases } from './registry.ts';

const tuning: Tuning = {
  ...usualTuning,
  ...{ pollShortest: 50, pollLongest: 200, callTimeout: 30_000 },
  patience: { first: 100, longest: 500, most: 1_000 },
  breaker: { failures: 1_000_000, pause: 100, longest: 100 },
};

let node: Emulator;
let meddler: Meddler;
let server: TestServer;
let clerk: Client;
let card: ApplicationCard | undefined;
/** The engine on its own, so that what it takes is not mixed with what the node and the test take. */
let engine: Member;
beforeAll(async () => {
  node = await openNode();
  meddler = await openMeddler((node.config as { url: string }).url);
  server = await startServer({ plugins: smevPlugins, tuning, works: false });
  clerk = await server.login('super');
  await joinSmev3(server, node, meddler.url);
  [card] = await askingCases(clerk, 1);
  const env = { DATA_DIR: server.deps.config.dataDir, SECRET_KEY: processSecret, DEMO: '1', NODE_NAME: 'hostile' };
  engine = startMember({ databaseUrl: server.database.url, env, tuning });
  await engine.ready;
});
afterAll(async () => {
  await engine?.kill();
  await server?.close();
  await meddler?.close();
  await node?.close();
});

const longRun = { timeout: size(180_000, 1_800_000) };
const MEGABYTE = 1_048_576;

async function answered(): Promise<void> {
  const { id } = await ask(clerk, card?.id ?? '', smevQuestion);
  const read = () => server.database.execute(`select status from request where id = $1`, [id]);
  await vi.waitFor(async () => expect((await read()).rows).toEqual([{ status: 'answered' }]), {
    timeout: size(90_000, 1_800_000),
    interval: 50,
  });
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const envelope = (inside: string) =>
  `${XML}<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${inside}</s:Body></s:Envelope>`;

test(
  'ответ, который хочет памяти, чужих файлов и адресов: отвергнут до разбора, следующий за ним принят',
  longRun,
  async () => {
    const visits: string[] = [];
    const lure = createServer((request, response) => {
      visits.push(String(request.url));
      response.end('canary-of-the-server');
    });
    await new Promise<void>((resolve) => lure.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void lure.close());
    const address = `http://127.0.0.1:${(lure.address() as AddressInfo).port}/x`;
    const doctype = (inside: string, body = '&e;') =>
      `${XML}<!DOCTYPE s [${inside}]>${envelope(body).slice(XML.length)}`;
    const bombs = Array.from({ length: 12 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('');
    const hostile: readonly (string | Uint8Array)[] = [
      envelope('<a>'.repeat(200_000) + '</a>'.repeat(200_000)),
      envelope(`<a ${Array.from({ length: 100_000 }, (_, at) => `b${at}="1"`).join(' ')}/>`),
      envelope(`<a>${'x'.repeat(40 * 1_048_576)}</a>`),
      doctype('<!ENTITY e SYSTEM "file:///etc/passwd">'),
      doctype(`<!ENTITY e SYSTEM "${address}">`),
      doctype(`<!ENTITY % p SYSTEM "${address}"> %p;`, ''),
      doctype(`<!ENTITY e0 "ha">${bombs}`, '&e12;'),
      Buffer.from(`\uFEFF${doctype(`<!ENTITY e SYSTEM "${address}">`).replace('UTF-8', 'UTF-16')}`, 'utf16le'),
      envelope(`<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${address}" parse="text"/>`),
      `${XML}<?xml-stylesheet href="${address}"?>${envelope('').slice(XML.length)}`,
    ];
    let served = 0;
    let hostileNow = false;
    meddler.meddle = (answer, asked) => {
      if (!hostileNow || !asked.includes('GetResponse') || !answer.includes('EchoResponse') || served >= hostile.length)
        return undefined;
      served += 1;
      return Buffer.from(hostile[served - 1] ?? '');
    };
    // What an ordinary answer takes is not what is asked after.
    await answered();
    const before = await engine.peak();
    hostileNow = true;
    await answered();
    expect(served).toBe(hostile.length);
    const memory = Math.round(((await engine.peak()) - before) / MEGABYTE);
    tell('hostile answers of СМЭВ', { served, memory, figure: 100 });
    expect(visits).toEqual([]);
    const { rows } = await server.database.execute(
      `select 1 from delivery where position('root:' in coalesce(outcome::text, '')) + position('canary' in coalesce(outcome::text, '')) > 0`,
    );
    expect(rows).toEqual([]);
    expect(memory).toBeLessThan(250);
    expect(engine.log.filter(({ level }) => level === 'error')).toEqual([]);
  },
);
