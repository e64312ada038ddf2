import { randomUUID } from 'node:crypto';
import {
  type Bus,
  type BusMessage,
  type Emulated,
  type Emulator,
  type EmulatorOptions,
  type JsonObject,
  type NewBusMessage,
  ProviderError,
  type Scenario,
} from '@reglament/sdk';
import { createScenarioPlayer } from '@reglament/sdk/emulator';
import { zipSync } from 'fflate';
import type { EpguConfig } from './config.ts';
import { type OrderMessage, type OrderService, orderType } from './wire/order.ts';
import { writeOrder } from './wire/order-xml.ts';

/** The portal behind a bus of its own, for the cases of the contract: what goes over СМЭВ is tried over СМЭВ elsewhere. */
interface KitPortal extends Emulator<EpguConfig> {
  readonly bus: Bus;
}

export function isKitPortal(emulator: Emulator): emulator is KitPortal {
  return 'bus' in emulator;
}

interface Letter {
  readonly message: BusMessage;
  copies: number;
  comesBack: boolean;
}

export async function openKitPortal(_options: EmulatorOptions, service: OrderService): Promise<KitPortal> {
  const player = createScenarioPlayer();
  const queue = new Map<string, Letter>();
  const effects: Emulated[] = [];
  const known = new Set<string>();
  let isClosed = false;
  const later = (text: string) => new ProviderError('bus', text, { retry: 'later' });
  const check = () => {
    if (isClosed) throw later('Обмен выключен. Он будет повторён.');
  };

  async function send({ id, content, files }: NewBusMessage, signal: AbortSignal): Promise<void> {
    check();
    const scenario = player.next();
    if (scenario.kind === 'hang') await untilAborted(signal);
    if (scenario.kind === 'refuse') throw new ProviderError('refused', scenario.reason, { retry: 'never' });
    const isLost = scenario.kind === 'reset' && scenario.late !== true;
    if (scenario.kind === 'fail' || scenario.kind === 'stale' || isLost) throw later('Обмен не удался');
    if (!known.has(id)) {
      for (const { open } of files) for await (const _ of await open());
      known.add(id);
      effects.push({ id, kind: 'notice', content });
    }
    if (scenario.kind === 'reset') throw later('Обмен прерван');
  }

  async function* take(types: readonly string[]): AsyncGenerator<BusMessage> {
    check();
    for (const { message, copies } of [...queue.values()]) {
      for (let copy = 0; types.includes(message.type) && copy < copies; copy += 1)
        yield { ...message, ack: async () => acknowledge(queue, message.id) };
    }
  }

  return {
    config: { env: `KIT${randomUUID().slice(0, 8)}` },
    bus: { send, take },
    play: player.play,
    effects,
    file: async (message) => {
      const laid = layDown(message, { service, scenario: player.next() });
      if (laid !== undefined) queue.set(laid.message.id, laid);
    },
    waiting: () => queue.size,
    close: async () => {
      isClosed = true;
    },
  };
}

function layDown(
  { order, sender = 'PGU', files = [] }: JsonObject,
  { service, scenario }: { readonly service: OrderService; readonly scenario: Scenario },
): Letter | undefined {
  if (scenario.kind === 'silence') return undefined;
  const xml = writeOrder(service, order as unknown as OrderMessage);
  const id = randomUUID();
  const message: BusMessage = {
    id,
    type: orderType(service.code),
    from: { code: String(sender), title: 'Портал' },
    content: scenario.kind === 'broken' ? { xml: xml.slice(0, 60) } : { xml },
    files: (files as { name: string; document: string; text: string }[]).map(({ name, document, text }) => ({
      name,
      content: zipSync({ [document]: Buffer.from(text) }),
    })),
    reference: { messageId: id, replyTo: 'kit' },
    original: new TextEncoder().encode(xml),
    ack: async () => undefined,
  };
  const copies = scenario.kind === 'repeat' ? scenario.times : 1;
  return { message, copies, comesBack: scenario.kind === 'repeat' };
}

function acknowledge(queue: Map<string, Letter>, id: string): void {
  const letter = queue.get(id);
  if (letter === undefined) return;
  if (letter.comesBack) Object.assign(letter, { copies: 1, comesBack: false });
  else queue.delete(id);
}

/** Until the caller gives up, or the bus does. */
async function untilAborted(signal: AbortSignal): Promise<never> {
  const aborted = new Promise((done) => signal.addEventListener('abort', done, { once: true }));
  await Promise.race([aborted, new Promise((done) => setTimeout(done, 3_000).unref())]);
  signal.throwIfAborted();
  throw new ProviderError('bus', 'Нет ответа в срок. Обмен будет повторён.', { retry: 'later' });
}
