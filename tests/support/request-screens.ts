import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { act, createApplication, personNumber } from './factories.ts';
import type { Client } from './http-client.ts';
import { listCame } from './screens.ts';

/** A case that its creator works on: requests may be sent. */
export async function caseInWork(clerk: Client, number: number): Promise<ApplicationCard> {
  const draft = await createApplication(clerk, { applicant: personNumber(number) });
  return act(clerk, draft, ['register', {}]);
}

/** The tab of intra-regional requests, reached from the card. */
export async function openRequests(page: Page, card: ApplicationCard): Promise<void> {
  await page.goto(`/applications/${card.id}`);
  await page.getByRole('link', { name: 'Запросы Р-сведения' }).click();
  await page.getByRole('heading', { level: 2, name: 'Запросы Р-сведения' }).waitFor();
}

/** The provider first: the other fields appear when it is chosen. */
export async function fillRequest(page: Page): Promise<void> {
  await page.getByLabel('Поставщик сведений').waitFor();
  expect(await page.getByLabel('Тема запроса').count()).toBe(0);
  await page.getByLabel('Поставщик сведений').focus();
  await page.keyboard.press('ArrowDown');
  await listCame(page);
  await page.keyboard.press('Enter');
  await page.getByLabel('Тема запроса').fill('Сведения об участке');
  await page.getByLabel('Комментарий: какие сведения нужны').fill('Пришлите выписку по участку 73:24:010203:45.');
}
