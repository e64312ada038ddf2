import { type Route, route } from '../../http.ts';
import { askRun, cancelRun, getRun, listOwnRuns, retryRun, startRun } from './commands.ts';

/** One's own. Programs take actions one by one, and know what came of each. */
export const bulkRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/me/bulk-runs',
    summary: 'Проверить действие над многими заявками; ничего не меняет',
    access: 'session',
    body: 'NewBulkRun',
    response: 'BulkRun',
    status: 201,
    handler: (call) => askRun(call, call.body),
  }),
  route({
    method: 'GET',
    path: '/api/me/bulk-runs',
    summary: 'Мои действия над многими заявками, последние – первыми; хранятся неделю',
    access: 'session',
    response: 'BulkRunList',
    handler: (call) => listOwnRuns(call),
  }),
  route({
    method: 'GET',
    path: '/api/me/bulk-runs/:id',
    summary: 'Ход и исход по каждой заявке',
    access: 'session',
    params: { id: 'uuid' },
    response: 'BulkRun',
    handler: (call) => getRun(call, call.params.id),
  }),
  route({
    method: 'POST',
    path: '/api/me/bulk-runs/:id/start',
    summary: 'Выполнить проверенное; повтор ничего не меняет',
    access: 'session',
    params: { id: 'uuid' },
    response: 'BulkRun',
    handler: (call) => startRun(call, call.params.id),
  }),
  route({
    method: 'POST',
    path: '/api/me/bulk-runs/:id/retry',
    summary: 'Продолжить то, что остановилось само; повтор ничего не меняет',
    access: 'session',
    params: { id: 'uuid' },
    response: 'BulkRun',
    handler: (call) => retryRun(call, call.params.id),
  }),
  route({
    method: 'POST',
    path: '/api/me/bulk-runs/:id/cancel',
    summary: 'Отменить то, что ещё не выполнено',
    access: 'session',
    params: { id: 'uuid' },
    response: 'BulkRun',
    handler: (call) => cancelRun(call, call.params.id),
  }),
];
