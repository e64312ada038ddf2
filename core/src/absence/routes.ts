import type { AbsenceList } from '../api.gen.ts';
import { localDate } from '../calendar/local-date.ts';
import type { Deps } from '../deps.ts';
import { type Route, route } from '../http.ts';
import type { Session } from '../session/session.ts';
import { cutAbsence, setAbsence } from './commands.ts';
import { listAbsences, listColleagues } from './queries.ts';

export const absenceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/me/absences',
    summary: 'Когда меня нет и кто меня замещает; кого замещаю сегодня я',
    access: 'session',
    response: 'AbsenceList',
    handler: ({ deps, session, now }) => listOwn({ deps, session, now }),
  }),
  route({
    method: 'POST',
    path: '/api/me/absences',
    summary: 'Указать своё отсутствие и заместителя',
    access: 'session',
    body: 'NewAbsence',
    response: 'AbsenceList',
    handler: async (call) => {
      const { from, to, deputy = null } = call.body;
      await setAbsence(call, { from, to, deputyId: deputy });
      return listOwn(call);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/me/absences/:id',
    summary: 'Завершить или отменить своё отсутствие',
    access: 'session',
    params: { id: 'uuid' },
    response: 'AbsenceList',
    handler: async (call) => {
      await cutAbsence(call, call.params.id);
      return listOwn(call);
    },
  }),
  route({
    method: 'GET',
    path: '/api/me/colleagues',
    summary: 'Сотрудники моего ведомства, из которых выбирают заместителя',
    access: 'session',
    query: 'ColleagueQuery',
    response: 'ColleagueList',
    handler: async ({ deps, session, query }) => {
      const wanted = { organisationId: session.organisation.id, userId: session.user.id, search: query.search ?? '' };
      return { items: await deps.database.inBodies(session.bodies, (trx) => listColleagues(trx, wanted)) };
    },
  }),
];

async function listOwn({ deps, session, now }: { deps: Deps; session: Session; now: Date }): Promise<AbsenceList> {
  const { user, organisation, bodies, standsFor = [] } = session;
  const whose = { userId: user.id, organisationId: organisation.id, today: localDate(now, organisation.timeZone) };
  const items = await deps.database.inBodies(bodies, (trx) => listAbsences(trx, whose));
  return { items, standsFor: [...standsFor] };
}
