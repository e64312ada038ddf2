import type { ApiTypes } from '../api.gen.ts';
import { type Call, type Route, route, type StreamResult, stream } from '../http.ts';
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
    handler: (call) => takenOut(call, 'csv', 'text/csv; charset=utf-8'),
  }),
  route({
    method: 'GET',
    path: '/api/reports/registrations/xlsx',
    summary: 'Журнал регистрации за период книгой XLSX; выгрузка заносится в журнал доступа',
    access: { permission: 'reports.read' },
    query: 'ReportQuery',
    response: 'stream',
    handler: (call) => takenOut(call, 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  }),
];

type Taking = Pick<Call<'session'>, 'session' | 'deps' | 'now' | 'requestId'> & {
  readonly query: ApiTypes['ReportQuery'];
};

async function takenOut(call: Taking, format: 'csv' | 'xlsx', mediaType: string): Promise<StreamResult> {
  const { from, to } = call.query;
  const file = await registrationsFile(call, call.query, format);
  recordView(call, 'registrationsFile');
  return stream(file, {
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="registrations-${from}-${to}.${format}"`,
  });
}

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
