import type { ScenarioPlayer } from '../emulator/scenario-player.ts';
import {
  type Bus,
  type BusMessage,
  type Emulated,
  type NewBusMessage,
  ProviderError,
  type Scenario,
} from '../src/index.ts';
import { kitBody, kitNeighbour } from './kit-host.ts';
import { soon } from './soon.ts';

/** A bus between two bodies: ours, on which scenarios are played, and the neighbour's, which always works. */
export interface PeerBus {
  readonly ours: Bus;
  readonly neighbours: Bus;
  readonly effects: readonly Emulated[];
  /** How the next message of the neighbour lies in our queue. */
  lay(scenario: Scenario): void;
  waiting(): number;
  close(): void;
}

interface Letter {
  readonly message: BusMessage;
  copies: number;
  comesBack: boolean;
}

/** `onQuestion`: something has come for the neighbour. */
export function openPeerBus(player: ScenarioPlayer, onQuestion: (scenario: Scenario) => Promise<void>): PeerBus {
  const queues = { [kitBody.code]: new Map<string, Letter>(), [kitNeighbour.code]: new Map<string, Letter>() };
  const known = new Set<string>();
  const effects: Emulated[] = [];
  let laid: Scenario = { kind: 'answer' };
  let isClosed = false;

  async function sendOurs(message: NewBusMessage, signal: AbortSignal) {
    if (isClosed) throw later('Обмен выключен');
    const scenario = player.next();
    const isReply = message.replyTo !== undefined;
    if (scenario.kind === 'hang') await hang(signal);
    if (scenario.kind === 'fail' || scenario.kind === 'stale' || (scenario.kind === 'reset' && !scenario.late)) {
      throw later('Обмен не удался');
    }
    if (scenario.kind === 'refuse' && isReply) throw new ProviderError('refused', scenario.reason, { retry: 'never' });
    if (!known.has(message.id)) {
      known.add(message.id);
      effects.push({ id: message.id, kind: isReply ? 'reply' : 'request', content: message.content });
      put(queues[kitNeighbour.code], { message: await delivered(message, kitBody), copies: 1, comesBack: false });
      if (!isReply) await onQuestion(scenario);
    }
    if (scenario.kind === 'reset') throw later('Обмен прерван');
  }

  async function sendNeighbours(message: NewBusMessage) {
    const whole = await delivered(message, kitNeighbour);
    if (laid.kind === 'silence') return;
    const copies = laid.kind === 'repeat' ? laid.times : 1;
    const spoilt = laid.kind === 'broken' ? { ...whole, content: {} } : whole;
    put(queues[kitBody.code], { message: spoilt, copies, comesBack: laid.kind === 'repeat' });
  }

  async function* take(queue: Map<string, Letter> | undefined, types: readonly string[]): AsyncGenerator<BusMessage> {
    if (isClosed) throw later('Обмен выключен');
    for (const { message, copies } of [...(queue?.values() ?? [])]) {
      for (let copy = 0; types.includes(message.type) && copy < copies; copy += 1) {
        yield { ...message, ack: async () => acknowledge(queue, message.id) };
      }
    }
  }

  return {
    ours: { send: sendOurs, take: (types) => take(queues[kitBody.code], types) },
    neighbours: { send: sendNeighbours, take: (types) => take(queues[kitNeighbour.code], types) },
    effects,
    lay: (scenario) => {
      laid = scenario;
    },
    waiting: () => queues[kitBody.code]?.size ?? 0,
    close: () => {
      isClosed = true;
    },
  };
}

const later = (text: string) => new ProviderError('bus', text, { retry: 'later' });

/** Until the caller gives up, or the bus does. */
async function hang(signal: AbortSignal): Promise<never> {
  const aborted = new Promise((done) => signal.addEventListener('abort', done, { once: true }));
  await Promise.race([aborted, soon(3_000)]);
  signal.throwIfAborted();
  throw later('Нет ответа в срок');
}

function put(queue: Map<string, Letter> | undefined, letter: Letter) {
  if (!queue?.has(letter.message.id)) queue?.set(letter.message.id, letter);
}

function acknowledge(queue: Map<string, Letter> | undefined, id: string) {
  const letter = queue?.get(id);
  if (!letter) return;
  if (letter.comesBack) Object.assign(letter, { copies: 1, comesBack: false });
  else queue?.delete(id);
}

/** Files are read when a message is sent, and come out as often as they are asked for. */
async function delivered({ files, to: _to, ...message }: NewBusMessage, from: BusMessage['from']): Promise<BusMessage> {
  const read = await Promise.all(
    files.map(async ({ name, description, open }) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of await open()) pieces.push(piece);
      const content = {
        [Symbol.asyncIterator]: () => pieces[Symbol.iterator]() as unknown as AsyncIterator<Uint8Array>,
      };
      return { name, ...(description === undefined ? {} : { description }), content };
    }),
  );
  const { code, title } = from;
  return { ...message, from: { code, title }, files: read, ack: async () => undefined };
}
