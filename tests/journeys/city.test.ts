import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { createBuildingApplication, createTreeApplication } from '../support/city.ts';
import { act, createApplication } from '../support/factories.ts';
import { demoPassword } from '../support/http-client.ts';
import { expectFocused, expectState, look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { detachedSignature } from '../support/signature-samples.ts';

const definition = new URL('../../service-definitions/services/housingSubsidy/service.json', import.meta.url);
const subsidy: { tests: { answers: Record<string, unknown> }[] } = JSON.parse(readFileSync(definition, 'utf8'));

/** The city's way: what is assigned to oneself, a result with a signature, rework, refusal. */
let server: TestServer;
let office: Office;
let executor: Person;
const numbers: string[] = [];

beforeAll(async () => {
  server = await startServer();
  const registrar = await server.login('city.registrar');
  for (const create of [createBuildingApplication, createTreeApplication]) {
    const registered = await act(registrar, await create(registrar), ['register', {}]);
    numbers.push(registered.number ?? '');
  }
  office = await openOffice(server.url);
  executor = await office.enter('city.executor');
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && executor) await picture(executor.page, 'failed-city');
});

/** «Услуги», the row, «Посмотреть». */
async function openFromRegistry(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'Услуги', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: number });
  await row.getByRole('button', { name: 'Действия' }).click();
  await page.getByRole('menuitem', { name: 'Посмотреть', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `Заявка № ${number}` }).waitFor();
}

async function takeOver(page: Page, number: string): Promise<void> {
  await openFromRegistry(page, number);
  await page.getByRole('button', { name: 'Назначить мне' }).click();
  await page.getByRole('dialog').getByLabel('Комментарий').fill('Беру в работу.');
  await page.getByRole('dialog').getByRole('button', { name: 'Назначить мне' }).click();
  await expectState(page, 'В работе');
}

test('новая заявка: избранная услуга стоит первой, название находят слова в любом порядке', async () => {
  const { page, complaints, close } = await office.enter('city.super');
  await page.goto('/applications/new');
  const star = page.getByRole('button', { name: 'Избранная услуга: Уведомление о планируемом', exact: false });
  await star.click();
  await page.reload();
  const favourite = page.getByRole('list', { name: 'Избранные' }).getByRole('listitem');
  await favourite.getByRole('button', { pressed: true }).waitFor();
  expect(await favourite.count()).toBe(1);
  await look(page, 'city-new-choice');
  await page.getByLabel('Найти услугу по названию').fill('жилого субсидии');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Предоставление субсидии', exact: false }).waitFor();
  await page.goto('/applications/new?service=archiveCertificate');
  await page.getByText('По этой услуге вы заявки не создаёте').waitFor();
  await look(page, 'city-not-mine');
  expect(complaints).toEqual([]);
  await close();
});

test('недостающий документ: из сводки – к его месту, а приложенный в ней больше не назван', async () => {
  const clerk = await server.login('city.super');
  const { id } = await createApplication(clerk, { service: 'housingSubsidy', answers: subsidy.tests[0]?.answers });
  const { page, close } = await office.enter('city.super');
  await page.goto(`/applications/${id}`);
  await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).click();
  await page.getByRole('link', { name: 'Документы о начисленных платежах', exact: false }).press('Enter');
  const place = page.getByRole('button', {
    name: 'Загрузить документ: Документы о начисленных платежах',
    exact: false,
  });
  await expectFocused(place);
  await look(page, 'city-paper-missing');
  const bill = { name: 'платежи.txt', mimeType: 'text/plain', buffer: Buffer.from('Начислено 5 412,30') };
  await page.getByLabel('Файлы: Документы о начисленных платежах', { exact: false }).setInputFiles(bill);
  await page.getByText('Заполнено не полностью', { exact: false }).waitFor({ state: 'detached' });
  await close();
});

