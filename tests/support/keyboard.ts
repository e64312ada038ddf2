import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A control that so many steps do not reach is out of reach of who has no mouse. */
const MOST_STEPS = 90;

/** What holds the focus, as a screen reader says it: `button "Создать"`, `status: Решение возвращено`. */
async function focusOf(page: Page): Promise<string> {
  const said = await page
    .locator(':focus')
    .ariaSnapshot({ timeout: 1_000 })
    .catch(() => 'ничего');
  return said.replace(/^- '?/, '').replace(/\n[\s-]*(strong|text)?/g, ' ');
}

/** The focus is there (2.4.3), in sight and not covered by a bar or a dialog that stands over it (2.4.11), and can be seen (2.4.7). */
export async function expectFocus(page: Page, name: string | RegExp): Promise<void> {
  const wanted = typeof name === 'string' ? expect.stringContaining(name) : expect.stringMatching(name);
  await expect.poll(() => focusOf(page), { timeout: 30_000 }).toEqual(wanted);
  await expect.poll(() => page.evaluate(isCovered), { timeout: 5_000 }).toBe(false);
}

/** In the page: no point of what holds the focus can be seen. */
function isCovered(): boolean {
  const held = document.activeElement;
  if (held === null || held === document.body) return true;
  const box = held.getBoundingClientRect();
  // What is drawn beside a hidden input stands for it.
  if (box.width < 4 || box.height < 4) return false;
  for (const across of [0.1, 0.5, 0.9]) {
    for (const down of [0.2, 0.5, 0.8]) {
      const top = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
      if (top !== null && (held.contains(top) || top.contains(held))) return false;
    }
  }
  return true;
}

/** By its address; a screen that has come has the focus on its heading. */
export async function openCase(page: Page, { id }: { readonly id: string }): Promise<void> {
  await page.goto(`/applications/${id}`);
  await expectFocus(page, 'heading "Заявка');
}

/** Hands without a mouse. Each step says where the focus has come; a step that leaves it nowhere fails. */
export interface Hands {
  readonly page: Page;
  /** Keys one after another, then the place they lead to. */
  press(keys: string, at: string | RegExp): Promise<void>;
  /** Tab by tab, or back by Shift+Tab. */
  tabTo(place: Locator, way?: 'on' | 'back'): Promise<void>;
  /** To the field of this label, and what is typed there. */
  type(label: string, text: string): Promise<void>;
  /** An option of the list that is in focus, by arrows. */
  choose(option: string | RegExp): Promise<void>;
  /** An item of the menu that has opened, by arrows. */
  item(name: string | RegExp, at: string | RegExp): Promise<void>;
  /** Nobody has touched a mouse, and the page has nothing to complain of. */
  done(): Promise<void>;
}

export async function handsOf(page: Page): Promise<Hands> {
  await page.addInitScript(markMouse);
  await page.evaluate(markMouse);
  const press = async (keys: string, at: string | RegExp) => {
    for (const key of keys.split(' ')) await page.keyboard.press(key);
    await expectFocus(page, at);
  };
  return {
    page,
    press,
    tabTo: (place, way = 'on') => tabTo(place, way),
    type: async (label, text) => {
      await tabTo(page.getByLabel(label, { exact: true }).and(page.locator('input, textarea')), 'on');
      await page.keyboard.type(text);
    },
    choose: (option) => choose(page, option),
    item: async (name, at) => {
      await walkMenu(page, name);
      await press('Enter', at);
    },
    done: async () => expect(await page.evaluate(() => sessionStorage.getItem('mouse'))).toBeNull(),
  };
}

/** In the page, and in every page it becomes. */
function markMouse(): void {
  window.addEventListener('pointerdown', () => sessionStorage.setItem('mouse', 'used'), true);
}

const hasFocus = (place: Locator) => place.evaluate((element) => element === document.activeElement);

async function tabTo(place: Locator, way: 'on' | 'back'): Promise<void> {
  const page = place.page();
  await place.waitFor();
  const passed: string[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await hasFocus(place)) return expectFocus(page, /./);
    await page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab');
    passed.push(await page.evaluate(() => document.activeElement?.textContent?.slice(0, 20) ?? ''));
  }
  expect.fail(`до «${place}» не дойти клавишей Tab: ${passed.join(' → ')}`);
}

const openList = '.ant-select-dropdown:not(.ant-select-dropdown-hidden)';

async function choose(page: Page, option: string | RegExp): Promise<void> {
  await page.keyboard.press('ArrowDown');
  const active = page.locator(`${openList} .ant-select-item-option-active`);
  await active.waitFor();
  const wanted = active.filter({ hasText: option });
  const most = await page.locator(`${openList} .ant-select-item-option`).count();
  for (let step = 0; step < most && (await wanted.count()) === 0; step += 1) await page.keyboard.press('ArrowDown');
  await wanted.waitFor();
  await page.keyboard.press('Enter');
}

async function walkMenu(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('menuitem', { name });
  await wanted.waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('[role="menu"]') !== null);
  const most = await page.getByRole('menuitem').count();
  for (let step = 0; step < most; step += 1) {
    if (await wanted.evaluate((item) => item.contains(document.activeElement))) return;
    const before = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((former) => document.activeElement !== former, before);
  }
  expect(await wanted.evaluate((item) => item.contains(document.activeElement)), String(name)).toBe(true);
}
