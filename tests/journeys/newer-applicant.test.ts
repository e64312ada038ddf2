import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { act, createApplication, expected, personNumber, readCard } from '../support/factories.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

test('давний черновик против новых сведений о заявителе: выбирают по полям, новое остаётся само', async () => {
  const clerk = await server.login('super');
  const applicant = personNumber(41, { phone: '+79000000001' });
  const first = await createApplication(clerk, { applicant });
  const draft = await createApplication(clerk, { applicant });
  await act(clerk, first, ['register', {}]);
  server.clock.advance(1_000);
  const newer = await createApplication(clerk, { applicant: { ...applicant, phone: '+79000000002' } });
  await act(clerk, newer, ['register', {}]);

  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-newer-applicant'));
  await page.goto(`${server.url}/applications/${draft.id}`);
  await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Оставить в реестре: +79000000002').waitFor();
  expect(await dialog.getByLabel('Оставить в реестре: +79000000002').isChecked()).toBe(true);
  await look(page, 'newer-applicant');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: /^Заявка № / }).waitFor();
  const registered = await readCard(clerk, draft.id);
  expect(registered.number).toEqual(expect.any(String));
  const { data } = expected(await clerk.get(`/api/applicants/${registered.applicantId}`));
  expect(data.phone).toBe('+79000000002');
  // The question itself, and nothing else.
  expect(complaints).toEqual([expect.stringMatching(/^409 POST .*\/actions\/register$/)]);
});
