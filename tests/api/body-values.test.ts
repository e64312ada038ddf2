import { afterAll, beforeAll, expect, test } from 'vitest';
import { expected } from '../support/factories.ts';
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
