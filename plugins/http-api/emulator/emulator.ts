import type { Emulator, EmulatorOptions, Json, JsonObject, RequestTypeDefinition, Scenario } from '@reglament/sdk';
import {
  answerBytes,
  type Exchange,
  hasOwnAnswer,
  type OtherSide,
  openOtherSide,
  playedAnswer,
} from '@reglament/sdk/emulator';
import type { HttpApiConfig } from '../config.ts';
import { answerToWire, questionFromWire, settingsOf, valueAt } from '../message.ts';
import { joined, stepsOf } from '../openapi/document.ts';
import type { Poll, Said } from '../openapi/later-answer.ts';
import { type Caller, openCaller } from './caller.ts';
import { matchedPath } from './matched-path.ts';
import { ownTypes } from './own-types.ts';

/** What the emulator has said, or will say, to one question. */
interface Kept {
  readonly type: RequestTypeDefinition;
  readonly status: number;
  readonly bytes: Uint8Array;
}

interface Order {
  readonly poll: Poll;
  readonly final: Uint8Array;
  /** Not before this moment; none: never. */
  readonly at: number | undefined;
  /** Said until then, and once when the answer is there already. */
  interim: string | undefined;
}

interface Provider {
  readonly now: () => Date;
  readonly types: () => readonly RequestTypeDefinition[];
  readonly kept: Map<string, Kept>;
  readonly orders: Map<string, Order>;
  readonly caller: Caller;
}

/** A provider that answers every operation which a type describes, by the type's own answers or a sample of its schema. */
export async function openEmulator(options: EmulatorOptions): Promise<Emulator<HttpApiConfig>> {
  const own = ownTypes();
  const described = () => (options.types?.() ?? []).filter(({ plugin, message }) => plugin === 'http-api' && message);
  const provider: Provider = {
    now: options.now,
    types: () => [...described(), ...own],
    kept: new Map(),
    orders: new Map(),
    caller: openCaller(options.now),
  };
  const side = await openOtherSide(options, (exchange, here) => serve(provider, exchange, here));
  return {
    config: { url: side.url, auth: 'none' },
    play: side.play,
    effects: side.effects,
    waiting: provider.caller.waiting,
    close: async () => {
      provider.caller.close();
      await side.close();
    },
  };
}

function serve(provider: Provider, exchange: Exchange, side: OtherSide) {
  const { method, path } = exchange;
  if (path === '/' || path === '') return exchange.answer(200, { title: 'Эмулятор поставщика с HTTP API' });
  const order = method === 'GET' ? findOrder(provider, path) : undefined;
  if (order !== undefined) return tell(provider, exchange, order);
  const asked = provider.types().flatMap((type) => {
    const settings = settingsOf(type);
    const parts = settings.method === method ? matchedPath(settings.path, path) : undefined;
    return parts === undefined ? [] : [{ exchange, type, parts }];
  });
  const [first, ...others] = asked;
  if (first === undefined) return exchange.answer(404, { title: `Операции ${method} ${path} у поставщика нет` });
  const body = bodyOf(exchange);
  if (body === undefined) return exchange.answer(400, { title: 'Тело запроса – не JSON' });
  take(provider, toWhom([questionOf(first, body), ...others.map((one) => questionOf(one, body))]), side);
}

/** What was asked to be told later, by the name in the address. */
function findOrder({ types, orders }: Provider, path: string): Order | undefined {
  for (const type of types()) {
    const { poll } = settingsOf(type);
    const asked = poll === undefined ? undefined : matchedPath(poll.path, path);
    const order = orders.get(asked?.[poll?.parameter ?? ''] ?? '');
    if (order !== undefined) return order;
  }
  return undefined;
}

/** Several types may be made of one operation, and the wire does not name them: who has an answer of its own to this is meant. */
function toWhom(asked: readonly [Question, ...Question[]]): Question {
  return asked.find(({ type, question }) => hasOwnAnswer(type, question)) ?? asked[0];
}

interface Taken {
  readonly exchange: Exchange;
  readonly type: RequestTypeDefinition;
  readonly parts: Readonly<Record<string, string>>;
}

interface Question extends Omit<Taken, 'parts'> {
  readonly question: JsonObject;
  /** Where the answer is to be brought; empty: nowhere. */
  readonly address: string;
}

function questionOf({ exchange, type, parts }: Taken, body: Json): Question {
  const get = (place: string): Json | undefined => {
    const [where = '', ...rest] = place.split(':');
    const name = rest.join(':');
    if (where === 'path') return parts[name];
    if (where === 'query') return queryValue(exchange.query.getAll(name), type, place);
    if (where === 'header') return exchange.headers[name.toLowerCase()] as string | undefined;
    return valueAt(body, name);
  };
  const question = questionFromWire(type, get);
  const { callback } = settingsOf(type);
  const address = callback === undefined ? '' : String(get(callback.to) ?? '');
  return { exchange, type, question, address };
}

