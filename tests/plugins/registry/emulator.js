import { createMessageQueue, openOtherSide, serveQueue } from '@reglament/sdk/emulator';

/**
 * @typedef {import('@reglament/sdk/emulator').Exchange} Exchange
 * @typedef {import('@reglament/sdk/emulator').OtherSide} OtherSide
 * @typedef {import('@reglament/sdk/emulator').MessageQueue} MessageQueue
 */

const token = 'emulator';

/**
 * @param {import('@reglament/sdk').EmulatorOptions} options
 * @returns {Promise<import('@reglament/sdk').Emulator<import('./connection.js').Config>>}
 */
export async function openEmulator(options) {
  const answers = createMessageQueue(options.now);
  const questionsToUs = createMessageQueue(options.now);
  const side = await openOtherSide(options, (exchange, here) => {
    if (exchange.headers.authorization !== `Bearer ${token}`) return exchange.answer(401, { code: 'denied' });
    if (exchange.path === '/health') return exchange.answer(200, {});
    if (exchange.path === '/questions') return takeQuestion(exchange, here, answers);
    if (exchange.path === '/answers-of-ours') return takeReply(exchange, here);
    if (serveQueue('/answers', { exchange, queue: answers })) return;
    if (serveQueue('/questions-to-us', { exchange, queue: questionsToUs })) return;
    return exchange.answer(404, { code: 'not-found', reason: 'Такого адреса нет' });
  });
  return {
    config: { url: side.url, token },
    play: side.play,
    effects: side.effects,
    file: async (content) => side.lay(questionsToUs, { content }),
    waiting: () => answers.waiting() + questionsToUs.waiting(),
    close: side.close,
  };
}

/** @param {Exchange} exchange @param {OtherSide} side @param {MessageQueue} answers */
function takeQuestion(exchange, side, answers) {
  const { key, content } = read(exchange);
  const isClosed = content.kind === 'closed';
  const verdict = side.arrive(exchange, {
    key,
    effect: { id: content.reference, kind: 'request', content },
    onTaken: (scenario) => {
      if (!isClosed)
        for (const answer of answersTo(content, scenario)) side.lay(answers, { ...answer, scenario, about: key });
    },
  });
  const closed = { code: 'closed', reason: 'Эти сведения не выдаются' };
  if (verdict?.kind === 'taken' && isClosed) exchange.answer(422, closed);
  else answer(exchange, verdict);
}

/**
 * @param {any} content
 * @param {import('@reglament/sdk').Scenario} scenario
 * @returns {Pick<import('@reglament/sdk/emulator').Laid, 'content' | 'files'>[]}
 */
function answersTo(content, scenario) {
  if (scenario.kind === 'refuse') {
    return [{ content: { status: 'refused', code: 'no-data', reason: scenario.reason } }];
  }
  const given = scenario.kind === 'answer' ? scenario.answer : undefined;
  const answer = given ?? { found: true, text: `Ответ на запрос ${content.number}` };
  const extract = Buffer.from(`Запись реестра по запросу ${content.number}\n`);
  const files = content.kind === 'extract' ? [{ name: 'Выписка.txt', content: extract }] : [];
  const last = { content: { status: 'answered', answer }, files };
  return scenario.kind === 'interim' ? [{ content: { status: 'interim', text: scenario.text } }, last] : [last];
}

/** @param {Exchange} exchange @param {OtherSide} side */
function takeReply(exchange, side) {
  const { key, content } = read(exchange);
  const verdict = side.arrive(exchange, { key, effect: { id: content.reference, kind: 'reply', content } });
  answer(exchange, verdict);
}

/** @param {Exchange} exchange @param {import('@reglament/sdk/emulator').Verdict | undefined} verdict */
function answer(exchange, verdict) {
  if (verdict?.kind === 'taken') exchange.answer(202);
  if (verdict?.kind === 'stale') exchange.answer(409, { code: 'key-expired', reason: 'Имя сообщения слишком старое' });
  if (verdict?.kind === 'refused') exchange.answer(422, { code: 'refused', reason: verdict.reason });
}

/** @param {Exchange} exchange */
function read({ headers, body }) {
  return { key: String(headers['idempotency-key']), content: JSON.parse(Buffer.from(body).toString('utf8')) };
}
