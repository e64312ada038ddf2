import type { Locator, Page } from 'playwright-core';
import type { GeneratedForm } from './generated-form.ts';
import type { Fill } from './generated-leaves.ts';
import { listCame } from './screens.ts';

const LONGEST_LIST = 50;

/** Answers a generated form the way a person does: by its controls. */
export async function fillForm(page: Page, { answers }: GeneratedForm): Promise<void> {
  for (const one of answers) {
    if ('add' in one)
      await place(page, one.add).locator(':scope > .rg-array-tools button', { hasText: 'Добавить' }).click();
    else await fillField(page, place(page, one.pointer), one.fill);
  }
}

function place(page: Page, pointer: string): Locator {
  return page.locator(`[id="answers${pointer.replaceAll('/', '_')}"]`);
}

async function fillField(page: Page, control: Locator, fill: Fill): Promise<void> {
  if (fill.by === 'nothing') return;
  if (fill.by === 'check') return control.check();
  if (fill.by === 'type') {
    await control.fill(fill.text);
    return control.blur();
  }
  if (fill.by === 'tick') {
    for (const label of fill.labels) await control.getByLabel(label, { exact: true }).first().check();
    return;
  }
  if (fill.by === 'pick') return pick(page, control, fill.labels);
  const field = page.locator('.rg-files').filter({ has: control });
  await field.locator('input[type=file]').setInputFiles({
    ...{ name: fill.name, mimeType: 'text/plain', buffer: Buffer.from('Справка о составе семьи.\n') },
  });
  await field.getByRole('link', { name: fill.name }).waitFor();
}

/** By keyboard and by the text that the list shows. */
async function pick(page: Page, control: Locator, labels: readonly string[]): Promise<void> {
  const isTyped = await control.evaluate((element) => element.classList.contains('rg-combobox-input'));
  if (isTyped) return find(page, control, labels);
  for (const label of labels) {
    await control.click();
    const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
    await listCame(page);
    const option = list.getByTitle(label, { exact: true });
    // Of a long list only what is near the active option is there: the arrow leads on.
    for (let step = 0; step < LONGEST_LIST && (await option.count()) === 0; step++)
      await page.keyboard.press('ArrowDown');
    await option.click();
  }
  await page.keyboard.press('Escape');
}

async function find(page: Page, control: Locator, labels: readonly string[]): Promise<void> {
  for (const label of labels) {
    await control.fill(label.slice(0, label.indexOf(',')));
    await page.getByRole('option', { name: label, exact: true }).waitFor();
    await control.press('ArrowDown');
    await control.press('Enter');
  }
  await control.blur();
}
