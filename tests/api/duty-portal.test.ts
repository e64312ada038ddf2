import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { act, expected, readCard } from '../support/factories.ts';
import { arrived, filed, openPortalDesk, type PortalDesk } from '../support/portal.ts';

let desk: PortalDesk;
beforeAll(async () => {
  desk = await openPortalDesk('city');
  const { deps } = desk.server;
  const { tests: _tests, ...service } = deps.definitions.latest('service', 'treeFellingPermit').content;
  const duty = {
    ...{ basis: { title: 'Налоговый кодекс Российской Федерации' }, before: 'register' },
    amounts: [{ code: 'permit', title: 'Выдача разрешения', amount: 50_000 }],
  };
  const place = { kind: 'service', code: 'treeFellingPermit' } as const;
  await publish(deps, { ...place, text: JSON.stringify({ ...service, duty }), author: null, comment: null });
});
afterAll(() => desk.close());

test('неоплаченная заявка с портала ждёт черновиком, и сказано почему; платёж внесён – регистрирует сотрудник', async () => {
  const registrar = await desk.server.login('city.registrar');
  const message = filed();
  await desk.file(message);
  const draft = await arrived(desk, registrar, [message.externalId, (card) => expect(card.phase).toBe('draft')]);
  expect(draft).toMatchObject({ source: 'epgu', number: null, duty: { status: 'unpaid', left: 50_000 } });
  const { items } = expected(await registrar.get(`/api/applications/${draft.id}/history`));
  expect(JSON.stringify(items)).toContain('Госпошлина не уплачена: 500,00');
  const paid = {
    amount: 50_000,
    paidOn: '2025-01-15',
    document: 'Чек № 7',
    payer: 'Заявитель',
    version: draft.version,
  };
  expected(await registrar.post(`/api/applications/${draft.id}/duty/payments`, paid), 201);
  const open = await readCard(registrar, draft.id);
  const registering = open.actions.find((one) => one.open && one.tone === 'primary');
  const registered = await act(registrar, open, [registering?.code ?? '', {}]);
  expect(registered).toMatchObject({ duty: { status: 'paid', left: 0 }, number: expect.any(String) });
});
