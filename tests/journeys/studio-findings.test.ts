import type { ServiceDefinition } from '@reglament/format';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { expected } from '../support/factories.ts';
import { expectFocused, look } from '../support/screens.ts';
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

test('источник запроса, которого больше нет: виден, заменяется, убирается; из замечаний – к самой строке', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-lost-source'));
  await page.goto(`/admin/drafts/${await beginWith(lostSources)}`);
  const problems = page.getByRole('list', { name: 'Замечания' });
  await problems.getByRole('button', { name: 'Источника «answers.renamed» нет' }).click();
  // The question of the request is asked of the server meanwhile.
  const ogrn = page.getByLabel('Откуда: ОГРН');
  await expectFocused(ogrn);
  const lost = page.getByRole('list', { name: 'Чего больше нет: ОГРН' });
  await lost.getByText('answers.renamed').waitFor();
  await look(page, 'studio-lost-source');
  await ogrn.click();
  await page.keyboard.type('Заявитель: ОГРН');
  await page.keyboard.press('Enter');
  await lost.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Убрать «answers.gone»: ИНН' }).press('Enter');
  await expectFocused(page.getByLabel('Откуда: ИНН'));
  const third = problems.getByRole('listitem').filter({ hasText: 'Источника «answers.third» нет' });
  await third.getByRole('button', { name: 'Удалить строку' }).click();
  await third.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Отменить' }).click();
  await third.waitFor();
  expect(complaints).toEqual([]);
}, 300_000);

test('группа в группе: поиском, перетаскиванием, из меню; внутрь и наружу; замечание ведёт к самой части', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-groups'));
  await page.goto(`/admin/drafts/${await beginWith(untitledCity)}`);
  await page.getByRole('button', { name: /^К замечаниям/ }).click();
  const problems = page.getByRole('list', { name: 'Замечания' });
  const nameless = problems.getByRole('listitem').filter({ hasText: 'Нет названия' });
  await nameless.getByText('«Местоположение земельного участка».', { exact: true }).waitFor();
  await problems.getByRole('button', { name: 'Нет названия: человек увидит код' }).click();
  const title = page.getByRole('textbox', { name: 'Название поля', exact: true });
  await expectFocused(title);
  await expect.poll(() => title.inputValue()).toBe('city');
  await title.fill('Город');
  await title.press('Enter');
  await problems.getByRole('button', { name: 'Нет названия: человек увидит код' }).waitFor({ state: 'detached' });

  const form = page.getByRole('region', { name: 'Раздел Сведения о земельном участке' });
  const parts = () =>
    form.locator('[data-part]').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.part ?? ''));
  const before = await parts();
  // A palette item comes behind the chosen part, in its group.
  await page.getByLabel('Найти вид поля').fill('группа');
  await page.getByLabel('Найти вид поля').press('Enter');
  await expectFocused(title);
  // What it is called by itself is typed over.
  await page.keyboard.type('Ориентир');
  await title.press('Enter');
  const group = form.getByRole('button', { name: 'Ориентир: группа полей, поле записи' });
  await group.waitFor();
  const at = before.indexOf('city') + 1;
  await expect.poll(parts).toEqual(before.toSpliced(at, 0, 'gruppaPoley', 'gruppaPoley/name'));
  // A neighbour goes into it by its menu, and out again by the other; the keyboard goes along.
  await form.locator('[data-part="city"]').press('ContextMenu');
  await page.getByRole('menuitem', { name: 'В группу «Ориентир»' }).press('Enter');
  const city = form.locator('[data-part="gruppaPoley/city"]');
  await expectFocused(city);
  await page.getByText('«Город»: теперь в «Ориентир»').waitFor({ state: 'attached' });
  await look(page, 'studio-groups');
  await city.press('Alt+ArrowUp');
  await expect.poll(parts).toContain('gruppaPoley/city');
  await page.getByRole('button', { name: 'Переместить: Город' }).click();
  await page.getByRole('menuitem', { name: 'Вынести из «Ориентир»' }).click();
  await expect.poll(parts).not.toContain('gruppaPoley/city');
  // From the palette by the mouse, and by the menu: another group within.
  await page.getByRole('button', { name: 'Дата', exact: true }).dragTo(form.locator('[data-part="gruppaPoley/name"]'));
  await expect.poll(parts).toContain('gruppaPoley/data');
  await form.locator('[data-part="gruppaPoley/name"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Добавить ниже' }).hover();
  await page.getByRole('menuitem', { name: 'Группа полей' }).click();
  await expect.poll(parts).toContain('gruppaPoley/gruppaPoley/name');
  for (let step = 0; step < 7; step++) await page.getByRole('button', { name: 'Отменить' }).click();
  await expect.poll(parts).toEqual(before);
  expect(complaints).toEqual([]);
}, 300_000);

/** A draft of a service with its content changed, as a file brings it. */
async function beginWith(change: (service: ServiceDefinition) => ServiceDefinition): Promise<string> {
  const { content } = server.deps.definitions.latest('service', 'landPlotPlan');
  const admin = await server.login('admin');
  const text = JSON.stringify(change(content));
  return expected(await admin.post('/api/admin/drafts', { kind: 'service', from: 'text', text }), 201).id;
}

function untitledCity(service: ServiceDefinition): ServiceDefinition {
  const { schema } = service.form;
  const { landAddress } = schema.properties;
  const properties = { ...landAddress?.properties, city: { type: 'string' as const } };
  return {
    ...service,
    code: 'untitledCity',
    form: {
      ...service.form,
      schema: { ...schema, properties: { ...schema.properties, landAddress: { ...landAddress, properties } } },
    },
  };
}

function lostSources(service: ServiceDefinition): ServiceDefinition {
  const prefill = [
    { to: 'ogrn', from: 'answers.renamed' },
    { to: 'innyul', from: 'answers.gone' },
    { to: 'nomerDela', from: 'answers.third' },
  ];
  return {
    ...service,
    code: 'lostSources',
    requests: (service.requests ?? []).map((one) => (one.code === 'egrul' ? { ...one, prefill } : one)),
  };
}
