import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { expectFits, type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { publishText } from '../support/clock-definitions.ts';
import { readCard } from '../support/factories.ts';
import { fillForm } from '../support/form-filler.ts';
import { type GeneratedForm, generatedForms } from '../support/generated-form.ts';
import { serviceAround } from '../support/generated-service.ts';
import type { Client } from '../support/http-client.ts';
import { seedOf } from '../support/seed.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Any form that the format can express: drawn, answered by its controls, kept, read on screen and on paper. */
const count = Number(process.env.FORMS ?? 10);
const forms = fc.sample(generatedForms, { numRuns: count, seed: seedOf(20_261_126) });

let server: TestServer;
let office: Office;
let clerk: Client;
let person: Person;
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
  clerk = await server.login('super');
  person = await office.enter('super');
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

async function published(code: string, { form }: GeneratedForm): Promise<void> {
  await publishText(server, 'service', { ...serviceAround(code, form) });
  await server.database.execute(
    'update organisation set services = array_append(services, $1) where services is not null',
    [code],
  );
}

/** What the server keeps; of uploaded files only it knows the numbers, and the sheet shows their names. */
function withoutFiles(answers: Record<string, unknown>, form: GeneratedForm): Record<string, unknown> {
  const isFile = (code: string) => form.form.ui?.[code]?.widget === 'files';
  return Object.fromEntries(Object.entries(answers).filter(([code]) => !isFile(code)));
}

async function goThrough(page: Page, generated: GeneratedForm, code: string): Promise<void> {
  await page.goto(`/applications/new?service=${code}`);
  await page.locator('#answers_gate').waitFor();
  await fillForm(page, generated);
  await page.keyboard.press('Control+s');
  await page.waitForURL(/\/applications\/[0-9a-f-]{36}$/);
  const id = page.url().split('/').at(-1) ?? '';
  const { answers } = await readCard(clerk, id);
  expect(withoutFiles(answers, generated), code).toEqual(generated.stored);

  // Read back into its controls the form owes nothing to anybody.
  await page.getByText('Все изменения сохранены').waitFor();
  await expectFits(page, code);
  await page.goto(`/applications/${id}/print`);
  await page.emulateMedia({ media: 'print' });
  await page.getByText('Раздел 1').waitFor();
  const paper = plain(await page.locator('.rg-print').innerText());
  await page.emulateMedia({ media: 'screen' });
  for (const text of generated.shown) expect(paper, `${code}: на бумаге нет ответа`).toContain(plain(text));
}

/** Runs of blanks are one on paper, as in HTML. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A browser with gigabytes to spare collects nothing of the pages before, and grows slower with each: a new one in time. */
const PAGES_OF_ONE = 25;

async function freshPerson(): Promise<Person> {
  await person.close();
  return office.enter('super');
}

test.each(forms.map((form, index) => [index + 1, form] as const))('созданная форма %i', async (number, form) => {
  if (number > 1 && number % PAGES_OF_ONE === 1) person = await freshPerson();
  const code = `generated${number}`;
  onTestFailed(() => picture(person.page, `failed-${code}`));
  await published(code, form);
  await goThrough(person.page, form, code);
  expect(person.complaints).toEqual([]);
});
