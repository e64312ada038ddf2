import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { expectState, listCame, look } from '../support/screens.ts';
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

test('услугу пробуют до публикации: путь разными людьми, молчащий поставщик, часы, сохранённый тест', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-tryout'));
  await page.goto('/admin/');
  await page.getByRole('button', { name: /^Изменить: Выдача градостроительного плана/ }).click();
  await page.getByRole('tab', { name: 'Тесты' }).click();
  await page.getByText('все прошли').waitFor();
  await page.getByRole('button', { name: 'Пройти услугу…' }).click();
  await page.getByText('Чтобы зарегистрировать, не хватает').waitFor();
  await page.getByRole('button', { name: 'Заполнить примером' }).click();
  await page.getByText('Чтобы зарегистрировать, не хватает').waitFor({ state: 'detached' });
  await look(page, 'tryout-begun');
  await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).click();
  const steps = page.getByRole('list', { name: 'Шаги пути' });
  await steps.getByText('Зарегистрировано: дан номер, пошёл срок').waitFor();
  await page.getByLabel('Кто действует').click();
  await page.getByTitle('Диспетчер', { exact: true }).click();
  await page.getByRole('button', { name: 'Назначить исполнителя' }).click();
  await page.getByRole('dialog').getByLabel('Исполнитель').click();
  await page.getByRole('dialog').getByTitle('Исполнитель', { exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Выполнить' }).click();
  await steps.getByText('Исполнителем назначен: Исполнитель').waitFor();
  await page.getByRole('button', { name: /^День после срока/ }).click();
  await page.getByText(/просрочено на дней: 1/).waitFor();
  await look(page, 'tryout-walk');
  await page.getByLabel('Название теста').fill('Просрочено у исполнителя');
  await page.getByRole('button', { name: 'Сохранить тест' }).click();
  const saved = page.getByRole('listitem').filter({ hasText: 'Просрочено у исполнителя' });
  await saved.getByText('прошёл', { exact: true }).waitFor();

  await page.keyboard.press('ControlOrMeta+p');
  const preview = page.getByRole('dialog', { name: /^Предпросмотр/ });
  await preview.getByRole('button', { name: 'Заполнить примером' }).click();
  // The example is asked of the server.
  await expect
    .poll(() => preview.getByLabel('Код региона по ОКТМО').inputValue(), { timeout: 30_000 })
    .toBe('73701000');
  await preview.getByText('Условия и причины').click();
  await preview
    .getByText(/Поле показано/)
    .first()
    .waitFor();
  await look(page, 'tryout-preview');
  await preview.getByText('Условия и причины').click();
  await preview.getByTitle('Телефон').click();
  await preview.getByTitle('Печать').click();
  await preview.getByRole('heading', { name: 'Заявка на услугу' }).waitFor();
  await preview.getByText('Что уйдёт поставщикам').click();
  await preview.getByText('ФНС: выписка из ЕГРЮЛ о заявителе').last().waitFor();
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'detached' });

  await page.getByRole('tab', { name: 'Версии' }).click();
  await page.getByRole('button', { name: 'Сравнить', exact: true }).click();
  await page.getByRole('region', { name: 'Версия 1 и Черновик рядом' }).getByText('Просрочено у исполнителя').waitFor();
  await look(page, 'tryout-versions');
  await page.getByRole('button', { name: 'Вернуть в черновик: версия 1' }).click();
  await page
    .getByRole('region', { name: 'Версия 1 и Черновик рядом' })
    .getByText('Просрочено')
    .waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Отменить', exact: true }).click();
  await page.getByRole('region', { name: 'Версия 1 и Черновик рядом' }).getByText('Просрочено у исполнителя').waitFor();
  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  await page.getByLabel('Комментарий к версии').fill('С новым тестом');
  await page.getByLabel('Действует с дня').fill('11.01.2099');
  for (const box of await page.getByLabel('Предупреждения прочитаны').all()) await box.check();
  await page.getByRole('button', { name: 'Опубликовать с этого дня' }).click();
  await page.getByText('Публикация ждёт своего дня').waitFor();
  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  await page.getByRole('dialog').getByText('11.01.2099').waitFor();
  await look(page, 'tryout-asked');
  await page.getByRole('button', { name: 'Отозвать публикацию' }).click();
  await page.getByLabel('Комментарий к версии').waitFor();
  await page.goto('/admin/');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Выгрузить архив: Выдача градостроительного плана/ }).click(),
  ]);
  await page.locator('input[type=file]').setInputFiles(await file.path());
  await page.getByText('Всё в архиве совпадает с действующим').waitFor();
  await look(page, 'tryout-archive');
  expect(complaints).toEqual([]);
});

