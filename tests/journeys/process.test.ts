import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
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

test('своя копия процесса: новое состояние и действие в таблице, на схеме и в опубликованной версии', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-process'));
  await page.goto('/admin/workflows');
  await page.getByRole('row', { name: /Короткий процесс/ }).waitFor();
  await look(page, 'workflows');

  await page.goto('/admin/');
  await page.getByRole('button', { name: /^Изменить: Выдача архивных справок/ }).click();
  await page.getByRole('tab', { name: 'Процесс' }).click();
  await page.getByRole('region', { name: 'Схема процесса' }).waitFor();
  await page.getByRole('button', { name: 'Своя копия' }).click();
  await page.getByText('Процесс новый').waitFor();

  await page.getByRole('button', { name: 'Добавить состояние' }).click();
  // What has just been made is named at once.
  const stateTitle = page.getByLabel('Название состояния');
  await expect.poll(() => stateTitle.evaluate((input) => input === document.activeElement)).toBe(true);
  await stateTitle.fill('Ждёт архив');
  await page.keyboard.press('Enter');
  await page.getByText('zhdetArkhiv').waitFor();
  await page
    .getByText(/В состояние «zhdetArkhiv» попасть нельзя/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Добавить действие' }).click();
  await page.getByLabel('Название действия').fill('Передать в архив');
  await page.keyboard.press('Enter');
  await page.getByText('peredatVArkhiv').waitFor();
  await page.getByLabel('В состояние', { exact: true }).check();
  await page.getByLabel('В какое состояние').click();
  await page.getByTitle('Ждёт архив').last().click();

  // By the keyboard: from the name of the action to the cell of «Зарегистрировано».
  await page.getByRole('button', { name: /^Передать в архив/ }).focus();
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByLabel('Передать в архив: из состояния «Зарегистрировано»').isChecked()).toBe(true);
  const grant = page.getByLabel('Одобрить предоставление услуги: из состояния «Ждёт архив»');
  await grant.check();
  await page.getByRole('button', { name: /^Одобрить предоставление услуги/ }).click();
  await page.getByText('Подготовить решение').first().waitFor();
  await look(page, 'process-action');
  await page.getByRole('button', { name: 'Править форму…' }).click();
  await page
    .getByRole('dialog', { name: /Что спрашивает/ })
    .getByText('Сообщение для заявителя')
    .first()
    .waitFor();
  await look(page, 'process-input');
  await page.getByRole('button', { name: 'Готово' }).click();

  await page.getByTitle('Схема').click();
  await page.getByRole('button', { name: /^Ждёт архив/ }).click();
  await page.getByLabel('Отведено дней').fill('3');
  await page.keyboard.press('Tab');
  await look(page, 'process-diagram');
  await page.getByRole('tab', { name: 'Участники' }).click();
  await page.getByText('Предупреждать, что срок скоро истечёт').waitFor();
  await look(page, 'process-people');

  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  await page.getByLabel('Комментарий к версии').fill('Ожидание архива');
  // The service that follows it could come into force with it; here its own turn comes later.
  const together = page.getByRole('checkbox', { name: /архивных.*\(услуга\)/ });
  await together.press('Space');
  await page.getByRole('heading', { name: /архивных.*\(услуга\)/ }).waitFor();
  await look(page, 'publish-together');
  await together.press('Space');
  await page.getByRole('heading', { name: /архивных.*\(услуга\)/ }).waitFor({ state: 'detached' });
  for (const box of await page.getByLabel('Предупреждения прочитаны').all()) await box.check();
  await page.getByRole('button', { name: 'Опубликовать', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Процессы' }).waitFor();

  // The term of the service beside the days that its workflow gives.
  await page.getByRole('link', { name: 'Услуги', exact: true }).click();
  await page
    .getByRole('row', { name: /Выдача архивных справок/ })
    .getByRole('link', { name: 'Открыть черновик' })
    .click();
  await page.getByRole('tab', { name: 'Сроки' }).click();
  await page.getByText('Самый долгий путь – 10 дней из 30').waitFor();
  await page.getByLabel('Срок можно продлить').check();
  await page.getByText(/должна быть решена до/).waitFor();
  await look(page, 'studio-term');
  await page.getByLabel('Срок, дней').fill('9');
  await page.keyboard.press('Tab');
  await page.getByText('Самый долгий путь – 10 дней: на 1 день дольше срока.').waitFor();

  // A paper: a value from the list, a mistyped one put right, and the document itself.
  await page.getByRole('tab', { name: 'Шаблоны' }).click();
  const text = page.getByLabel('Текст абзаца', { exact: true }).first();
  await text.fill('Выдано: {{aplicant.name}}');
  await page.getByRole('button', { name: 'Заменить на «Заявитель: имя или название полностью»' }).click();
  await expect.poll(() => text.inputValue()).toBe('Выдано: {{applicant.name}}');
  // What is being typed is saved by the key as well, and one goes on typing.
  await text.press('End');
  await page.keyboard.type(' (копия)');
  const saved = page.waitForResponse((answer) => answer.request().postData()?.includes('(копия)') === true);
  await page.keyboard.press('Control+s');
  expect((await saved).status()).toBe(200);
  await page.keyboard.type('.');
  await expect.poll(() => text.inputValue()).toBe('Выдано: {{applicant.name}} (копия).');
  await page.getByRole('button', { name: 'Показать документ' }).click();
  await page.getByRole('region', { name: 'Просмотр документа' }).locator('canvas').first().waitFor();
  // The platform's own DOCX, edited in Word or not, comes back as a template.
  // The browser of the tests shows no PDF: the one of the view comes as a download of its own, sooner or later.
  const downloading = page.waitForEvent('download', (one) => one.suggestedFilename().endsWith('.docx'));
  await page.getByRole('button', { name: 'Скачать DOCX' }).click();
  const file = await (await downloading).path();
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'Ответ архива.docx', buffer: await readFile(file) },
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  });
  await page
    .getByRole('dialog', { name: 'Шаблон из «Ответ архива»' })
    .getByText(/Прочитано: \d+/)
    .waitFor();
  await page.getByRole('button', { name: 'Взять как новый шаблон' }).click();
  await expect.poll(() => page.getByLabel('Название документа').inputValue()).toBe('Ответ архива');
  await look(page, 'studio-templates');
  expect(complaints).toEqual([]);
  const made = server.deps.definitions.list('workflow').find(({ content }) => /архивных/.test(String(content.title)));
  expect(made?.content.states).toContainEqual({
    code: 'zhdetArkhiv',
    title: 'Ждёт архив',
    phase: 'inProgress',
    days: 3,
  });
  expect(made?.content.actions).toContainEqual(
    expect.objectContaining({ code: 'peredatVArkhiv', from: ['registered'], to: 'zhdetArkhiv' }),
  );
  expect(made?.content.actions.find(({ code }) => code === 'grant')?.from).toEqual(['registered', 'zhdetArkhiv']);
});
