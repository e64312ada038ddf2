import type { Phase } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { localDate } from '../calendar/local-date.ts';
import type { DefinitionStore } from '../definition/store.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { checkPeriod, weeksOf } from './period.ts';
import {
  type Asked,
  departmentsOf,
  endedByWeek,
  figuresOfServices,
  isDepartment,
  loadOfClerks,
  phasesOfRegistered,
  refusalsByGround,
  type ServiceFigures,
  waitingOfProviders,
} from './queries.ts';

export interface ReportCall {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** Of the chosen body alone. @throws Refusal invalidQuery for a period or a department that is none */
export async function askedOf(
  { deps, session, now }: ReportCall,
  { from, to, service, department }: ApiTypes['ReportQuery'],
): Promise<Asked> {
  checkPeriod({ from, to });
  const { id: organisationId, timeZone } = session.organisation;
  if (department !== undefined) {
    const known = await deps.database.inBodies([organisationId], (trx) =>
      isDepartment(trx, organisationId, department),
    );
    if (!known) throw new Refusal('invalidQuery', 'Такого отдела в вашем ведомстве нет: выберите отдел из списка.');
  }
  return { organisationId, timeZone, today: localDate(now, timeZone), from, to, service, department };
}

/** In the order in which a case goes through them. */
const phases: readonly Phase[] = [
  ...(['received', 'inProgress', 'waitingApplicant', 'awaitingApproval', 'awaitingSignature'] as const),
  ...(['granted', 'refused', 'withdrawn', 'closed'] as const),
];

/** The five charts, each as the figures that it and its table are drawn from. */
export async function monitoringOf(
  call: ReportCall,
  query: ApiTypes['ReportQuery'],
): Promise<ApiTypes['MonitoringView']> {
  const asked = await askedOf(call, query);
  const { definitions, database } = call.deps;
  return database.inBodies([asked.organisationId], async (trx) => {
    const weeks = new Map((await endedByWeek(trx, asked)).map((row) => [row.week, row]));
    const stands = new Map((await phasesOfRegistered(trx, asked)).map(({ phase, count }) => [phase, count]));
    return {
      weeks: weeksOf(asked).map((week) => weeks.get(week) ?? { week, inTime: 0, late: 0 }),
      clerks: await loadOfClerks(trx, asked),
      providers: await waitingOfProviders(trx, asked),
      refusals: await refusalsByGround(trx, asked),
      phases: phases.map((phase) => ({ phase, count: stands.get(phase) ?? 0 })),
      services: definitions.list('service').map(({ code, content }) => ({ code, title: titleOf(content.title, 'ru') })),
      departments: await departmentsOf(trx, asked.organisationId),
    };
  });
}

/** Service by service, with the sum of all. */
export async function statisticsOf(
  call: ReportCall,
  query: ApiTypes['ReportQuery'],
): Promise<ApiTypes['StatisticalReport']> {
  const asked = await askedOf(call, query);
  const rows = await call.deps.database.inBodies([asked.organisationId], (trx) => figuresOfServices(trx, asked));
  const items = rows.map(({ service, ...figures }) => ({
    service: { code: service, title: serviceTitle(call.deps.definitions, service) },
    ...figures,
  }));
  return { items, total: sumOf(rows) };
}

const summed = [
  ...(['atStart', 'received', 'fromPortals', 'ended', 'granted', 'refused', 'withdrawn', 'endedLate'] as const),
  'atEnd',
] as const;

function sumOf(rows: readonly ServiceFigures[]): ApiTypes['StatisticalReport']['total'] {
  const total = Object.fromEntries(
    summed.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]),
  ) as Record<(typeof summed)[number], number>;
  const days = rows.reduce((sum, row) => sum + (row.averageDays ?? 0) * row.ended, 0);
  return { ...total, averageDays: total.ended === 0 ? null : Math.round((days / total.ended) * 10) / 10 };
}

/** A service that is no longer described keeps its code for a name. */
export function serviceTitle(definitions: Pick<DefinitionStore, 'findLatest'>, code: string): string {
  const title = definitions.findLatest('service', code)?.content.title;
  return title === undefined ? code : titleOf(title, 'ru');
}
