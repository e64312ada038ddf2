import { randomUUID } from 'node:crypto';
import type { Connection, Plugin } from '@reglament/sdk';
import { testPlugin } from '@reglament/sdk/kit';
import { describe, expect, test } from 'vitest';
import { findingOf } from './finding.ts';
import { type Mutate, withConnection, withMessage } from './mutant.ts';
import { neighbour } from './neighbour.ts';

const plugin = neighbour as Plugin;

await testPlugin(plugin, { parts: ['send', 'receive', 'inbox', 'reply'] }, { describe, test });

const withSend = (send: (connection: Connection) => Connection['send']): Mutate =>
  withConnection(
    (connection) => ({ ...connection, ...(connection.send ? { send: send(connection) } : {}) }) as Connection,
  );

/** The bus between two bodies must show the same faults as the network does. */
const mutants: Readonly<Record<string, Mutate>> = {
  'send.twice': withSend(
    ({ send }) =>
      (request, signal) =>
        send?.({ ...request, id: randomUUID() }, signal) as never,
  ),
  'send.crash': withSend(
    ({ send }) =>
      (request, signal) =>
        send?.({ ...request, id: randomUUID() }, signal) as never,
  ),
  'send.resetLate': withSend(
    ({ send }) =>
      (request, signal) =>
        send?.({ ...request, id: randomUUID() }, signal) as never,
  ),
  'send.abort': withSend(
    ({ send }) =>
      (request) =>
        send?.(request, new AbortController().signal) as never,
  ),
  'receive.crash': withMessage('receive', async (message) => {
    await message.ack(true);
    return { ...message, ack: async () => undefined };
  }),
  'receive.answer': withMessage('receive', ({ requestId: _, ...message }) => message),
  'inbox.unacknowledged': withMessage('inbox', (message) => ({ ...message, ack: async () => undefined })),
  'inbox.broken': withMessage('inbox', (message) => (message.kind === 'unreadable' ? undefined : message)),
};

test.each(Object.entries(mutants))('набор не пропускает испорченный модуль: %s', async (code, mutate) => {
  expect(await findingOf(code, mutate(plugin), {})).toMatch(/[а-яё]/i);
});
