import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scenario } from '@reglament/sdk';
import { openDirect } from './direct.ts';
import type { Answered, Led, Reach, Told } from './leading.ts';
import { newKey, openProvider } from './provider.ts';

const machineNow = Date.now;
let ahead = 0;
// The libraries here read the machine's clock; in a process of its own it can be moved.
Date.now = () => machineNow() + ahead;

const waiting = new Map<number, (led: Led) => void>();
let asked = 0;

async function askNext(): Promise<Scenario> {
  asked += 1;
  const led = await new Promise<Led>((answered) => {
    waiting.set(asked, answered);
    say({ ask: asked });
  });
  ahead = led.ahead;
  return led.scenario;
}

function say(told: Told): void {
  process.send?.(told);
}

let reach: string | undefined;
process.on('message', (told: Answered | Reach) => {
  if ('reach' in told) {
    reach = told.reach;
    return;
  }
  const { answer, ...led } = told;
  waiting.get(answer)?.(led);
  waiting.delete(answer);
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());

const server = createServer();
await new Promise<void>((listening) => server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', listening));
const { port } = server.address() as AddressInfo;
const url = `http://127.0.0.1:${port}`;
const key = newKey();
const gateway = openProvider(url, { askNext, reach: () => reach }, key);
const direct = openDirect(url, askNext, key);
server.on('request', (request, response) => {
  const isDirect = /^\/(?:aas|rs|idp)\//.test(request.url ?? '');
  return (isDirect ? direct : gateway)(request, response);
});
say({ listening: port, rsaKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString() });
