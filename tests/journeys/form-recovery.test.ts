import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { expectAccessible, type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { createTreeApplication, treeAnswers } from '../support/city.ts';
import { act, createApplication, expected, person, plotAnswers, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** What is typed against a case that a colleague goes on with, and after the browser went down. */
let server: TestServer;
let office: Office;
let registrar: Client;
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
  registrar = await server.login('registrar');
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

async function enter(): Promise<Person> {
  const one = await office.enter('registrar');
  onTestFailed(() => picture(one.page, 'failed-recovery'));
  return one;
}

/** The colleague's way, without a screen. */
function change(card: ApplicationCard, parts: Record<string, unknown>): Promise<ApplicationCard> {
  return changeAs(registrar, card, parts);
}

async function changeAs(
  client: Client,
  card: ApplicationCard,
  parts: Record<string, unknown>,
): Promise<ApplicationCard> {
  return expected(await client.send('PATCH', `/api/applications/${card.id}`, patch(card, parts)));
}

function patch({ version }: ApplicationCard, parts: Record<string, unknown>) {
  return { body: JSON.stringify({ version, ...parts }), headers: { 'Content-Type': 'application/json' } };
}

test('то же поле изменил коллега: оба значения рядом, ничего не сохранено, пока не выбрано', async () => {
  const { page, complaints } = await enter();
  const draft = await createApplication(registrar);
  await page.goto(`/applications/${draft.id}`);
  await page.getByLabel('Площадь (кв. м)').fill('700');
  await page.getByLabel('Имя', { exact: true }).fill('Анна');
  await page.getByLabel('Площадь (кв. м)').focus();

  await change(draft, {
    applicant: person({ patronymic: 'Петровна' }),
    answers: plotAnswers({ area: 800, oktmo: '73701001' }),
  });
  await page.getByText('То же самое тем временем изменили в заявке', { exact: true }).waitFor();
  // What only the colleague changed is on the screen already, part by part and answer by answer.
  expect(await page.getByLabel('Отчество').inputValue()).toBe('Петровна');
  expect(await page.getByLabel('Код региона по ОКТМО').inputValue()).toBe('73701001');
  const row = page.getByRole('row').filter({ hasText: 'Площадь (кв. м)' });
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    'Площадь (кв. м)',
    '700 м²',
    '800 м²',
    'МоёИз заявки',
  ]);
  await page.getByRole('button', { name: 'Выберите значения: 1' }).click();
  await look(page, 'form-conflict');
  await page.locator('#answers_area').focus();

  await page.keyboard.press('Control+s');
  // The choice takes the focus instead of a saving.
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Оставить моё'));
  expect((await readCard(registrar, draft.id)).answers.area).toBe(800);
  await page.getByRole('button', { name: 'Оставить моё: Площадь (кв. м)' }).click();
  await page.getByText('То же самое тем временем изменили в заявке', { exact: true }).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await page.getByText('Все изменения сохранены').waitFor();
  const saved = await readCard(registrar, draft.id);
  expect(saved.answers).toEqual(plotAnswers({ area: 700, oktmo: '73701001' }));
  expect(saved.applicant).toMatchObject({ name: 'Анна', patronymic: 'Петровна' });
  expect(complaints).toEqual([]);
});

test('браузер закрылся, коллега тем временем работал: введённое вернулось рядом с его правкой', async () => {
  const one = await enter();
  const draft = await createApplication(registrar);
  await one.page.goto(`/applications/${draft.id}`);
  await one.page.getByLabel('Отчество').fill('Осиповна');
  await one.page.getByLabel('Площадь (кв. м)').fill('901');
  await one.page.waitForFunction(() => {
    const kept = JSON.stringify({ ...localStorage });
    return kept.includes('Осиповна') && kept.includes('901');
  });
  const { page } = await reopened(one);
  await change(draft, { answers: plotAnswers({ area: 902, cadastralNumber: '73:24:010203:46' }) });
  await page.goto(`/applications/${draft.id}`);

  await page.getByText('Восстановлено несохранённое').waitFor();
  await page.getByText('Сравнить с сохранённым: 2').click();
  const compared = page.getByRole('row').filter({ hasText: 'Заявитель: Отчество' });
  expect(await compared.getByRole('cell').allTextContents()).toEqual(['Заявитель: Отчество', 'Сергеевна', 'Осиповна']);
  expect(await page.getByLabel('Кадастровый номер земельного участка').inputValue()).toBe('73:24:010203:46');
  await look(page, 'form-recovered');
  await page.getByRole('button', { name: 'Взять из заявки: Площадь (кв. м)' }).click();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#answers_area')?.value === '902');
  await page.keyboard.press('Control+s');
  await page.getByText('Все изменения сохранены').waitFor();
  const saved = await readCard(registrar, draft.id);
  expect(saved.answers).toEqual(plotAnswers({ area: 902, cadastralNumber: '73:24:010203:46' }));
  expect(saved.applicant?.patronymic).toBe('Осиповна');
});

