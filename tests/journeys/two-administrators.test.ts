import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { expected } from '../support/factories.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

test('двое на одном черновике: видят друг друга, разное сходится само, об одном и том же спрашивают', async () => {
  const role = `insert into user_role (user_id, role_id, organisation_id) select u.id, r.id, o.id
    from user_account u, role r, organisation o where u.login = 'monitor' and r.code = 'administrator' and o.code = 'arch'`;
  await server.database.execute(role);
  const body = { kind: 'service', from: 'copy', code: 'archiveCertificate', title: 'Общая услуга' };
  const { id } = expected(await (await server.login('admin')).post('/api/admin/drafts', body), 201);
  const [one, other] = [(await office.enter('admin')).page, (await office.enter('monitor')).page];
  for (const page of [one, other]) {
    onTestFailed(() => picture(page, 'failed-two-administrators'));
    await page.goto(`/admin/drafts/${id}`);
    await page.getByRole('heading', { level: 1, name: 'Общая услуга' }).waitFor();
  }
  // Each is told who the other is.
  for (const [page, name] of [
    [one, 'Белова'],
    [other, 'Никитин'],
  ] as const)
    await page.getByRole('region', { name: 'У кого ещё открыт черновик' }).getByText(name).waitFor();
  const write = async (page: typeof one, label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).fill(text);
    await page.keyboard.press('Enter');
  };
  // What one saves comes to the other's page by itself.
  await write(one, 'Краткое название', 'Архив');
  await expect.poll(() => other.getByLabel('Краткое название', { exact: true }).inputValue()).toBe('Архив');
  // While the other cannot save, the same place is changed here: nobody's words are lost by guess.
  await other.route('**/steps', (route) => route.abort());
  await write(other, 'Краткое название', 'Справка');
  await other.getByText('Не сохранено').waitFor();
  await write(one, 'Краткое название', 'Выписка');
  await one.getByText('Сохранено', { exact: true }).waitFor();
  await other.unroute('**/steps');
  await other.keyboard.press('ControlOrMeta+s');
  await other.getByText('Пока вы не выбрали, ваши правки остаются').waitFor();
  const row = other.getByRole('row').filter({ hasText: 'Справка' });
  await row.getByRole('radio', { name: 'чужое' }).check();
  await look(other, 'studio-two');
  await other.getByRole('button', { name: 'Записать выбранное' }).click();
  await other.getByText('Пока вы не выбрали').waitFor({ state: 'detached' });
  await expect.poll(() => other.getByLabel('Краткое название', { exact: true }).inputValue()).toBe('Выписка');
});