describe('исполнитель города', () => {
  test('начинает с пустых «Моих услуг» и находит новую в реестре', async () => {
    const { page } = executor;
    await page.getByRole('heading', { level: 1, name: 'Мои услуги' }).waitFor();
    await page.getByText('Вам ничего не назначено').waitFor();
    await look(page, 'city-mine-empty');
    await page.getByRole('link', { name: 'Услуги', exact: true }).click();
    await page
      .getByRole('row')
      .filter({ hasText: numbers[0] ?? '' })
      .waitFor();
    await look(page, 'city-registry');
    const head = page.getByRole('columnheader', { name: 'Номер' });
    await head.getByRole('button').click({ button: 'right' });
    await page.locator('th[aria-sort="ascending"]').filter({ hasText: 'Номер' }).waitFor();
    await page.getByLabel('Найти: номер').fill(numbers[1] ?? '');
    await page.keyboard.press('Enter');
    await page
      .getByRole('row')
      .filter({ hasText: numbers[0] ?? '' })
      .waitFor({ state: 'detached' });
    expect(
      await page
        .getByRole('row')
        .filter({ hasText: numbers[1] ?? '' })
        .count(),
    ).toBe(1);
  });

  test('берёт в работу, сохраняет результат, подписывает', async () => {
    const { page } = executor;
    await takeOver(page, numbers[0] ?? '');
    await page.getByRole('button', { name: 'Сохранить результат' }).click();
    await page.getByLabel('Описание результата').fill('Осмотр проведён, деревья подлежат вырубке.');
    await look(page, 'city-result');
    await page.getByRole('button', { name: 'Сохранить результат' }).click();
    await expectState(page, 'На подписании');
    // The next step is to sign: the card opens where that is done.
    await page.getByText('Ожидает подписания').waitFor();
    await look(page, 'city-signing');
    const signature = { name: 'решение.pdf.sig', mimeType: 'application/octet-stream', buffer: detachedSignature() };
    await page.getByLabel(/^Файлы: Решение .*\.pdf$/).setInputFiles(signature);
    await page.getByText('Хабирова Лейла Маратовна, Управление').waitFor();
    await page.getByText('Проверить нечем', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Проверить подпись/ }).click();
    await page.getByText('Итог проверки: Проверить нечем').waitFor();
    await look(page, 'city-signature');
    await page.getByRole('button', { name: /^Удалить подпись/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Удалить', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // Nobody has a token in a demonstration: the training certificate is offered, and marked as one.
    await page.getByRole('button', { name: /^Подписать: Решение .*\.pdf$/ }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Учебный сертификат', { exact: true }).waitFor();
    await look(page, 'city-training-certificate');
    await dialog.getByRole('button', { name: /^Подписать сертификатом/ }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Учебная подпись, юридической силы не имеет.', { exact: false }).waitFor();
    await page.getByText('Верна', { exact: true }).waitFor();
    await page.getByText('Сейчас ожидается подпись: Начальник управления', { exact: false }).waitFor();
    await look(page, 'city-training-signature');
  });

  test('начальник находит документ на подпись, подписывает вторым, и результат выпущен', async () => {
    const { page, complaints } = await office.enter('city.head');
    await page.getByRole('link', { name: /На подписании/ }).click();
    await page.getByRole('link', { name: numbers[0] ?? '' }).click();
    await page.getByRole('heading', { level: 1, name: `Заявка № ${numbers[0]}` }).waitFor();
    await page.getByRole('button', { name: 'Вернуть исполнителю' }).click();
    await page.getByText('Подписи под документом перестанут действовать').waitFor();
    await look(page, 'city-head-return');
    await page.getByRole('dialog').getByRole('button', { name: 'Отменить' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Ваша подпись – последняя', { exact: false }).waitFor();
    await page.getByRole('button', { name: /^Подписать: Решение .*\.pdf$/ }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Подписать сертификатом/ }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await expectState(page, 'Подписано');
    await page.getByText('Ахметова Светлана Юрьевна', { exact: false }).first().waitFor();
    await look(page, 'city-head-signed');
    expect(complaints).toEqual([]);
  });

  test('возвращает на доработку, вносит исправления, отказывает', async () => {
    const { page } = executor;
    await takeOver(page, numbers[1] ?? '');
    await page.getByRole('button', { name: 'На доработку' }).click();
    await page.getByRole('dialog').getByLabel('Комментарий').fill('Укажите породу точнее.');
    await look(page, 'city-rework');
    await page.getByRole('dialog').getByRole('button', { name: 'На доработку' }).click();
    await expectState(page, 'На доработке');
    await page.getByLabel('Порода').fill('Ива белая');
    await page.getByRole('button', { name: 'Внести исправления заявителя' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
    await expectState(page, 'В работе');

    await page.getByRole('link', { name: /на начальную страницу/ }).click();
    await page.getByRole('link', { name: /Вернулось ко мне/ }).click();
    await page.getByRole('link', { name: numbers[1] ?? '' }).waitFor();
    await look(page, 'city-mine');
    await page.getByRole('link', { name: numbers[1] ?? '' }).click();
    await page.getByRole('button', { name: 'Сохранить отказ' }).click();
    await page.getByText('Зелёные насаждения можно сохранить').first().click();
    await look(page, 'city-refusal');
    await page.getByRole('button', { name: 'Сохранить отказ' }).click();
    await expectState(page, 'Отказано');
    expect(executor.complaints).toEqual([]);
  });
});

test('того, кто служит в двух ведомствах, спрашивают, от чьего имени он работает', async () => {
  const { page, complaints } = await office.visit();
  await page.getByLabel('Логин').fill('city.executor2');
  await page.getByLabel('Пароль', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Выберите ведомство' }).waitFor();
  await look(page, 'city-organisation');
  await page.getByRole('button', { name: /Управление городского хозяйства/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Мои услуги' }).waitFor();
  expect(complaints).toEqual([]);
});
