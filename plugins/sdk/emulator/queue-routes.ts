import type { Exchange } from './http-server.ts';
import type { MessageQueue } from './message-queue.ts';

/**
 * A queue over HTTP: `GET root` lists, `GET root/:id` gives the bytes, `GET root/:id/files/:n` a file of it,
 * `POST root/:id/ack` acknowledges. False: the path is not one of these.
 */
export function serveQueue(root: string, { exchange, queue }: { exchange: Exchange; queue: MessageQueue }): boolean {
  const { method, path, query } = exchange;
  if (path !== root && !path.startsWith(`${root}/`)) return false;
  const [id = '', part, number] = path.slice(root.length + 1).split('/');
  const message = queue.get(id);
  if (method === 'GET' && id === '') exchange.answer(200, list(queue, Number(query.get('limit') ?? 100)));
  else if (method === 'POST' && part === 'ack') exchange.answer(queue.acknowledge(id) ? 200 : 404);
  else if (method === 'GET' && message && part === undefined) exchange.answer(200, message.content);
  else if (method === 'GET' && message && part === 'files') {
    const file = message.files[Number(number)];
    exchange.answer(file ? 200 : 404, file?.content);
  } else exchange.answer(404, { code: 'not-found', reason: 'Такого сообщения нет' });
  return true;
}

function list(queue: MessageQueue, limit: number) {
  const messages = queue
    .list(limit)
    .map(({ id, about, files }) => ({ id, about, files: files.map(({ name }) => name) }));
  return { messages };
}
