import type { ApplicantData, ApplicationCard } from '../../core/src/api.gen.ts';
import type { Answer, Client } from './http-client.ts';

/** Made up; the check digits are right. */
export function person(changes: Partial<ApplicantData> = {}): ApplicantData {
  return {
    kind: 'person',
    surname: 'Ветрова',
    name: 'Алла',
    patronymic: 'Сергеевна',
    snils: '112-233-445 95',
    inn: '500100732259',
    registrationAddress: '999001, г. Верхнереченск, ул. Луговая, д. 7',
    phone: '+7 900 000-00-01',
    email: 'vetrova@example.org',
    ...changes,
  };
}

/** A person of their own for each number, with a СНИЛС that no other has. */
export function personNumber(number: number, changes: Partial<ApplicantData> = {}): ApplicantData {
  const { inn: _inn, ...base } = person();
  return { ...base, name: `Алла-${number}`, snils: snilsOf(200_000_000 + number), ...changes };
}

/** Nine digits and their check number, as the Pension Fund's rule gives it. */
function snilsOf(number: number): string {
  const digits = String(number);
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (9 - at), 0);
  const rest = sum < 100 ? sum : sum % 101;
  return `${digits}${String(rest === 100 ? 0 : rest).padStart(2, '0')}`;
}

/** Everything that «Градостроительный план» asks of one whose plot has an address. */
export function plotAnswers(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    oktmo: '73701000',
    cadastralNumber: '73:24:010203:45',
    area: 612.5,
    addressKind: 'address',
    landAddress: {
      text: 'г. Верхнереченск, ул. Луговая, д. 7',
      postalCode: '432001',
      region: 'Верхнереченская область',
    },
    resultDelivery: 'department',
    ...changes,
  };
}

export function newApplication(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    service: 'landPlotPlan',
    applicant: person(),
    notification: { way: 'email' },
    answers: plotAnswers(),
    ...changes,
  };
}

/** The body of an answer that must be this status; otherwise the test fails with what the server said. */
// biome-ignore lint/suspicious/noExplicitAny: bodies of every shape
export function expected(answer: Answer, status = 200): any {
  if (answer.status !== status)
    throw new Error(`expected ${status}, got ${answer.status}: ${answer.text.slice(0, 2000)}`);
  return answer.body;
}

export async function createApplication(
  client: Client,
  changes: Record<string, unknown> = {},
): Promise<ApplicationCard> {
  return expected(await client.post('/api/applications', newApplication(changes)), 201);
}

export interface Doing {
  readonly input?: Record<string, unknown>;
  readonly comment?: string;
  /** Status that must come back. */
  readonly status?: number;
}

/** Takes an action with the version that the card has. */
export async function act(
  client: Client,
  { id, version }: Pick<ApplicationCard, 'id' | 'version'>,
  [action, { input, comment, status = 200 }]: readonly [action: string, doing: Doing],
): Promise<ApplicationCard> {
  const body = { version, ...(input === undefined ? {} : { input }), ...(comment === undefined ? {} : { comment }) };
  return expected(await client.post(`/api/applications/${id}/actions/${action}`, body), status);
}

export async function readCard(client: Client, id: string): Promise<ApplicationCard> {
  return expected(await client.get(`/api/applications/${id}`));
}

/** Uploads a small text file. */
export async function upload(
  client: Client,
  id: string,
  query: { readonly name: string; readonly purpose: string; readonly document?: string },
): Promise<{ id: string }> {
  const path = `/api/applications/${id}/files?${new URLSearchParams(query)}`;
  const headers = { 'Content-Type': 'application/octet-stream' };
  const body = new TextEncoder().encode('Текст обоснования решения.\n');
  return expected(await client.send('POST', path, { body, headers }), 201);
}

export const grantInput = {
  text: 'Участок находится в зоне Ж-1.',
  message: 'По заявке {{application.number}} решение принято.',
};

/** A registered application, assigned to the executor and waiting for their decision. */
export async function decidingApplication(
  people: { readonly registrar: Client; readonly dispatcher: Client; readonly executorId: string },
  changes: Record<string, unknown> = {},
): Promise<ApplicationCard> {
  const draft = await createApplication(people.registrar, changes);
  const registered = await act(people.registrar, draft, ['register', {}]);
  return act(people.dispatcher, registered, ['assign', { input: { employee: people.executorId } }]);
}
