import type { Locator, Page } from 'playwright-core';
import type { Step } from './read-tutorial.ts';

/** Does what a step says and nothing else. @throws Error with the line of the tutorial */
export async function follow(page: Page, step: Step): Promise<void> {
  try {
    await doStep(page, step);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Строка ${step.line} руководства (${step.act}): ${reason}`);
  }
}

async function doStep(page: Page, step: Exclude<Step, { act: 'picture' }> | Step): Promise<void> {
  const place = step.within === undefined ? page.locator('body') : await partOf(page, step.within);
  switch (step.act) {
    case 'press':
      return (await pressed(place, step.name)).click();
    case 'openTab':
      return place.getByRole('tab', { name: step.name, exact: true }).click();
    case 'mark':
      return box(place, step.name).check();
    case 'unmark':
      return box(place, step.name).uncheck();
    case 'see':
      return page.getByText(step.name).first().waitFor();
    case 'paste':
      return place.getByLabel(step.name).last().fill(step.value);
    case 'type': {
      const input = place.getByLabel(step.name, { exact: true }).last();
      await input.fill(step.value);
      return input.press('Tab');
    }
    case 'choose':
      return choose(page, place.getByLabel(step.name, { exact: true }).last(), step.value);
    case 'picture':
      return undefined;
  }
}

/** A part of the screen by its name: a region, a group, a window. The newest of several. */
async function partOf(page: Page, name: string): Promise<Locator> {
  const parts = (['region', 'group', 'dialog'] as const).map((role) => page.getByRole(role, { name, exact: true }));
  const [first, ...rest] = parts;
  const any = rest.reduce((known, one) => known.or(one), first as Locator);
  await any.last().waitFor();
  return any.last();
}

/** A button, a link, a row to open: whatever a person presses under that name. */
async function pressed(place: Locator, name: string): Promise<Locator> {
  const byRole = (['button', 'link'] as const).map((role) => place.getByRole(role, { name, exact: true }));
  const [button, link] = byRole as [Locator, Locator];
  const any = button
    .or(link)
    .or(place.getByRole('menuitem', { name, exact: true }))
    .or(place.getByRole('button').filter({ has: place.page().getByText(name, { exact: true }) }))
    .or(place.locator('summary').filter({ hasText: name }))
    .or(place.locator('[data-field] button').filter({ hasText: name }))
    .or(place.getByTitle(name, { exact: true }));
  await any.last().waitFor();
  return any.last();
}

function box(place: Locator, name: string): Locator {
  return place.getByLabel(name, { exact: true }).last();
}

async function choose(page: Page, list: Locator, value: string): Promise<void> {
  await list.click();
  const option = page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    .getByTitle(value, { exact: true });
  if ((await option.count()) === 0) await page.keyboard.type(value);
  await option.first().click();
  await page.keyboard.press('Escape');
}
