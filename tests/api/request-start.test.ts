import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard, RequestList } from '../../core/src/api.gen.ts';
import { publishWorkflow } from '../support/clock-definitions.ts';
import { act, expected, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { askingCase, openRegistryDesk, publishAsking, type RegistryDesk } from '../support/registry.ts';

/** The workflow sends requests by itself, and a guard waits for their answers. */
let desk: RegistryDesk;
let clerk: Client;
beforeAll(async () => {
  desk = await openRegistryDesk();
  await publishWorkflow(desk.server, 'asking', (one) => {
    for (const action of one.actions) {
      const effects = action.effects as { effect: string }[];
      const starts = ['assignToCreator', 'takeBack'].includes(String(action.code));
      if (['sendBack', 'takeBack'].includes(String(action.code))) action.functions = ['superExecutor'];
      if (starts) action.effects = [...effects, { effect: 'startRequests' }];
      if (action.code === 'grant') {
        Object.assign(action, { guard: { var: 'case.requests.answered' }, guardMessage: 'Получены не все ответы' });
      }
    }
    return one;
  });
  const requests = [
    { code: 'state', type: 'registryState', automatic: true },
    { code: 'extract', type: 'registryExtract', automatic: true },
    { code: 'later', type: 'registryState', automatic: true, allowed: { '==': [{ var: 'addressKind' }, 'landmark'] } },
    { code: 'byHand', type: 'registryState' },
  ];
  await publishAsking(desk, 'asking', { workflow: 'asking', requests });
  clerk = await desk.server.login('super');
});
afterAll(() => desk.close());

const listOf = async ({ id }: ApplicationCard): Promise<RequestList['items']> =>
  expected(await clerk.get(`/api/applications/${id}/requests`)).items;
const soon = <T>(work: () => Promise<T>) => vi.waitFor(work, { timeout: 30_000, interval: 50 });
const guardOf = ({ actions }: ApplicationCard) => actions.find(({ code }) => code === 'grant');

test('с взятием в работу уходит всё, что можно отправить; остальное ждёт исполнителя, и ему об этом сказано', async () => {
  desk.emulator.play({ kind: 'silence' });
  const card = await askingCase(clerk, 'asking');
  expect(card.stateTitle).toBe('Принятие решения');
  const items = await soon(async () => {
    const found = await listOf(card);
    expect(found.map(({ entry, status }) => `${entry} ${status}`).toSorted()).toEqual([
      'extract draft',
      'state waiting',
    ]);
    return found;
  });
  expect(guardOf(await readCard(clerk, card.id))).toMatchObject({
    open: false,
    reason: { text: 'Получены не все ответы' },
  });
  const { items: history } = expected(await clerk.get(`/api/applications/${card.id}/history?limit=100`));
  const event = history.find((one: { type: string }) => one.type === 'requestsStarted');
  expect(event).toMatchObject({ title: 'Запросы, которые отправляются сами', actor: null });
  expect(event.remarks).toContain('Отправлен: Состояние реестра');
  expect(event.remarks.join('\n')).toMatch(/Остался черновиком: Выписка из реестра – .*Номер записи/);
  const notices = expected(await clerk.get('/api/me/notices')).items.map((one: { text: string }) => one.text);
  expect(notices).toContain(`По заявке № ${card.number} не все запросы ушли сами: посмотрите историю и отправьте их`);

  // A case that comes into work anew asks again only what is not asked yet.
  const back = await act(clerk, await readCard(clerk, card.id), ['sendBack', {}]);
  await act(clerk, back, ['takeBack', {}]);
  await soon(async () => {
    const { items: after } = expected(await clerk.get(`/api/applications/${card.id}/history?limit=100`));
    const comments = after.filter((one: { type: string }) => one.type === 'requestsStarted');
    expect(comments.at(-1).remarks).toEqual(['Отправлять нечего']);
  });
  expect(await listOf(card)).toHaveLength(2);

  const canceled = async (id: string) => {
    const { version } = expected(await clerk.get(`/api/requests/${id}`));
    expected(await clerk.post(`/api/requests/${id}/cancel`, { version }));
    return guardOf(await readCard(clerk, card.id))?.open;
  };
  const [first, second] = items;
  expect([await canceled(first?.id ?? ''), await canceled(second?.id ?? '')]).toEqual([false, true]);
});

test('ответ открывает то, что его ждало', async () => {
  desk.emulator.play({ kind: 'answer' });
  const card = await askingCase(clerk, 'asking');
  await soon(async () => {
    expect((await listOf(card)).map(({ status }) => status).toSorted()).toEqual(['answered', 'draft']);
  });
  const draft = (await listOf(card)).find(({ status }) => status === 'draft');
  const changed = await clerk.patch(`/api/requests/${draft?.id}`, {
    version: draft?.version,
    question: { number: '1234-56' },
  });
  expected(await clerk.post(`/api/requests/${draft?.id}/send`, { version: expected(changed).version }));
  await soon(async () => expect(guardOf(await readCard(clerk, card.id))?.open).toBe(true));
});
