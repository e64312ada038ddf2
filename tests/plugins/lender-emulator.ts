import { createHash, randomUUID } from 'node:crypto';
import type { Emulator, EmulatorOptions, JsonObject } from '@reglament/sdk';
import {
  answerBytes,
  createMessageQueue,
  type Exchange,
  type OtherSide,
  openOtherSide,
  serveQueue,
} from '@reglament/sdk/emulator';

export async function openLenderEmulator(options: EmulatorOptions): Promise<Emulator<{ url: string }>> {
  const queue = createMessageQueue(options.now);
  const challenges = new Map<string, string>();
  const answers = new Map<string, Uint8Array>();
  const side = await openOtherSide(options, (exchange, here) => {
    if (exchange.path === '/sign-in') return signIn(exchange, here, challenges);
    if (exchange.path === '/person') return tellPerson(exchange, challenges);
    if (exchange.path === '/questions') return answerAtOnce(exchange, here, answers);
    if (!serveQueue('/bus', { exchange, queue })) takeMessage(exchange, here);
  });
  return {
    config: { url: side.url },
    play: side.play,
    effects: side.effects,
    file: async (content: JsonObject) => side.lay(queue, { content }),
    waiting: queue.waiting,
    close: side.close,
  };
}

function read({ headers, body }: Exchange) {
  const content = JSON.parse(Buffer.from(body).toString('utf8')) as JsonObject & { id: string };
  return { key: String(headers.name), content };
}

/** The same answer at every try. */
function answerAtOnce(exchange: Exchange, side: OtherSide, answers: Map<string, Uint8Array>) {
  const { key, content } = read(exchange);
  const verdict = side.arrive(exchange, {
    key,
    effect: { id: content.id, kind: 'request', content },
    onTaken: (scenario) => {
      const answer: JsonObject = scenario.kind === 'refuse' ? { refused: scenario.reason } : { text: 'Ответ' };
      answers.set(key, answerBytes(answer, scenario));
    },
  });
  if (verdict?.kind === 'taken') exchange.answer(200, answers.get(key));
  if (verdict?.kind === 'stale') exchange.answer(409, { reason: 'Имя устарело' });
}

function takeMessage(exchange: Exchange, side: OtherSide) {
  const { key, content } = read(exchange);
  const verdict = side.arrive(exchange, { key, effect: { id: content.id, kind: 'notice', content } });
  if (verdict?.kind === 'taken') exchange.answer(202);
  if (verdict?.kind === 'stale') exchange.answer(409, { reason: 'Имя устарело' });
  if (verdict?.kind === 'refused') exchange.answer(422, { reason: verdict.reason });
}

/** Lets everybody in at once, unless the scenario refuses. */
function signIn({ query, answer }: Exchange, side: OtherSide, challenges: Map<string, string>) {
  const scenario = side.next();
  const back = new URL(String(query.get('redirectUri')));
  back.searchParams.set('state', String(query.get('state')));
  const code = randomUUID();
  if (scenario.kind === 'refuse') back.searchParams.set('error', scenario.reason);
  else {
    back.searchParams.set('code', code);
    challenges.set(code, String(query.get('challenge')));
  }
  answer(302, undefined, { location: back.href });
}

/** Once per code, and only to the one who knows what it was begun with. */
function tellPerson({ body, answer }: Exchange, challenges: Map<string, string>) {
  const { code, verifier } = JSON.parse(Buffer.from(body).toString('utf8')) as { code: string; verifier: string };
  const challenge = createHash('sha256').update(verifier).digest('hex');
  const isKnown = challenges.get(code) === challenge;
  challenges.delete(code);
  if (!isKnown) return answer(400);
  const organisations = [{ ogrn: '1027700132195', title: 'Организация примера' }];
  return answer(200, { subject: '1000001', surname: 'Иванова', name: 'Анна', organisations });
}
