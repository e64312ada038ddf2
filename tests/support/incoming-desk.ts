import { randomUUID } from 'node:crypto';
import type { Workplace } from '@reglament/format';
import { vi } from 'vitest';
import type { IncomingView } from '../../core/src/api.gen.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { act, createApplication, expected, personNumber } from './factories.ts';
import type { Client } from './http-client.ts';
import type { TestServer } from './server.ts';

/** Requests that «zem» has sent to «arch», which answers them. */
export interface IncomingDesk {
  /** Of «arch». */
  readonly clerk: Client;
  /** It waits in the inbox of «arch». */
  asked(subject: string, comment?: string): Promise<IncomingView>;
  /** Answered, and its term is over, as if it had been so long ago. */
  over(subject: string, day?: string): Promise<IncomingView>;
  answeredOn(view: Pick<IncomingView, 'id'>, day: string): Promise<void>;
  read(id: string): Promise<IncomingView>;
  /** What the workplace of «arch» says of how long they are kept. */
  republish(incoming: Workplace['incoming']): Promise<void>;
}

export async function openIncomingDesk(server: TestServer): Promise<IncomingDesk> {
  const clerk = await server.login('super');
  const asker = await server.login('super2');
  const draft = await createApplication(asker, { applicant: personNumber(301) });
  const card = await act(asker, draft, ['register', {}]);
  const desk: IncomingDesk = {
    clerk,
    async asked(subject, comment = 'Пришлите сведения.') {
      const question = { provider: 'arch', subject, comment };
      const body = { entry: 'regional', key: randomUUID(), question, send: true };
      expected(await asker.post(`/api/applications/${card.id}/requests`, body), 201);
      const found = await vi.waitFor(
        async () => {
          const { items } = expected(await clerk.get('/api/incoming-requests?status=new&limit=100'));
          const one = items.find((item: { subject: string }) => item.subject === subject);
          if (one === undefined) throw new Error(`«${subject}» is not here yet`);
          return one;
        },
        { timeout: 30_000, interval: 50 },
      );
      return desk.read(found.id);
    },
    async over(subject, day = '2014-04-04') {
      const { id, version } = await desk.asked(subject);
      const answer = { version, answer: { text: 'Сведений нет.' } };
      expected(await clerk.post(`/api/incoming-requests/${id}/answer`, answer));
      await vi.waitFor(
        async () => {
          if ((await desk.read(id)).deliveredAt === null) throw new Error('the answer is still on its way');
        },
        { timeout: 30_000, interval: 50 },
      );
      await desk.answeredOn({ id }, day);
      return desk.read(id);
    },
    async answeredOn({ id }, day) {
      await server.database.execute('update incoming_request set answered_at = $2::date where id = $1', [id, day]);
    },
    read: async (id) => expected(await clerk.get(`/api/incoming-requests/${id}`)),
    async republish(incoming) {
      const { incoming: _former, ...content } = server.deps.definitions.latest('workplace', 'doverie').content;
      const text = JSON.stringify({ ...content, ...(incoming && { incoming }) });
      await publish(server.deps, { kind: 'workplace', code: 'doverie', text, author: null, comment: null });
    },
  };
  return desk;
}
