import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../support/browser.ts';
import { darkest } from '../support/drawn-page.ts';
import { expected } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { settled } from '../support/settled.ts';
import { workThroughDays } from './office-days.ts';

/** Pictures of the README: a body that has worked for two weeks. */
let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  await workThroughDays(server, 36);
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

const folder = process.env.SCREENSHOTS ?? '.screenshots';

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `readme-${name}.png`) });
}

test('реестр с меню «Действия»', async () => {
  const { page } = await office.enter('dispatcher');
  await page.getByRole('row').nth(12).waitFor();
  await page
    .getByRole('row')
    .filter({ hasText: 'Зарегистрировано' })
    .first()
    .getByRole('button', { name: 'Действия' })
    .click();
  await page.getByRole('menuitem', { name: 'Назначить исполнителя' }).waitFor();
  await take(page, 'registry');
});

test('«Мои услуги», карточка и решение исполнителя', async () => {
  const { page, complaints } = await office.enter('executor');
  await page.goto('/mine');
  await page.getByRole('row').nth(4).waitFor();
  await take(page, 'mine');
  await page.getByRole('row').filter({ hasText: 'Принятие решения' }).first().locator('.rg-row-link').click();
  await page.getByText('Почему нельзя').first().click();
  await take(page, 'card');
  await page.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
  await page.getByRole('heading', { level: 1, name: 'Одобрить предоставление услуги' }).waitFor();
  await page.getByLabel('Обоснование решения').fill('Участок находится в зоне Ж-1, сведения подтверждены.');
  await page.getByRole('button', { name: 'Показать' }).click();
  const paper = page.getByRole('region', { name: 'Просмотр документа решения' }).locator('canvas').first();
  await expect.poll(() => paper.evaluate(darkest), { timeout: 60_000 }).toBeLessThan(100);
  await take(page, 'decision');
  expect(complaints).toEqual([]);
});

test('мониторинг', async () => {
  const { page } = await office.enter('monitor');
  await page.goto('/monitoring');
  // The browser's day is the first of the two weeks.
  const last = server.clock.now().toLocaleDateString('ru-RU', { timeZone: 'Europe/Moscow' });
  await page.getByLabel('по', { exact: true }).fill(last);
  await page.getByRole('button', { name: 'Фильтр' }).click();
  await page
    .getByText('Период с', { exact: false })
    .filter({ hasText: `по ${last}` })
    .first()
    .waitFor();
  await take(page, 'monitoring');
});

test('редактор услуги: варианты', async () => {
  const admin = await server.login('admin');
  const draft = { kind: 'service', from: 'published', code: 'landPlotPlan' };
  const { id } = expected(await admin.post('/api/admin/drafts', draft), 201);
  const { page, complaints } = await office.enter('admin');
  await page.goto(`/admin/drafts/${id}?tab=variants`);
  await page.getByRole('button', { name: 'Добавить вариант' }).waitFor();
  await settled(page);
  await take(page, 'variants');
  expect(complaints).toEqual([]);
});