test('черновик сохраняется сам; недописанное остаётся здесь и никого не пугает', async () => {
  const { page, complaints } = await enter();
  const draft = await createApplication(registrar);
  await page.clock.install();
  await page.goto(`/applications/${draft.id}`);
  await page.getByLabel('Отчество').fill('Самойловна');
  await page.getByText('Есть несохранённые изменения').waitFor();
  await page.clock.fastForward(61_000);
  await page.getByText('Все изменения сохранены').waitFor();
  const kept = await readCard(registrar, draft.id);
  expect(kept.applicant?.patronymic).toBe('Самойловна');
  expect(kept.applicant?.snils).toBeTruthy();

  await page.locator('#applicant_snils').fill('112');
  await page.getByText('Есть несохранённые изменения').waitFor();
  await page.clock.fastForward(61_000);
  await page.getByText('Есть несохранённые изменения').waitFor();
  expect(await page.locator('.rg-summary').count()).toBe(0);
  expect((await readCard(registrar, draft.id)).applicant?.snils).toBe(kept.applicant?.snils);
  expect(complaints).toEqual([]);
});

test('вернулось с доработки: что изменено, кем, было и стало; строка ведёт к полю', async () => {
  const city = await server.login('city.executor');
  const made = await createTreeApplication(await server.login('city.registrar'));
  const taken = await act(city, await act(await server.login('city.registrar'), made, ['register', {}]), [
    'assignToMe',
    {},
  ]);
  const away = await act(city, taken, ['sendBack', { comment: 'Уточните деревья' }]);
  const fixed = await changeAs(city, away, {
    applicant: person({ patronymic: 'Павловна' }),
    answers: treeAnswers({ plants: [{ species: 'Клён', count: 2, condition: 'Аварийная' }] }),
  });
  await act(city, fixed, ['enterCorrections', {}]);

  const one = await office.enter('city.executor');
  const { page } = one;
  onTestFailed(() => picture(page, 'failed-returned'));
  await page.goto(`/applications/${made.id}`);
  await page.getByText('После возврата на доработку изменено: 2 поля').waitFor();
  const row = page.getByRole('row').filter({ hasText: 'Заявитель: Отчество' });
  expect(await row.getByRole('cell').allTextContents()).toEqual(['Заявитель: Отчество', 'Сергеевна', 'Павловна']);
  await look(page, 'form-returned');
  await row.getByRole('button').click();
  await page.waitForFunction(() => /patronymic/.test(document.activeElement?.id ?? ''));
  expect(await page.getByText('изменено', { exact: true }).count()).toBe(2);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'form-returned-dark');
  expect(one.complaints).toEqual([]);
});

/** The tab goes without a word to the page, as at a crash; the profile stays. */
async function reopened({ page }: Person): Promise<Pick<Person, 'page'>> {
  const context = page.context();
  await page.close();
  return { page: await context.newPage() };
}

test('двое на одной заявке видят друг друга и что каждый делает', async () => {
  const draft = await createApplication(registrar);
  const { page, complaints } = await enter();
  await page.goto(`/applications/${draft.id}`);
  const other = await office.enter('dispatcher');
  onTestFailed(() => picture(other.page, 'failed-presence'));
  const registered = await act(registrar, draft, ['register', {}]);
  await other.page.goto(`/applications/${registered.id}`);
  const here = page.getByRole('region', { name: 'У кого ещё открыта заявка' });
  await here.getByText('смотрит').waitFor();
  await other.page.getByRole('region', { name: 'У кого ещё открыта заявка' }).getByText('смотрит').waitFor();
  await look(page, 'card-presence');
  await other.page.close();
  await here.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
