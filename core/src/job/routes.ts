import type { ApiTypes } from '../api.gen.ts';
import { type Route, route } from '../http.ts';
import type { ParkedJob } from '../jobs.ts';
import { discardJob, retryJob } from './commands.ts';
import { reasonOf, titleOf } from './job-words.ts';

const access = { permission: 'exchange.manage' } as const;
const usualLimit = 50;

/** Jobs are of the whole installation; what they hold is not shown, only what they are for and why they stopped. */
export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/jobs',
    summary: 'Остановленные задания: не выполнились ни с одной попытки, последние – первыми',
    access,
    query: 'ParkedJobQuery',
    response: 'ParkedJobList',
    handler: async ({ deps, query }) => {
      const { after, limit = usualLimit } = query;
      const found = await deps.jobs.parked({ after, limit: limit + 1 });
      const items = found.slice(0, limit);
      return { items: items.map(jobView), next: found.length > limit ? (items.at(-1)?.cursor ?? null) : null };
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/jobs/:id/retry',
    summary: 'Повторить остановленное задание',
    access,
    params: { id: 'uuid' },
    response: 'none',
    handler: async (call) => {
      await retryJob(call, call.params.id);
      return undefined;
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/jobs/:id',
    summary: 'Удалить остановленное задание с указанием причины',
    access,
    params: { id: 'uuid' },
    body: 'JobDiscard',
    response: 'none',
    handler: async (call) => {
      await discardJob(call, call.params.id, call.body.reason);
      return undefined;
    },
  }),
];

function jobView({ id, name, parkedAt, failure }: ParkedJob): ApiTypes['ParkedJobView'] {
  const facts = { id, name, title: titleOf(name), parkedAt: parkedAt.toISOString() };
  return { ...facts, reason: reasonOf(failure), detail: failure.message };
}
