import { randomUUID } from 'node:crypto';
import type { ApplicationCard, DestructionAct } from '../../core/src/api.gen.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { act, createApplication, expected, grantInput, personNumber } from './factories.ts';
import type { TestServer } from './server.ts';

/** Who draws up acts in «Управление архитектуры», and who approves them. */
export const archivist = 'executor2';
export const approver = 'approver';

/** Of the term that a test gives to a service. */
export const shortBasis = 'Номенклатура дел, индекс 02-11';

/** The service with whose cases an act is tried: what is shipped keeps them for good. */
export async function keepFiveYears({ deps }: TestServer): Promise<void> {
  const { tests: _tests, ...content } = deps.definitions.latest('service', 'landPlotPlan').content;
  const retention = { years: 5, basis: shortBasis };
  const text = JSON.stringify({ ...content, retention });
  await publish(deps, { kind: 'service', code: 'landPlotPlan', text, author: null, comment: null });
}

/** Granted long ago: years cannot be waited for. */
export async function overCase(server: TestServer, number: number, day = '2015-05-05'): Promise<ApplicationCard> {
  const clerk = await server.login('super');
  const draft = await createApplication(clerk, { applicant: personNumber(number) });
  const granted = await act(clerk, await act(clerk, draft, ['register', {}]), ['grant', { input: grantInput }]);
  const back = 'update application set ended_at = $2::date, closed_at = $2::date where id = $1';
  await server.database.execute(back, [granted.id, day]);
  return granted;
}

export async function drawnUpAct(server: TestServer): Promise<DestructionAct> {
  const body = { key: randomUUID(), services: ['landPlotPlan'] };
  return expected(await (await server.login(archivist)).post('/api/destruction-acts', body), 201);
}
