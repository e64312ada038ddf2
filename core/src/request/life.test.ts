import { expect, test } from 'vitest';
import { after, isSettled, type KeptStatus, type RequestEvent, statusTitles } from './life.ts';

const statuses = Object.keys(statusTitles).filter((status): status is KeptStatus => status !== 'signed');

/** What each status allows; everything else leaves a request as it is. */
const table: Readonly<Record<KeptStatus, Partial<Record<RequestEvent, KeptStatus>>>> = {
  draft: { edit: 'draft', prepare: 'prepared', send: 'queued', cancel: 'cancelled' },
  prepared: { edit: 'draft', prepare: 'prepared', send: 'queued', cancel: 'cancelled' },
  queued: {
    taken: 'waiting',
    interim: 'waiting',
    answer: 'answered',
    bring: 'answered',
    refuse: 'refused',
    fail: 'failed',
    cancel: 'cancelled',
  },
  waiting: { interim: 'waiting', answer: 'answered', bring: 'answered', refuse: 'refused', cancel: 'cancelled' },
  failed: { retry: 'queued', answer: 'answered', bring: 'answered', refuse: 'refused', cancel: 'cancelled' },
  answered: {},
  refused: {},
  cancelled: {},
};

const events: readonly RequestEvent[] = [
  'edit',
  'prepare',
  'send',
  'retry',
  'cancel',
  'taken',
  'interim',
  'answer',
  'bring',
  'refuse',
  'fail',
];

test.each(statuses)('из состояния %s', (status) => {
  const found = Object.fromEntries(
    events.flatMap((event) => {
      const next = after(status, event);
      return next === undefined ? [] : [[event, next]];
    }),
  );
  expect(found).toEqual(table[status]);
});

test('после ответа, отказа и отмены не меняется ничего', () => {
  expect(statuses.filter(isSettled)).toEqual(statuses.filter((status) => Object.keys(table[status]).length === 0));
});
