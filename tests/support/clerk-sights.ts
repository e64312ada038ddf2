import type { Page } from 'playwright-core';
import { click, dialog, type Sight } from './sights.ts';

const errors = async (page: Page) => {
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').first().waitFor();
};

/** Every screen of those who work on applications, by the login that opens it. */
export const clerkSights: Readonly<Record<string, readonly Sight[]>> = {
  super: [
    { name: 'mine', path: '/mine' },
    { name: 'list', path: '/applications?tab=all' },
    { name: 'list-empty', path: '/applications?tab=all&number=нет' },
    { name: 'row-menu', path: '/applications?tab=all', open: click(/^Действия: /) },
    { name: 'exports', path: '/applications?tab=all', open: click('Выгрузить') },
    { name: 'new-choice', path: '/applications/new' },
    { name: 'new', path: '/applications/new?service=landPlotPlan' },
    { name: 'new-errors', path: '/applications/new?service=landPlotPlan', open: errors },
    { name: 'card', path: '/applications/:issuing' },
    {
      name: 'card-why',
      path: '/applications/:issuing',
      open: (page) => page.getByText('Почему нельзя').first().click(),
    },
    { name: 'documents', path: '/applications/:issuing?tab=documents' },
    { name: 'requests', path: '/applications/:issuing?tab=requests' },
    { name: 'decision', path: '/applications/:issuing?tab=decision' },
    { name: 'correspondence', path: '/applications/:issuing?tab=correspondence' },
    { name: 'history', path: '/applications/:issuing?tab=history' },
    { name: 'issue', path: '/applications/:issuing', open: dialog('Выдать результат на руки') },
    { name: 'print', path: '/applications/:issuing/print' },
    { name: 'notices', path: '/notices' },
    { name: 'tasks', path: '/tasks' },
    { name: 'profile', path: '/profile' },
    { name: 'help', path: '/mine', open: dialog('Помощь') },
    { name: 'bell', path: '/mine', open: dialog(/^Мои уведомления/) },
    { name: 'not-found', path: '/nothing' },
  ],
  executor: [
    { name: 'card-deciding', path: '/applications/:deciding' },
    { name: 'decision-page', path: '/applications/:deciding/actions/grant' },
    { name: 'decision-errors', path: '/applications/:deciding/actions/refuse', open: errors },
  ],
  super2: [
    { name: 'incoming', path: '/incoming-requests' },
    { name: 'incoming-card', path: '/incoming-requests', open: (page) => page.locator('.rg-row-link').first().click() },
  ],
  registrar: [
    { name: 'applicants', path: '/applicants' },
    {
      name: 'applicant',
      path: '/applicants',
      open: async (page) => {
        await page.getByLabel('Фамилия').fill('Двойникова');
        await page.keyboard.press('Enter');
        await dialog(/^Посмотреть: /)(page);
      },
    },
  ],
  'city.executor': [{ name: 'signing', path: '/applications/:trees?tab=decision' }],
  monitor: [{ name: 'monitoring', path: '/monitoring' }],
  executor2: [
    { name: 'retention', path: '/retention' },
    {
      name: 'act-draw-up',
      path: '/retention',
      open: async (page) => {
        await page.getByRole('checkbox').first().check();
        await dialog('Составить акт')(page);
      },
    },
    { name: 'retention-cases', path: '/retention/services/landPlotPlan' },
    { name: 'acts', path: '/retention/acts' },
    { name: 'act', path: '/retention/acts/:act' },
    { name: 'act-leave-out', path: '/retention/acts/:act', open: dialog(/^Исключить/) },
  ],
  approver: [
    { name: 'act-approve', path: '/retention/acts/:act', open: dialog('Утвердить акт') },
    { name: 'act-paper', path: '/retention/acts/:act', open: dialog('Печать') },
  ],
};
