import { daysBetween } from '../../core/src/calendar/iso-date.ts';
import { localDate } from '../../core/src/calendar/local-date.ts';
import { seedOf } from './seed.ts';
import type { TestServer } from './server.ts';

const zone = 'Europe/Moscow';
const hour = 3_600_000;
const ended = ['granted', 'refused', 'withdrawn', 'closed'] as const;
const phases = ['received', 'inProgress', 'awaitingApproval', ...ended] as const;

/** One case as the report may see it; what is expected is counted from these rows, one by one. */
export interface Drawn {
  readonly service: string;
  readonly phase: (typeof phases)[number];
  readonly source: string;
  readonly executor: string | null;
  readonly department: string | null;
  readonly registeredAt: Date;
  readonly endedAt: Date | null;
  readonly dueDate: string | null;
  readonly paused: boolean;
}

function dice(seed: number) {
  let state = seed;
  return (most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * most);
  };
}

/** Around midnights of the body's zone, where a day is most easily mistaken. */
export async function drawCases(server: TestServer, count: number) {
  const roll = dice(seedOf(42));
  const pick = <T>(items: readonly T[]): T => items[roll(items.length)] as T;
  const moment = () => new Date(Date.UTC(2025, 10, 24 + roll(90), 20 + roll(3), pick([0, 30, 59])));
  return server.database.asOwner(async (trx) => {
    const body = await trx('organisation').where({ code: 'arch' }).first('id');
    const people = await trx('user_account').whereIn('login', ['executor', 'executor2']).select('id');
    const departments: readonly { id: string }[] = await trx('department')
      .where({ organisation_id: body.id })
      .select('id');
    const version = server.deps.definitions.latest('service', 'landPlotPlan').id;
    const workflow = server.deps.definitions.latest('workflow', 'doverie').id;
    const all = Array.from({ length: count }, (): Drawn => {
      const phase = pick(phases);
      const registeredAt = moment();
      const isEnded = ended.some((one) => one === phase);
      const endedAt = isEnded ? new Date(registeredAt.getTime() + roll(40 * 24) * hour) : null;
      const due = new Date(registeredAt.getTime() + roll(30) * 24 * hour);
      const who = {
        executor: pick([null, ...people.map(({ id }) => id)]),
        department: pick([null, ...departments.map(({ id }) => id)]),
      };
      const how = {
        source: pick(['employee', 'epgu', 'mfc']),
        service: pick(['landPlotPlan', 'oldService']),
        paused: roll(8) === 0,
      };
      return { ...who, ...how, phase, registeredAt, endedAt, dueDate: roll(5) === 0 ? null : localDate(due, zone) };
    });
    const rows = all.map((one, at) => ({
      organisation_id: body.id,
      department_id: one.department,
      number: `Ж-${at}`,
      service_code: one.service,
      service_version_id: version,
      workflow_version_id: workflow,
      state: one.phase,
      phase: one.phase,
      source: one.source,
      creator_id: people[0].id,
      executor_id: one.executor,
      registered_at: one.registeredAt,
      due_date: one.dueDate,
      paused_at: one.paused ? one.registeredAt : null,
      ended_at: one.endedAt,
      outcome: one.endedAt === null ? null : one.phase,
      list_applicant: at === 0 ? '=cmd();Плохая' : `Заявитель ${at}`,
    }));
    await trx.batchInsert('application', rows, 100);
    return { drawn: all, departments };
  });
}

/** From the day of registering to the day of the answer, to a tenth. */
export function averageDays(done: readonly Drawn[], inZone: string): number | null {
  const days = done.map(({ registeredAt, endedAt }) =>
    daysBetween(localDate(registeredAt, inZone), localDate(endedAt ?? registeredAt, inZone)),
  );
  return days.length === 0 ? null : Math.round((days.reduce((sum, one) => sum + one, 0) * 10) / days.length) / 10;
}
