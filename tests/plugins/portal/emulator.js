import { createMessageQueue, openOtherSide, serveQueue } from '@reglament/sdk/emulator';

const secret = 'emulator';

/**
 * @param {import('@reglament/sdk').EmulatorOptions} options
 * @returns {Promise<import('@reglament/sdk').Emulator<import('./connection.js').Config>>}
 */
export async function openEmulator(options) {
  const messages = createMessageQueue(options.now);
  const side = await openOtherSide(options, (exchange, here) => {
    if (exchange.headers['x-secret'] !== secret) return exchange.answer(401, { code: 'denied' });
    if (exchange.path === '/health') return exchange.answer(200, {});
    if (exchange.path === '/notices') return takeNotice(exchange, here);
    if (serveQueue('/messages', { exchange, queue: messages })) return;
    return exchange.answer(404, { code: 'not-found', reason: 'Такого адреса нет' });
  });
  return {
    config: { url: side.url, secret },
    play: side.play,
    effects: side.effects,
    file: async ({ files = [], ...content }) => {
      const list = /** @type {{ name: string, text: string, document?: string }[]} */ (files);
      side.lay(messages, {
        content: { ...content, documents: list.map(({ document }) => document ?? null) },
        files: list.map(({ name, text }) => ({ name, content: Buffer.from(text) })),
      });
    },
    waiting: () => messages.waiting(),
    close: side.close,
  };
}

/**
 * @param {import('@reglament/sdk/emulator').Exchange} exchange
 * @param {import('@reglament/sdk/emulator').OtherSide} side
 */
function takeNotice(exchange, side) {
  const key = String(exchange.headers['idempotency-key']);
  const content = JSON.parse(Buffer.from(exchange.body).toString('utf8'));
  const verdict = side.arrive(exchange, { key, effect: { id: content.reference, kind: 'notice', content } });
  if (verdict?.kind === 'taken') exchange.answer(202);
  if (verdict?.kind === 'stale') exchange.answer(409, { code: 'key-expired', reason: 'Имя сообщения слишком старое' });
  if (verdict?.kind === 'refused') exchange.answer(422, { code: 'refused', reason: verdict.reason });
}
