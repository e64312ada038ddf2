import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { adminPlaces, adminSights, editorSights, wordsOfDefinitions } from '../support/admin-sights.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { clerkSights } from '../support/clerk-sights.ts';
import { keptFiveYears, openDesk } from '../support/destruction-desk.ts';
import { speakEnglish } from '../support/english.ts';
import { spaceOut } from '../support/eyesight.ts';
import { expected } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { readEnglish, type Sight, see, wanderer } from '../support/sights.ts';
import { caseToDecide, caseToIssue, requestToAnswer, treesToSign, twoRecordsOfOne } from '../support/walk-cases.ts';

/** Every screen as one with poor sight sees it: narrow, large, spaced out, dark; and as one whose hand is not steady presses it. */
let server: TestServer;
let office: Office;
const ids: Record<string, string> = {};
beforeAll(async () => {
  server = await startServer();
  ids.deciding = (await caseToDecide(server, 1)).id;
  ids.issuing = (await caseToIssue(server, 2)).id;
  ids.trees = (await treesToSign(server)).id;
  await requestToAnswer(server, 'Сведения об участке');
  await twoRecordsOfOne(server, 'Двойникова');
  const desk = await openDesk(server);
  await desk.republish(keptFiveYears);
  await desk.overCase('2014-03-04');
  await desk.overCase();
  ids.act = expected(await desk.drawUp(), 201).act.id;
  await desk.overCase();
  Object.assign(ids, await adminPlaces(server));
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

/** As somebody with such eyes and hands opens them one after another. */
async function walk(login: string, sights: readonly Sight[]): Promise<void> {
  const { page, complaints } = await office.enter(login);
  onTestFailed(() => picture(page, `failed-eyesight-${login}`));
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.addInitScript(spaceOut);
  const goTo = wanderer(page, ids);
  for (const sight of sights) {
    await goTo(sight);
    await see(page, sight.name);
  }
  expect(complaints.filter((one) => !one.startsWith('404'))).toEqual([]);
}

for (const [login, sights] of Object.entries({ ...clerkSights, admin: adminSights })) {
  test(`тёмное, 320 px, 200 %, разрядка текста, цели от 24 px: ${login}`, () => walk(login, sights));
}

test('тёмное, 320 px, 200 %, разрядка текста, цели от 24 px: редакторы', () => walk('admin', editorSights));

test('по-английски – и слова определений: ни на одном экране сотрудника нет русских подписей, кнопок и состояний', () =>
  read('super', clerkSights.super ?? [], []));

test('по-английски – сроки хранения и акты; основание сказано, как написано', () =>
  read('executor2', clerkSights.executor2 ?? [], [keptFiveYears.basis]));

test('по-английски – редакторы и списки администратора; слова самих определений показаны, как написаны', () =>
  read('admin', [...adminSights, ...editorSights], wordsOfDefinitions()));

async function read(login: string, sights: readonly Sight[], own: readonly string[]): Promise<void> {
  const { page, complaints } = await office.enter(login);
  onTestFailed(() => picture(page, `failed-english-${login}`));
  await speakEnglish(page);
  const goTo = wanderer(page, ids);
  for (const sight of sights.filter(({ open }) => open === undefined)) {
    await goTo(sight);
    await readEnglish(page, sight.name, own);
  }
  expect(complaints.filter((one) => !one.startsWith('404'))).toEqual([]);
}