function take(provider: Provider, { exchange, type, question, address }: Question, side: OtherSide) {
  const key = String(exchange.headers['idempotency-key']);
  const verdict = side.arrive(exchange, {
    key,
    effect: { id: key, kind: 'request', content: question },
    onTaken: (scenario) => provider.kept.set(key, answerTo(provider, { type, question, scenario, key, address })),
  });
  if (verdict?.kind === 'stale') exchange.answer(410, { title: 'Имя запроса устарело' });
  const kept = provider.kept.get(key);
  if (verdict?.kind === 'taken' && kept !== undefined) exchange.answer(kept.status, kept.bytes);
}

/** A list stands in the address once for each of its values. */
function queryValue(found: readonly string[], { message }: RequestTypeDefinition, place: string): Json | undefined {
  const [path = ''] = Object.entries(message?.question.places ?? {}).find(([, one]) => one === place) ?? [];
  return message?.question.form.schema.properties[path]?.type === 'array' && found.length > 0 ? found : found[0];
}

function bodyOf({ body }: Exchange): Json | undefined {
  if (body.byteLength === 0) return {};
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}

interface Asked {
  readonly type: RequestTypeDefinition;
  readonly question: JsonObject;
  readonly scenario: Scenario;
  readonly key: string;
  /** Where the answer is to be brought; empty: nowhere. */
  readonly address: string;
}

function answerTo(provider: Provider, { type, question, scenario, key, address }: Asked): Kept {
  const { poll, callback } = settingsOf(type);
  const played = playedAnswer(type, question);
  const given = scenario.kind === 'answer' && scenario.answer ? scenario.answer : undefined;
  const reason =
    scenario.kind === 'refuse'
      ? scenario.reason
      : played.outcome.kind === 'refuse' && !given
        ? played.outcome.reason
        : undefined;
  const answer = given ?? (played.outcome.kind === 'answer' ? played.outcome.answer : {});
  const said = poll ?? callback;
  if (said === undefined || (reason !== undefined && said.state === undefined)) {
    if (reason !== undefined) return { type, status: 422, bytes: bytesOf({ title: 'Отказ', detail: reason }) };
    return { type, status: 200, bytes: answerBytes(answerToWire(type, answer) as JsonObject, scenario) };
  }
  const silent = scenario.kind === 'silence' || (played.outcome.kind === 'silence' && !given);
  const seconds = (scenario.kind === 'answer' ? scenario.afterSeconds : undefined) ?? played.afterSeconds ?? 0;
  const final =
    reason === undefined
      ? withState(answerToWire(type, answer), said, { word: said.ready?.[0] })
      : withState({}, said, { word: said.refused?.[0], words: reason });
  const order = {
    final: answerBytes(final as JsonObject, scenario),
    at: silent ? undefined : provider.now().getTime() + seconds * 1000,
    interim: scenario.kind === 'interim' ? scenario.text : played.interim,
  };
  if (poll !== undefined) provider.orders.set(key, { ...order, poll });
  else bring(provider.caller, { ...order, said, address, times: scenario.kind === 'repeat' ? scenario.times : 1 });
  return { type, status: 202, bytes: bytesOf(said.ticket === undefined ? {} : placed({}, said.ticket, key)) };
}

interface Brought extends Omit<Order, 'poll'> {
  readonly said: Said;
  readonly address: string;
  readonly times: number;
}

/** The provider calls with what it has to say: a word on the way, the answer, and the answer again where it repeats itself. */
function bring(caller: Caller, { said, address, final, at, interim, times }: Brought): void {
  if (at === undefined || !URL.canParse(address)) return;
  const first = interim === undefined ? [] : [bytesOf(withState({}, said, { word: 'pending', words: interim }))];
  caller.owe({ url: address, at, bodies: [...first, ...Array.from({ length: times }, () => final)] });
}

/** How far an order is, as the provider tells it who asks. */
function tell({ now }: Provider, exchange: Exchange, order: Order) {
  const { poll, final, at, interim } = order;
  const isThere = at !== undefined && at <= now().getTime();
  if (interim !== undefined || !isThere) {
    if (isThere) order.interim = undefined;
    return poll.state === undefined
      ? exchange.answer(202)
      : exchange.answer(200, withState({}, poll, { word: 'pending', words: interim }));
  }
  exchange.answer(200, final);
}

interface Told {
  readonly word?: string | undefined;
  readonly words?: string | undefined;
}

function withState(said: Json, { state, text }: Said, { word = 'rejected', words }: Told): Json {
  const stated = state === undefined ? said : placed(said, state, word);
  return text === undefined || words === undefined ? stated : placed(stated, text, words);
}

function placed(said: Json, pointer: string, value: Json): Json {
  const [step = '', ...rest] = stepsOf(pointer);
  const own = typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as JsonObject) : {};
  if (rest.length === 0) return { ...own, [step]: value };
  return { ...own, [step]: placed(own[step] ?? {}, rest.reduce(joined, ''), value) };
}

function bytesOf(said: Json): Uint8Array {
  return Buffer.from(JSON.stringify(said));
}
