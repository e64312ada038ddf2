import { createMessageQueue, openOtherSide, serveQueue } from '@reglament/sdk/emulator';

const token = 'emulator';

/**
 * The other side over real HTTP. It must fail as the real one does: the kit plays every scenario on it.
 * @param {import('@reglament/sdk').EmulatorOptions} options
 * @returns {Promise<import('@reglament/sdk').Emulator<import('./connection.js').Config>>}
 */
export async function openEmulator(options) {
  const answers = createMessageQueue(options.now);
  const side = await openOtherSide(options, (exchange, here) => {
    if (exchange.headers.authorization !== `Bearer ${token}`) return exchange.answer(401);
    if (exchange.path === '/health') return exchange.answer(200);
    if (exchange.path === '/questions') return takeQuestion(exchange, { side: here, answers });
    if (serveQueue('/answers', { exchange, queue: answers })) return;
    return exchange.answer(404);
  });
  return {
    config: { url: side.url, token },
    play: side.play,
    effects: side.effects,
    waiting: answers.waiting,
    close: side.close,
  };
}

/**
 * @param {import('@reglament/sdk/emulator').Exchange} exchange
 * @param {{
 *   side: import('@reglament/sdk/emulator').OtherSide,
 *   answers: import('@reglament/sdk/emulator').MessageQueue,
 * }} place
 */
function takeQuestion(exchange, { side, answers }) {
  const key = String(exchange.headers['idempotency-key']);
  const content = JSON.parse(Buffer.from(exchange.body).toString('utf8'));
  const verdict = side.arrive(exchange, {
    key,
    effect: { id: content.reference, kind: 'request', content },
    onTaken: (scenario) => {
      for (const answer of answersTo(content, scenario)) side.lay(answers, { content: answer, scenario, about: key });
    },
  });
  if (verdict?.kind === 'taken') exchange.answer(202);
  if (verdict?.kind === 'stale') exchange.answer(409);
}

/**
 * @param {any} content
 * @param {import('@reglament/sdk').Scenario} scenario
 * @returns {import('@reglament/sdk').JsonObject[]}
 */
function answersTo({ question }, scenario) {
  if (scenario.kind === 'refuse') return [{ status: 'refused', code: 'no-data', reason: scenario.reason }];
  const given = scenario.kind === 'answer' ? scenario.answer : undefined;
  const last = { status: 'answered', answer: given ?? { found: true, text: `Запись ${question.number} верна` } };
  return scenario.kind === 'interim' ? [{ status: 'interim', text: scenario.text }, last] : [last];
}
