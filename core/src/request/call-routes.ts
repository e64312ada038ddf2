import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../errors.ts';
import { type Route, route } from '../http.ts';
import { readBytes } from '../json-body.ts';
import { notExpected, takeCall } from './call.ts';

/** More than any answer of a provider that calls by itself. */
const MOST_BYTES = 8 * 1024 * 1024;
const tooLarge = () => new Refusal('tooLarge', 'Вызов больше 8 МБ не принимается.');

export const callRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/callbacks/:connection/:owner/:key',
    summary: 'Обратный вызов поставщика; адрес секретный, его сообщает сама система',
    access: 'public',
    params: { connection: 'uuid', owner: 'uuid', key: 'addressKey' },
    body: 'stream',
    response: 'none',
    handler: async ({ deps, params, request }) => {
      const place = { connectionId: params.connection, owner: params.owner };
      // Before anything is read: to whoever guesses it is an address as any other that there is not.
      if (!deps.callAddresses.isOurs(place, params.key)) throw notExpected();
      const body = await readBytes(request.req, { most: MOST_BYTES, tooLarge });
      await takeCall(deps, { ...place, body, headers: plainHeaders(request.req.headers) });
      return undefined;
    },
  }),
];

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])),
  );
}
