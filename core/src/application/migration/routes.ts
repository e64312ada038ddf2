import { type Route, route } from '../../http.ts';
import { migrateCases, readMigrationPlan } from './commands.ts';

export const caseMigrationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/services/:code/case-migration',
    summary:
      'Что решить до перевода открытых заявок на действующую версию: чем стали состояния и поля, сколько заявок ждёт',
    access: { permission: 'definitions.publish' },
    params: { code: 'code' },
    response: 'CaseMigrationPlan',
    handler: (call) => readMigrationPlan(call, call.params.code),
  }),
  route({
    method: 'POST',
    path: '/api/admin/services/:code/case-migration',
    summary: 'Перевести открытые заявки ведомства на действующую версию услуги, или показать, что станет с каждой',
    access: { permission: 'definitions.publish' },
    params: { code: 'code' },
    body: 'CaseMigration',
    response: 'CaseMigrationResult',
    handler: (call) => migrateCases(call, call.params.code, call.body),
  }),
];
