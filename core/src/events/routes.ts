import { route, stream } from '../http.ts';

export const eventRoutes = [
  route({
    method: 'GET',
    path: '/api/events',
    summary:
      'Поток событий (SSE): «change» – заявка изменилась, «presence» – у открытой у меня заявки другие люди, «draft» – черновик определения открыли, оставили или изменили, «incoming» – пришёл Р-запрос или с ним что-то сделали, «resync» – перечитайте показанное',
    access: 'session',
    response: 'stream',
    handler: ({ session, request, deps }) => {
      const events = deps.events.open(session, { resync: request.get('Last-Event-ID') !== '' });
      return stream(events.readable, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
    },
  }),
];
