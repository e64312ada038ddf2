import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { act, createApplication, expected, grantInput, plotAnswers, readCard } from '../support/factories.ts';
import { newOrganisationIds } from '../support/people.ts';
import { expectFocused, listCame, look } from '../support/screens.ts';
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

test('черновик на прежней версии: видно, что изменилось и что пропадёт, и он переходит на новую', async () => {
  const draft = await createApplication(await server.login('registrar'));
  const service = JSON.parse(server.deps.definitions.latest('service', 'landPlotPlan').text);
  delete service.tests;
  service.form.schema.properties.area = { title: 'Площадь (кв. м)', type: 'number', maximum: 100 };
  service.form.schema.properties.purpose = { title: 'Цель использования плана', type: 'string' };
  service.form.schema.required.push('purpose');
  service.form.sections[0].fields.push('purpose');
  const text = JSON.stringify(service);
  await publish(server.deps, { kind: 'service', code: service.code, text, author: 'admin', comment: 'Новая версия' });

  const { page } = await office.enter('registrar');
  onTestFailed(() => picture(page, 'failed-newer-version'));
  await page.goto(`${server.url}/applications/${draft.id}`);
  await page.getByText('Действует новая версия услуги – 2').waitFor();
  await page.getByText('Площадь (кв. м): 612,5.').waitFor();
  await page.getByText('Нужно будет ответить').waitFor();
  await page.getByText('Что изменилось').click();
  await look(page, 'newer-version');
  await page.setViewportSize({ width: 360, height: 740 });
  await look(page, 'newer-version-narrow');
  await page.setViewportSize({ width: 1366, height: 768 });

  await page.getByRole('button', { name: 'Перейти на новую версию' }).press('Enter');
  await page.getByLabel('Цель использования плана').waitFor();
  expect(await page.getByText('Действует новая версия услуги').count()).toBe(0);
  expect(await page.getByLabel('Площадь (кв. м)').inputValue()).toBe('');
  await page.getByLabel('Цель использования плана').fill('Строительство дома');
  await page.getByRole('link', { name: 'История' }).click();
  await page.getByText('Черновик переведён на новую версию услуги').waitFor();
  await look(page, 'newer-version-history');
});

test('несовместимая версия при идущих заявках: кого заденет, прежние идут по-своему, остальных переводит администратор', async () => {
  const clerk = await server.login('super');
  const answers = { ...plotAnswers(), area: 50, purpose: 'Гараж' };
  const company = { kind: 'organisation', title: 'Общество «Родник»', ...newOrganisationIds() };
  const [registered, going, stuck] = await Promise.all(
    [{ answers }, { answers }, { answers, applicant: company, notification: { way: 'inPerson' } }].map(
      async (content) => {
        const draft = await createApplication(clerk, content);
        return act(clerk, draft, ['register', {}]);
      },
    ),
  );
  if (!registered || !going || !stuck) throw new Error('three cases');
  const { state } = await readCard(clerk, registered.id);
  const latest = (kind: 'service' | 'workflow', code: string) =>
    JSON.parse(server.deps.definitions.latest(kind, code).text);
  const service = JSON.parse(JSON.stringify(latest('service', 'landPlotPlan')).replaceAll('"purpose"', '"aim"'));
  service.form.schema.properties.aim.title = 'Зачем нужен план';
  // Its words for the portal name the states that the workflow has now.
  delete service.portal;
  for (const row of service.variants.rows) if (row.code === 'organisation') row.code = 'company';

  // The administrator sees whom it touches before it is in force.
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-migration'));
  const admin = await server.login('admin');
  const begun = { kind: 'service', from: 'text', text: JSON.stringify(service) };
  const { id } = expected(await admin.post('/api/admin/drafts', begun), 201);
  await page.goto(`/admin/drafts/${id}`);
  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Опубликовать' });
  const gone = dialog.getByRole('listitem').filter({ hasText: 'Цель использования плана' });
  await gone.getByText('несовместимо').first().waitFor();
  await gone
    .getByText(/задевает .*3 открытые заявки/)
    .first()
    .waitFor();
  await look(page, 'breaking-publish');
  await dialog.getByLabel('Комментарий к версии').fill('Новый регламент');
  for (const box of await dialog.getByRole('checkbox', { name: /прочитаны|это учтено/ }).all()) await box.check();
  await dialog.getByRole('button', { name: 'Опубликовать', exact: true }).click();
  await page.getByText('Опубликована версия 3').waitFor();

  // A case under way is decided by the form and the workflow that it began with.
  await act(clerk, going, ['grant', { input: grantInput }]);
  const old = await readCard(clerk, going.id);
  expect(old).toMatchObject({ service: { version: 2 }, answers: { purpose: 'Гараж' } });
  await act(clerk, old, ['close', {}]);
  const workflow = JSON.parse(JSON.stringify(latest('workflow', 'doverie')).replaceAll(`"${state}"`, '"otherState"'));
  const text = JSON.stringify(workflow);
  await publish(server.deps, { kind: 'workflow', code: 'doverie', text, author: 'admin', comment: 'Третья' });

  await page.goto('/admin/');
  await page.getByRole('link', { name: /^На прежних версиях: 2/ }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Перевод заявок на действующую версию' }).waitFor();
  const check = page.getByRole('button', { name: 'Проверить без изменений' });
  await check.press('Enter');
  await page.getByText('Пропадёт «Цель использования плана»: Гараж.').first().waitFor();
  await page.getByText('Варианта, по которому идёт заявка, в новой версии нет').waitFor();
  await look(page, 'migration-checked');
  // By the keyboard: the old question has become the new one.
  const aim = page.getByRole('combobox', { name: 'В новой версии: Цель использования плана' });
  await aim.focus();
  await page.keyboard.press('Enter');
  await listCame(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('Почему заявки переводятся').fill('Постановление от 01.03.2026 № 15');
  await check.press('Enter');
  await page.getByText('сохраняются все').waitFor();
  await page.getByRole('button', { name: 'Перевести 1 заявку' }).press('Enter');
  await page.getByText('Переведены: 1, остаются на своей версии: 1.').waitFor();
  await expectFocused(page.getByRole('heading', { level: 2, name: 'Что вышло' }));
  await look(page, 'migration-done');
  expect((await readCard(clerk, registered.id)).answers).toMatchObject({ aim: 'Гараж' });
  expect(await readCard(clerk, stuck.id)).toMatchObject({ service: { version: 2 }, answers: { purpose: 'Гараж' } });
  expect(complaints).toEqual([]);
});
