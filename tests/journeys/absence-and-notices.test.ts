import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { createConnection } from '../../core/src/connection/commands.ts';
import { openEmulator } from '../../plugins/email/emulator.ts';
import type { Emulator } from '../../plugins/sdk/src/index.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { act, createApplication, decidingApplication, expected, personNumber } from '../support/factories.ts';
import { soon } from '../support/portal.ts';
import { expectState, look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;
let mail: Emulator;
beforeAll(async () => {
  server = await startServer();
  mail = await openEmulator({ now: server.clock.now });
  const { rows } = await server.database.execute("select id from organisation where code = 'arch'");
  await createConnection(server.deps, (rows[0] as { id: string }).id, {
    ...{ plugin: 'email', code: 'email', title: 'Почта', enabled: true },
    settings: mail.config as never,
  });
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
  await mail?.close();
});

const dayText = (ahead: number) => {
  const at = new Date(server.clock.now().getTime() + (ahead * 24 + 3) * 60 * 60 * 1000).toISOString();
  return `${at.slice(8, 10)}.${at.slice(5, 7)}.${at.slice(0, 4)}`;
};

/** What a reader of the screen says of the input that has the focus. */
function reasonAt(input: Element): string | undefined {
  if (input !== document.activeElement || input.getAttribute('aria-invalid') !== 'true') return undefined;
  return document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent ?? undefined;
}

test('исполнитель уходит и называет заместителя; тот берётся за его заявку, и в истории сказано, за кого', async () => {
  const executorId = expected(await (await server.login('executor')).get('/api/me')).user.id;
  const registrar = await server.login('registrar');
  const people = { registrar, dispatcher: await server.login('dispatcher'), executorId };
  const card = await decidingApplication(people);

  const away = await office.enter('executor');
  onTestFailed(() => picture(away.page, 'failed-absence'));
  await away.page.goto('/profile');
  const form = away.page.getByRole('form', { name: 'Указать отсутствие' });
  await form.getByRole('button', { name: 'Указать отсутствие' }).click();
  await form.getByText('Укажите день').first().waitFor();
  await look(away.page, 'profile-absence-mistakes');
  // What only the server knows stands at the field it is about, which has the focus, until it is mended.
  const last = form.getByLabel('Последний день');
  await form.getByLabel('Первый день').fill(dayText(3));
  await last.fill(dayText(0));
  await form.getByRole('button', { name: 'Указать отсутствие' }).click();
  await form.getByText('Последний день не может быть раньше первого').waitFor();
  expect(await last.evaluate(reasonAt)).toBe('Последний день не может быть раньше первого');
  await last.fill('');
  expect(await last.evaluate(reasonAt)).toBeUndefined();
  // Without a mouse: days as digits, the deputy by a part of the name.
  await form.getByLabel('Первый день').fill(dayText(0).replaceAll('.', ''));
  await form.getByLabel('Первый день').focus();
  await away.page.keyboard.press('Tab');
  await away.page.keyboard.type(dayText(3).replaceAll('.', ''));
  await away.page.keyboard.press('Tab');
  await away.page.keyboard.type('Захаров');
  await away.page.locator('.ant-select-item-option-active').getByText('Захаров').waitFor();
  await away.page.keyboard.press('Enter');
  await away.page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' });
  await look(away.page, 'profile-absence-filled');
  await away.page.keyboard.press('Tab');
  await away.page.keyboard.press('Enter');
  await away.page.getByText('Замещает: Захаров').waitFor();
  await look(away.page, 'profile-absence');
  expect(away.complaints).toEqual([]);

  const deputy = await office.enter('super');
  onTestFailed(() => picture(deputy.page, 'failed-deputy'));
  await deputy.page.goto('/profile');
  await deputy.page.getByText('Сегодня вы замещаете').waitFor();
  await look(deputy.page, 'profile-deputy');
  await chooseNotices(deputy.page);
  await deputy.page.goto('/mine');
  await deputy.page.getByRole('link', { name: card.number ?? '?' }).click();
  await expectState(deputy.page, 'Принятие решения');
  const seen = expected(await (await server.login('super')).get(`/api/applications/${card.id}`));
  await act(await server.login('super'), seen, ['withdraw', { comment: 'Заявитель передумал' }]);
  await deputy.page.getByRole('link', { name: 'История' }).click();
  await deputy.page.getByText('за отсутствующего:').first().waitFor();
  await look(deputy.page, 'history-deputy');
  expect(deputy.complaints).toEqual([]);
});

/** By keyboard: letters at once for deadlines, not in quiet hours, and a test letter. */
async function chooseNotices(page: Page): Promise<void> {
  const kept = () =>
    page.waitForResponse((one) => one.url().endsWith('/notice-setting') && one.request().method() === 'PUT');
  const deadline = page.getByRole('combobox', { name: 'На почту: Срок подходит или истёк' });
  await deadline.focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('.ant-select-item-option-active').getByText('В сводке').waitFor();
  await page.keyboard.press('ArrowDown');
  const saved = kept();
  await page.keyboard.press('Enter');
  await saved;
  const quiet = kept();
  await page.getByRole('checkbox', { name: 'Тихие часы' }).press('Space');
  await quiet;
  await page.getByRole('button', { name: 'Прислать проверочное письмо' }).press('Enter');
  await soon(() =>
    expect(mail.effects.map(({ content }) => String(content.text)).join()).toContain('проверочное письмо'),
  );
  await page.getByText('Последнее письмо –').waitFor();
  await page.reload();
  await page.getByText('Тихие часы: письма подождут').waitFor();
  expect(await page.getByRole('checkbox', { name: 'Тихие часы' }).isChecked()).toBe(true);
  await page.locator('#notice-setting').getByText('Сразу').waitFor();
  await look(page, 'profile-notices');
}

test('письмо не ушло: причина, исправленный адрес, отправлено; на бумаге – письмо для печати', async () => {
  mail.play({ kind: 'refuse', reason: 'Ящик не найден' }, { kind: 'answer' });
  const clerk = await server.login('super');
  const ways = [
    { way: 'email', address: 'wrong@example.org' },
    { way: 'letter', address: '999001, г. Верхнереченск, ул. Лесная, д. 3' },
  ];
  for (const [at, notification] of ways.entries()) {
    const draft = await createApplication(clerk, { applicant: personNumber(900 + at), notification });
    await act(clerk, await act(clerk, draft, ['register', {}]), ['withdraw', { comment: 'Передумала' }]);
  }
  await soon(async () => {
    const { items } = expected(await clerk.get('/api/notices?status=todo&limit=100'));
    expect(items.map(({ way, failure }: { way: string; failure: string | null }) => [way, failure !== null])).toEqual(
      expect.arrayContaining([
        ['email', true],
        ['letter', false],
      ]),
    );
  });
  const person = await office.enter('super');
  const { page } = person;
  onTestFailed(() => picture(page, 'failed-notices'));
  await page.goto('/notices');
  await page.getByText('Ящик не найден').waitFor();
  await look(page, 'notices-todo');
  await page.getByRole('button', { name: 'Отправить ещё раз' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Электронная почта: куда').fill('right@example.org');
  await look(page, 'notices-send');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await soon(() => expect(mail.effects.filter(({ content }) => content.to === 'right@example.org')).toHaveLength(1));
  await page.getByText('Переданы', { exact: true }).click();
  await page.getByText('Ушло само').first().waitFor();
  await look(page, 'notices-done');
  await page.getByRole('link', { name: /^АРХ-/ }).first().click();
  await page.getByRole('link', { name: 'Переписка' }).click();
  await page.getByText('Отправлено').first().waitFor();
  await look(page, 'correspondence-sent');
  expect(person.complaints).toEqual([]);
});