test('услуга в тестовом режиме: тестировщик работает за вымышленных людей, остальным не видно, после – ничего', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-test-mode'));
  await page.goto('/admin/');
  await page
    .getByRole('button', { name: /Уведомление о планируемом строительстве/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Тестовый режим…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Тестовый режим' });
  await dialog.getByLabel('Тестировщики').fill('Соколова');
  await listCame(page);
  await page.keyboard.press('Enter');
  await dialog.getByText('Вы и названные здесь').click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').waitFor({ state: 'hidden' });
  await look(page, 'test-mode-start');
  await dialog.getByRole('button', { name: 'Включить тестовый режим' }).click();
  const way = dialog.getByRole('link', { name: 'Открыть услугу для пробы' });
  await way.waitFor({ timeout: 60_000 });
  await look(page, 'test-mode-running');

  const tester = await office.enter('registrar');
  onTestFailed(() => picture(tester.page, 'failed-tester'));
  await tester.page.getByRole('button', { name: /Соколова/ }).click();
  await tester.page.getByRole('menuitem', { name: /^Пробовать: Уведомление о планируемом/ }).click();
  const band = tester.page.getByRole('region', { name: 'Тестовый режим' });
  await band.getByText('Всё вымышлено').waitFor();
  await tester.page.getByRole('button', { name: 'Создать' }).click();
  await tester.page.getByText('Уведомление о планируемом').first().click();
  await tester.page.getByLabel('Фамилия').fill('Ветрова');
  await tester.page.getByLabel('Имя', { exact: true }).fill('Алла');
  await tester.page.getByRole('button', { name: 'Сохранить' }).click();
  await expectState(tester.page, 'Черновик');
  await look(tester.page, 'test-mode-card');

  // What the tester has made is repeated on the draft, and may stay as a test of the service.
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Тесты' }).click();
  await page.getByRole('button', { name: 'Из заявки…' }).click();
  const cases = page.getByRole('dialog', { name: 'Тест из заявки' });
  await cases.getByRole('button', { name: /^Взять: без номера/ }).waitFor();
  await look(page, 'test-from-case');
  await cases.getByRole('button', { name: /^Взять: без номера/ }).click();
  await page.getByRole('heading', { name: 'По заявке' }).waitFor();
  await look(page, 'test-from-case-walk');
  await page.getByRole('button', { name: 'Тестовый режим…' }).click();
  await way.waitFor();

  await tester.page.getByRole('link', { name: 'Заявки на услуги' }).click();
  await tester.page.getByRole('heading', { level: 1, name: 'Заявки на услуги' }).waitFor();
  await band.getByLabel('Работаю за').click();
  await tester.page.getByRole('option', { name: 'Мониторинг' }).click();
  await tester.page.getByRole('button', { name: /^Мониторинг т\./ }).waitFor();
  await band.getByRole('link', { name: 'Выйти из тестового режима' }).click();
  await tester.page.getByRole('button', { name: /Соколова/ }).waitFor();
  expect(tester.page.url()).not.toContain('/test/');

  await dialog.getByRole('button', { name: 'Завершить…' }).click();
  await dialog.getByText(/Безвозвратно исчезнут: 1 заявка/).waitFor();
  await look(page, 'test-mode-end');
  await dialog.getByRole('button', { name: 'Завершить и удалить всё' }).click();
  await dialog.waitFor({ state: 'detached', timeout: 60_000 });
  await page.getByRole('button', { name: 'Тестовый режим…' }).click();
  await dialog.getByRole('button', { name: 'Включить тестовый режим' }).waitFor();
  await tester.page.reload();
  await tester.page.getByRole('button', { name: /Соколова/ }).click();
  await tester.page.getByRole('menuitem', { name: 'Мой профиль' }).waitFor();
  expect(await tester.page.getByRole('menuitem', { name: /^Пробовать/ }).count()).toBe(0);
  expect([...complaints, ...tester.complaints]).toEqual([]);
});
