import type { Emulated, EmulatorOptions, JsonObject, Scenario } from '../src/index.ts';
import { type Exchange, openHttpServer } from './http-server.ts';
import type { MessageQueue, QueueOptions } from './message-queue.ts';
import { createScenarioPlayer } from './scenario-player.ts';

/** What has come to the other side: knows a repeat by `key`, the name on the wire. */
export interface Arrival {
  readonly key: string;
  readonly effect: Emulated;
  /** Done once per key, when the message is taken: what the other side does about it. Absent: it refuses at once. */
  onTaken?(scenario: Scenario): void;
  /** A scenario of this other side's own, before anything is taken; true: it has ended the exchange. */
  onSpecial?(scenario: Extract<Scenario, { kind: 'special' }>): boolean;
}

export type Verdict =
  | { readonly kind: 'taken' }
  /** Nothing was done: the name on the wire is too old. */
  | { readonly kind: 'stale' }
  /** Nothing was done, and nothing will be. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A message that the other side lays into a queue, spoilt or repeated as the scenario says. */
export interface Laid extends QueueOptions {
  readonly content: JsonObject;
  /** Absent: the next one. */
  readonly scenario?: Scenario;
}

/** The parts that an emulator over HTTP is made of; a plugin adds its own paths and the words on the wire. */
export interface OtherSide {
  readonly url: string;
  readonly effects: readonly Emulated[];
  play(...scenarios: readonly Scenario[]): void;
  /** For what neither arrives nor is laid down: a person who signs in. */
  next(): Scenario;
  /** Plays the next scenario on what has come: what is to be answered; undefined: the exchange is over (cut, hangs, 500). */
  arrive(exchange: Exchange, arrival: Arrival): Verdict | undefined;
  lay(queue: MessageQueue, laid: Laid): void;
  close(): Promise<void>;
}

/** Opens the server. `handle` is called with each exchange and the other side itself. */
export async function openOtherSide(
  { port, now, known = [] }: EmulatorOptions & { readonly known?: Iterable<string> },
  handle: (exchange: Exchange, side: OtherSide) => unknown,
): Promise<OtherSide> {
  const player = createScenarioPlayer();
  const effects: Emulated[] = [];
  // What was taken before an end of the process is a repeat still.
  const taken = new Set<string>(known);
  // What was too old once is too old for ever.
  const stale = new Set<string>();
  const server = await openHttpServer((exchange) => handle(exchange, side), port);
  const side: OtherSide = {
    url: server.url,
    effects,
    play: player.play,
    next: player.next,
    arrive(exchange, { key, effect, onTaken, onSpecial }) {
      const scenario = player.next();
      const cut = scenario.kind === 'special' ? onSpecial?.(scenario) : cuts[scenario.kind]?.(exchange, scenario);
      if (cut) return undefined;
      if (!taken.has(key)) {
        if (scenario.kind === 'stale') stale.add(key);
        if (stale.has(key)) return { kind: 'stale' };
        if (scenario.kind === 'refuse' && !onTaken) return { kind: 'refused', reason: scenario.reason };
        taken.add(key);
        effects.push(effect);
        onTaken?.(scenario);
      }
      if (scenario.kind !== 'reset') return { kind: 'taken' };
      exchange.reset();
      return undefined;
    },
    lay(queue, { content, scenario = player.next(), ...options }) {
      layInto(queue, scenario, { content, options, now });
    },
    close: server.close,
  };
  return side;
}

/** Ends of an exchange before anything was taken; true when it has ended. */
const cuts: Partial<Record<Scenario['kind'], (exchange: Exchange, scenario: Scenario) => boolean>> = {
  hang(exchange) {
    exchange.hang();
    return true;
  },
  fail(exchange) {
    exchange.answer(500, { code: 'fault', reason: 'Сбой на той стороне' });
    return true;
  },
  reset(exchange, scenario) {
    if (scenario.kind === 'reset' && scenario.late) return false;
    exchange.reset();
    return true;
  },
};

/** What goes out as an answer: JSON, or with `broken` bytes that nobody can read. */
export function answerBytes(content: JsonObject, scenario: Scenario): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(content));
  if (scenario.kind !== 'broken') return bytes;
  // A byte order mark of another encoding, a NUL, and the beginning of what was to be said.
  return Buffer.concat([Buffer.from([0xff, 0xfe, 0]), bytes.subarray(0, 20)]);
}

function layInto(
  queue: MessageQueue,
  scenario: Scenario,
  { content, options, now }: { content: JsonObject; options: QueueOptions; now: () => Date },
) {
  const bytes = answerBytes(content, scenario);
  if (scenario.kind === 'silence') return;
  if (scenario.kind === 'repeat') queue.put(bytes, { ...options, times: scenario.times });
  else if (scenario.kind === 'answer' && scenario.afterSeconds !== undefined)
    queue.put(bytes, { ...options, at: new Date(now().getTime() + scenario.afterSeconds * 1000) });
  else queue.put(bytes, options);
}
