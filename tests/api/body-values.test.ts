import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiTypes } from '../../core/src/api.gen.ts';
import { publishService } from '../support/clock-definitions.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test('форма начинается с ОКТМО своего ведомства, у другого – со своего, у неизвестного – с пустого', async () => {
  const begins = async (login: string) => {
    const service = expected(await (await server.login(login)).get('/api/services/landPlotPlan'));
    return service.form.schema.properties.oktmo.default;
  };
  expect(await begins('registrar')).toBeUndefined();
  await server.database.execute("update organisation set oktmo = '99701000' where code = 'arch'");
  expect(await begins('registrar')).toBe('99701000');
  expect(await begins('registrar2')).toBeUndefined();
});

describe('идентификаторы ведомства в других системах', () => {
  type Details = ApiTypes['OrganisationDetails'];
  const values = { gisGkhSystem: randomUUID(), gisGkhOrganization: randomUUID() };

  async function bodies() {
    const admin = await server.login('admin');
    const { items } = expected(await admin.get('/api/admin/organisations'));
    const pathOf = (wanted: string) =>
      `/api/admin/organisations/${items.find(({ code }: { code: string }) => code === wanted).id}`;
    return { admin, own: pathOf('arch'), foreign: pathOf('zem') };
  }

  test('спрошенные формами перечислены словами формы; указывает их администратор своего ведомства', async () => {
    const { admin, own, foreign } = await bodies();
    const before: Details = expected(await admin.get(own));
    expect(before.identifiers).toMatchObject([
      {
        ...{ code: 'gisGkhSystem', title: 'Идентификатор информационной системы в ГИС ЖКХ', value: null },
        ...{
          usedBy: ['ГИС ЖКХ: задолженность за жилищно-коммунальные услуги'],
          hint: expect.stringContaining('Выдаёт'),
        },
      },
      { code: 'gisGkhOrganization', value: null },
    ]);
    const wrong = await admin.put(`${own}/identifiers`, { values: { gisGkhSystem: 'что-то', nothing: '1' } });
    expect([wrong.status, wrong.body.problems.map(({ field }: { field: string }) => field).toSorted()]).toEqual([
      400,
      ['gisGkhSystem', 'nothing'],
    ]);
    expect((await admin.put(`${foreign}/identifiers`, { values })).status).toBe(403);
    const saved: Details = expected(await admin.put(`${own}/identifiers`, { values }));
    expect(saved.identifiers.map(({ value }) => value)).toEqual(Object.values(values));
    const { rows } = await server.database.execute(`select payload from admin_event where type = 'body.identifiers'`);
    expect(rows).toHaveLength(1);
  });

  test('запрос начинается с них и помнит, откуда они; названное не трогают неназванное, пустое убирает', async () => {
    const { admin, own } = await bodies();
    expected(await admin.put(`${own}/identifiers`, { values }));
    await publishService(server, { code: 'subsidy', requests: [{ code: 'debt', type: 'utilityDebt' }] });
    const clerk = await server.login('super');
    const draft = await createApplication(clerk, { service: 'subsidy', applicant: personNumber(1) });
    const { id } = await act(clerk, draft, ['register', {}]);
    const form = async () => expected(await clerk.get(`/api/applications/${id}/request-forms/debt`));
    expect(await form()).toMatchObject({
      question: { informationSystemId: values.gisGkhSystem, organizationId: values.gisGkhOrganization },
      origins: {
        '/informationSystemId': ['organisation.identifiers.gisGkhSystem'],
        '/organizationId': ['organisation.identifiers.gisGkhOrganization'],
      },
    });
    expected(await admin.put(`${own}/identifiers`, { values: { gisGkhSystem: ' ' } }));
    const { question } = await form();
    expect(question).toEqual({ organizationId: values.gisGkhOrganization });
  });
});
