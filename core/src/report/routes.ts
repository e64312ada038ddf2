import { type Call, type Route, route, stream } from '../http.ts';
import { monitoringOf, statisticsOf } from './monitoring.ts';
import { registrationsFile, registrationsOf } from './registration/journal.ts';

/** Reports on the whole chosen body, for whoever may read them; the journal names applicants and is recorded. */
export const reportRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/reports/monitoring',
    summary: 'Мониторинг за период: сроки по неделям, загрузка, ожидание ответов, отказы, состояния',
    access: { permission: 'reports.read' },
    query: 'ReportQuery',
    response: 'MonitoringView',
    handler: (call) => monitoringOf(call, call.query),
  }),
  route({
    method: 'GET',
    path: '/api/reports/statistics',
    summary: 'Статистический отчёт за период по услугам',
    access: { permission: 'reports.read' },
    query: 'ReportQuery',
    response: 'StatisticalReport',
    handler: (call) => statisticsOf(call, call.query),
  }),
  route({
    method: 'GET',
    path: '/api/reports/registrations',
    summary: 'Журнал регистрации за период; просмотр заносится в журнал доступа',
    access: { permission: 'reports.read' },
    query: 'RegistrationQuery',
    response: 'RegistrationList',
    handler: async (call) => {
      const list = await registrationsOf(call, call.query);
      recordView(call, 'registrations');
      return list;
    },
  }),
  route({
    method: 'GET',
    path: '/api/reports/registrations/csv',
    summary: 'Журнал регистрации за период файлом CSV; выгрузка заносится в журнал доступа',
    access: { permission: 'reports.read' },
    query: 'ReportQuery',
    response: 'stream',
    handler: async (call) => {
      const { from, to } = call.query;
      const file = await registrationsFile(call, call.query);
      recordView(call, 'registrationsFile');
      return stream(file, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="registrations-${from}-${to}.csv"`,
      });
    },
  }),
];

function recordView(
  { session, deps, now, requestId }: Pick<Call<'session'>, 'session' | 'deps' | 'now' | 'requestId'>,
  action: string,
): void {
  const subject = { subjectKind: 'organisation', subjectId: session.organisation.id };
  deps.accessLog.record({
    ...{ at: now, organisationId: session.organisation.id, userId: session.user.id, action, requestId },
    ...subject,
  });
}
