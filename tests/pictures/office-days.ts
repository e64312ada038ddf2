import type { ApplicantData } from '../../core/src/api.gen.ts';
import { act, createApplication, expected, grantInput, personNumber, plotAnswers } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import type { TestServer } from '../support/server.ts';

/** Weeks of a body's work, made up: what its registry looks like when people have worked in it. */

const women = ['Абрамова Лидия Павловна', 'Гусева Вера Ильинична', 'Ежова Нина Олеговна', 'Мельник Ольга Юрьевна'];
const men = ['Белов Антон Ильич', 'Дёмин Пётр Андреевич', 'Фомин Олег Львович', 'Юдин Роман Маркович'];
const people = women.flatMap((woman, at) => [woman, men[at] ?? woman]);
const streets = ['Луговая', 'Ольховая', 'Садовая', 'Береговая', 'Школьная', 'Лесная', 'Полевая'];

const DAY = 24 * 60 * 60 * 1000;

function applicant(at: number): ApplicantData {
  const [surname = '', name = '', patronymic = ''] = people[at % people.length]?.split(' ') ?? [];
  return personNumber(300 + at, { surname, name, patronymic });
}

interface Desk {
  readonly registrar: Client;
  readonly dispatcher: Client;
  readonly executor: Client;
  readonly approver: Client;
  readonly executorId: string;
}

async function deskOf(server: TestServer): Promise<Desk> {
  const executor = await server.login('executor');
  return {
    registrar: await server.login('registrar'),
    dispatcher: await server.login('dispatcher'),
    executor,
    approver: await server.login('approver'),
    executorId: expected(await executor.get('/api/me')).user.id,
  };
}

const refusal = { grounds: [{ code: 'noBoundaries' }], text: 'Границы участка не установлены.', message: 'Отказано.' };

/** How far one has come: each step in the words of the workflow. */
async function advance(desk: Desk, at: number): Promise<void> {
  const street = streets[at % streets.length];
  const landAddress = {
    text: `г. Верхнереченск, ул. ${street}, д. ${at + 3}`,
    postalCode: '999001',
    region: 'Верхнереченский край',
  };
  const answers = plotAnswers({ area: 480 + at * 17, cadastralNumber: `73:24:010203:${100 + at}`, landAddress });
  const draft = await createApplication(desk.registrar, { applicant: applicant(at), answers });
  const far = (at * 5) % 9;
  if (far === 0) return;
  const registered = await act(desk.registrar, draft, ['register', {}]);
  if (far < 3) return;
  const given = await act(desk.dispatcher, registered, ['assign', { input: { employee: desk.executorId } }]);
  if (far < 6) return;
  const decided = await act(
    desk.executor,
    given,
    far === 6 ? ['refuse', { input: refusal }] : ['grant', { input: grantInput }],
  );
  if (far < 8) return;
  await act(desk.approver, decided, ['publish', {}]);
}

/** So many applications, three a day. */
export async function workThroughDays(server: TestServer, count: number): Promise<void> {
  let desk = await deskOf(server);
  for (let at = 0; at < count; at += 1) {
    await advance(desk, at);
    if (at % 3 !== 2) continue;
    server.clock.advance(DAY);
    desk = await deskOf(server);
  }
}
