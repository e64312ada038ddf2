import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { createTreeApplication, resultInput } from './city.ts';
import { act, createApplication, decidingApplication, expected, grantInput, personNumber } from './factories.ts';
import { soon } from './portal.ts';
import { caseInWork } from './request-screens.ts';
import type { TestServer } from './server.ts';

/** Cases in the state in which a walk of the keyboard begins. */
export async function registeredCase(
  server: TestServer,
  number: number,
  surname = 'Ветрова',
): Promise<ApplicationCard> {
  const registrar = await server.login('registrar');
  const draft = await createApplication(registrar, { applicant: personNumber(number, { surname }) });
  return act(registrar, draft, ['register', {}]);
}

export async function caseToDecide(server: TestServer, number: number): Promise<ApplicationCard> {
  const executorId = expected(await (await server.login('executor')).get('/api/me')).user.id;
  const people = {
    ...{ registrar: await server.login('registrar'), dispatcher: await server.login('dispatcher'), executorId },
  };
  return decidingApplication(people, { applicant: personNumber(number) });
}

export async function caseToIssue(server: TestServer, number: number): Promise<ApplicationCard> {
  const clerk = await server.login('super');
  return act(clerk, await caseInWork(clerk, number), ['grant', { input: grantInput }]);
}

export async function registeredTrees(server: TestServer): Promise<ApplicationCard> {
  const registrar = await server.login('city.registrar');
  return act(registrar, await createTreeApplication(registrar), ['register', {}]);
}

export async function treesToSign(server: TestServer): Promise<ApplicationCard> {
  const clerk = await server.login('city.executor');
  const taken = await act(clerk, await registeredTrees(server), ['assignToMe', {}]);
  return act(clerk, taken, ['saveResult', { input: resultInput }]);
}

/** A request that the other body has in its inbox. */
export async function requestToAnswer(server: TestServer, subject: string): Promise<void> {
  const asker = await server.login('super');
  const card = await caseInWork(asker, 7);
  const question = { provider: 'zem', subject, comment: 'Пришлите выписку.' };
  const body = { entry: 'regional', key: randomUUID(), question, send: true };
  expected(await asker.post(`/api/applications/${card.id}/requests`, body), 201);
  const colleague = await server.login('super2');
  await soon(async () => {
    const { items } = expected(await colleague.get('/api/incoming-requests?status=new'));
    expect(items.map((item: { subject: string }) => item.subject)).toContain(subject);
  });
}

export async function twoRecordsOfOne(server: TestServer, surname: string): Promise<void> {
  const registrar = await server.login('registrar');
  for (const number of [31, 32]) {
    const data = personNumber(number, { name: 'Ия', surname });
    expected(await registrar.post('/api/applicants', { data }), 201);
  }
}
