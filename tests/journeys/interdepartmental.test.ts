import type { Emulator } from '@reglament/sdk';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { act, createApplication } from '../support/factories.ts';
import { newOrganisationIds } from '../support/people.ts';
import { expectState, look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { connectSmev3, openNode, smevPlugins } from '../support/smev3-side.ts';

let server: TestServer;
let office: Office;
let node: Emulator;
/** How far the clock of the other side is ahead. */
let ahead = 0;
beforeAll(async () => {
  node = await openNode(() => new Date(Date.now() + ahead));
  const tuning = { ...usualTuning, pollShortest: 50, pollLongest: 200 };
  server = await startServer({ plugins: smevPlugins, tuning, env: { PRIVATE_NETWORKS: '127.0.0.0/8' } });
  await connectSmev3(server, node);
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
  await node?.close();
});

test('ЕГРЮЛ по СМЭВ: запрос заполнен из заявки, состояние, ответ с файлом, значения приняты, решение', async () => {
  const clerk = await server.login('super');
  const ids = newOrganisationIds();
  const applicant = {
    ...{ kind: 'organisation', title: 'Общество с ограниченной ответственностью «Тихая заводь»', ...ids },
    ...{ kpp: '730101001', registrationAddress: '999001, г. Верхнереченск, ул. Луговая, д. 9' },
    ...{ phone: '+7 900 000-00-02', email: 'office@example.org' },
  };
  const draft = await createApplication(clerk, { applicant });
  const card = await act(clerk, draft, ['register', {}]);
  // The provider says at once that it works on it, and answers an hour later.
  node.play({ kind: 'answer', afterSeconds: 3600 });

  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-interdepartmental'));
  await page.goto(`/applications/${card.id}`);
  await page.getByRole('link', { name: 'Межведомственные запросы' }).click();
  await look(page, 'interdepartmental-tab');
  await page.getByRole('button', { name: /Создать запрос/ }).press('Enter');
  await look(page, 'interdepartmental-choice');
  await page.getByText('ФНС: выписка из ЕГРЮЛ о заявителе').first().click();
  const ogrn = page.getByRole('textbox', { name: 'ОГРН' });
  await ogrn.waitFor();
  expect(await ogrn.inputValue()).toBe(ids.ogrn);
  await look(page, 'interdepartmental-form');
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).click();
  await page.getByText('Запрос принят в обработку').first().waitFor();
  await look(page, 'interdepartmental-interim');

  ahead = 3_700_000;
  await page.getByText('Ответ получен').first().waitFor();
  await page.getByRole('link', { name: 'Запрос № 1', exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'Принять значения в заявку' }).waitFor();
  await page.getByRole('link', { name: 'Выписка_из_ЕГРЮЛ.txt' }).waitFor();
  await look(page, 'interdepartmental-answer');
  await page.getByRole('checkbox', { name: /^Принять: Другие данные/ }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Принять отмеченное: 1' }).press('Enter');
  await page.getByText('Принято', { exact: true }).first().waitFor();

  await page.getByRole('link', { name: /^Заявка № / }).click();
  await page.getByRole('link', { name: 'Данные', exact: true }).click();
  await page.getByText('ВЕРХНЕРЕЧЕНСКИЙ ЛЕС', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
  await page.getByLabel('Обоснование решения').fill('Заявитель действует: выписка из ЕГРЮЛ получена.');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('heading', { level: 1, name: `Заявка № ${card.number}` }).waitFor();
  await expectState(page, 'Утвержден положительный результат');
  expect(complaints).toEqual([]);
});
