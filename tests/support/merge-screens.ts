import type { Page } from 'playwright-core';
import { look } from './screens.ts';

/** From the card of an applicant with a double of the same kind: merged with a reason, looked at from the other one, taken apart. */
export async function mergeAndPart(page: Page): Promise<void> {
  const card = page.getByRole('dialog');
  await card.getByRole('button', { name: /^Объединить с записью/ }).click();
  const merge = page.getByRole('dialog', { name: 'Объединить записи' });
  await merge.getByRole('radiogroup', { name: 'СНИЛС' }).waitFor();
  const confirm = merge.getByRole('button', { name: 'Объединить', exact: true });
  await confirm.click();
  await merge.getByText('Напишите причину', { exact: false }).waitFor();
  await look(page, 'applicant-merge');
  await merge.getByLabel('Причина').fill('Внесена дважды');
  await confirm.click();
  await merge.waitFor({ state: 'detached' });
  await card.getByRole('listitem').filter({ hasText: 'Влита запись' }).getByRole('button').click();
  await card.getByRole('button', { name: 'Отменить объединение' }).click();
  const part = page.getByRole('dialog', { name: 'Отменить объединение' });
  await look(page, 'applicant-part');
  await part.getByLabel('Причина').fill('Разные люди');
  await part.getByRole('button', { name: 'Разделить записи' }).click();
  await card.getByText('Снова стоит отдельно от записи').waitFor();
  await card.getByRole('button', { name: 'Отменить объединение' }).waitFor({ state: 'detached' });
}
