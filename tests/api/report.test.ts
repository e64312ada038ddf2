import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { MonitoringView, RegistrationList, RegistrationView, StatisticalReport } from '../../core/src/api.gen.ts';
import { addDays } from '../../core/src/calendar/iso-date.ts';
import { localDate } from '../../core/src/calendar/local-date.ts';
import { averageDays, type Drawn, drawCases } from '../support/drawn-cases.ts';
import {
  act,
  createApplication,
  decidingApplication,
  expected,
  grantInput,
  personNumber,
} from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

const zone = 'Europe/Moscow';
const hour = 3_600_000;

let server: TestServer;
let monitor: Client;
let drawn: readonly Drawn[];
let departments: readonly { id: string }[];
beforeAll(async () => {
  server = await startServer({ works: false });
  monitor = await server.login('monitor');
  ({ drawn, departments } = await drawCases(server, 400));
});
afterAll(() => server.close());

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly service?: string;
  readonly department?: string;
}

const dayOf = (moment: Date) => localDate(moment, zone);
const today = () => dayOf(server.clock.now());
const within = ({ from, to }: Asked, moment: Date | null) =>
  moment !== null && dayOf(moment) >= from && dayOf(moment) <= to;
const fits = (asked: Asked) => (one: Drawn) =>
  (asked.service === undefined || one.service === asked.service) &&
  (asked.department === undefined || one.department === asked.department);
const isLate = (one: Drawn) =>
  !one.paused && one.dueDate !== null && one.endedAt !== null && dayOf(one.endedAt) > one.dueDate;
const ask = (path: string, asked: Asked) => monitor.get(`/api/reports/${path}?${new URLSearchParams({ ...asked })}`);

function periods(): readonly Asked[] {
  const some = departments[0]?.id ?? '';
  return [
    { from: '2025-11-01', to: '2026-04-30' },
    { from: '2025-12-01', to: '2025-12-31' },
    { from: '2026-01-12', to: '2026-01-12' },
    { from: '2025-12-15', to: '2026-01-31', service: 'oldService' },
    { from: '2025-12-15', to: '2026-02-20', department: some },
    { from: '2019-01-01', to: '2019-12-31' },
  ];
}

describe('каждый отчёт равен честному счёту по одной заявке', () => {
  test('сроки по неделям, загрузка, состояния', async () => {
    for (const asked of periods()) {
      const view: MonitoringView = expected(await ask('monitoring', asked));
      const own = drawn.filter(fits(asked));
      const done = own.filter(({ endedAt }) => within(asked, endedAt));
      const sum = (name: 'inTime' | 'late') => view.weeks.reduce((total, week) => total + week[name], 0);
      expect([sum('inTime'), sum('late')]).toEqual([
        done.filter((one) => !isLate(one)).length,
        done.filter(isLate).length,
      ]);
      for (const { week, inTime, late } of view.weeks) {
        const last = dayOf(new Date(Date.parse(`${week}T12:00:00Z`) + 6 * 24 * hour));
        const there = done.filter(({ endedAt }) => within({ from: week, to: last }, endedAt));
        expect([week, inTime + late, late]).toEqual([week, there.length, there.filter(isLate).length]);
      }
      for (const clerk of view.clerks) {
        const open = own.filter((one) => one.executor === clerk.id && one.endedAt === null);
        const overdue = open.filter(({ dueDate, paused }) => !paused && dueDate !== null && dueDate < today());
        const finished = done.filter(({ executor }) => executor === clerk.id);
        expect(clerk).toMatchObject({ open: open.length, overdue: overdue.length, ended: finished.length });
      }
      expect(view.clerks.reduce((total, { open }) => total + open, 0)).toBe(
        own.filter(({ endedAt }) => endedAt === null).length,
      );
      const registered = own.filter(({ registeredAt }) => within(asked, registeredAt));
      for (const { phase, count } of view.phases) {
        expect([phase, count]).toEqual([phase, registered.filter((one) => one.phase === phase).length]);
      }
    }
  });

  test('статистика: пришло и ушло сходится с остатками', async () => {
    for (const asked of periods()) {
      const report: StatisticalReport = expected(await ask('statistics', asked));
      for (const { service, ...figures } of report.items) {
        const own = drawn.filter(fits(asked)).filter((one) => one.service === service.code);
        const done = own.filter(({ endedAt }) => within(asked, endedAt));
        const received = own.filter(({ registeredAt }) => within(asked, registeredAt));
        const outcome = (...kinds: readonly string[]) => done.filter(({ phase }) => kinds.includes(phase)).length;
        const openOn = (day: (moment: Date) => boolean) =>
          own.filter(({ registeredAt, endedAt }) => !day(registeredAt) && (endedAt === null || day(endedAt))).length;
        expect(figures).toMatchObject({
          received: received.length,
          fromPortals: received.filter(({ source }) => source !== 'employee').length,
          ended: done.length,
          granted: outcome('granted'),
          refused: outcome('refused'),
          withdrawn: outcome('withdrawn', 'closed'),
          endedLate: done.filter(isLate).length,
          averageDays: averageDays(done, zone),
          atStart: openOn((moment) => dayOf(moment) >= asked.from),
          atEnd: openOn((moment) => dayOf(moment) > asked.to),
        });
        expect(figures.atStart + figures.received - figures.ended).toBe(figures.atEnd);
      }
      const total = report.items.reduce((sum, { received }) => sum + received, 0);
      expect(report.total.received).toBe(total);
      expect(total).toBe(drawn.filter(fits(asked)).filter(({ registeredAt }) => within(asked, registeredAt)).length);
    }
  });

  // There the clocks are moved at midnight: a day begins at one o'clock, or its last hour comes twice.
  test.each(['America/Havana', 'Asia/Beirut', 'Africa/Cairo'])(
    'день – тот, что на часах ведомства: %s',
    async (there) => {
      const moved = (to: string) =>
        server.database.execute(`update organisation set time_zone = $1 where code = 'arch'`, [to]);
      await moved(there);
      onTestFinished(async () => void (await moved(zone)));
      const asked = { from: '2025-10-01', to: '2026-04-30' };
      const done = drawn.filter(({ endedAt }) => endedAt !== null && localDate(endedAt, there) <= asked.to);
      const report: StatisticalReport = expected(await ask('statistics', asked));
      for (const { service, averageDays: average } of report.items) {
        const own = done.filter((one) => one.service === service.code);
        expect([service.code, average]).toEqual([service.code, averageDays(own, there)]);
      }
      const view: MonitoringView = expected(await ask('monitoring', asked));
      for (const { week, inTime, late } of view.weeks) {
        const ends = done.map(({ endedAt }) => localDate(endedAt ?? new Date(0), there));
        expect([week, inTime + late]).toEqual([
          week,
          ends.filter((day) => day >= week && day <= addDays(week, 6)).length,
        ]);
      }
    },
  );

  test('журнал: все по порядку регистрации, каждая один раз, страницами; файл – те же строки', async () => {
    const asked = periods()[1] as Asked;
    const listed: RegistrationView[] = [];
    for (let after = ''; ; ) {
      const page: RegistrationList = expected(
        await monitor.get(`/api/reports/registrations?${new URLSearchParams({ ...asked, limit: '7' })}${after}`),
      );
      listed.push(...page.items);
      if (page.next === null) break;
      after = `&after=${encodeURIComponent(page.next)}`;
    }
    const wanted = drawn.filter(({ registeredAt }) => within(asked, registeredAt));
    expect(new Set(listed.map(({ id }) => id)).size).toBe(wanted.length);
    const order = listed.map(({ registeredAt }) => registeredAt);
    expect(order).toEqual([...order].sort());
    const file = await ask('registrations/csv', asked);
    expect(file.status).toBe(200);
    const lines = file.text.trim().split('\r\n');
    expect(lines).toHaveLength(wanted.length + 1);
    expect(lines[1]?.split(';')[1]).toBe(listed[0]?.number);
    const sheet = sheetOf((await ask('registrations/xlsx', asked)).bytes);
    expect(sheet.match(/<row>/g)).toHaveLength(lines.length);
    for (const { number } of listed) expect(sheet).toContain(`>${number}<`);
  });
});

const sheetOf = (book: Buffer) => strFromU8(unzipSync(book)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());

test('написанное заявителем в файле не становится формулой', async () => {
  const day = dayOf(drawn[0]?.registeredAt ?? new Date());
  const file = await ask('registrations/csv', { from: day, to: day });
  expect(file.text).toContain(`"'=cmd();Плохая"`);
  const book = await ask('registrations/xlsx', { from: day, to: day });
  expect(sheetOf(book.bytes)).toMatch(/t="inlineStr"><is><t [^>]*>=cmd\(\);Плохая/);
});

test('настоящая заявка: ответ в день решения, отказ – по основанию; журнал доступа помнит, кто смотрел', async () => {
  const [registrar, dispatcher, executor, approver] = (await Promise.all(
    ['registrar', 'dispatcher', 'executor', 'approver'].map((login) => server.login(login)),
  )) as [Client, Client, Client, Client];
  const executorId: string = expected(await executor.get('/api/me')).user.id;
  // The day may end while the case is on its way.
  const asked = { from: today(), to: addDays(today(), 1) };
  const before: StatisticalReport = expected(await ask('statistics', asked));
  const decide = async (number: number, [action, input]: [string, Record<string, unknown>]) => {
    const card = await decidingApplication({ registrar, dispatcher, executorId }, { applicant: personNumber(number) });
    return act(approver, await act(executor, card, [action, { input }]), ['publish', {}]);
  };
  const granted = await decide(1, ['grant', grantInput]);
  await act(approver, granted, ['close', {}]);
  await decide(2, ['refuse', { grounds: [{ code: 'noBoundaries' }], text: 'Границ нет.', message: 'Отказано.' }]);
  await act(registrar, await createApplication(registrar, { applicant: personNumber(3) }), ['register', {}]);
  const { total }: StatisticalReport = expected(await ask('statistics', asked));
  const grown = (name: 'received' | 'ended' | 'granted' | 'refused' | 'atEnd') => total[name] - before.total[name];
  expect(['received', 'ended', 'granted', 'refused', 'atEnd'].map((name) => grown(name as 'ended'))).toEqual([
    3, 2, 1, 1, 1,
  ]);
  const view: MonitoringView = expected(await ask('monitoring', asked));
  expect(view.refusals).toEqual([{ kind: 'refuse', code: 'noBoundaries', title: expect.any(String), count: 1 }]);
  expected(await ask('registrations', asked));
  await server.deps.accessLog.flush();
  const { rows } = await server.database.execute(
    `select count(*)::int as count from access_log where action = 'registrations' and user_id is not null`,
  );
  expect((rows[0] as { count: number }).count).toBeGreaterThan(0);
});

test.each([
  ['from=2026-02-01&to=2026-01-01', 'раньше, чем начинается'],
  ['from=2020-01-01&to=2026-01-01', 'не больше трёх лет'],
  ['from=2026-02-30&to=2026-03-01', 'параметры'],
  ['from=2026-01-01', 'параметры'],
  ['from=2026-01-01&to=2026-01-02&department=01890a5d-ac96-774b-bcce-b302099a8057', 'отдела в вашем ведомстве нет'],
])('%s отклонено словами', async (query, words) => {
  for (const path of ['monitoring', 'statistics', 'registrations', 'registrations/csv', 'registrations/xlsx']) {
    const answer = await monitor.get(`/api/reports/${path}?${query}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalidQuery']);
    expect(answer.text).toContain(words);
  }
});

test('другое ведомство видит только своё', async () => {
  const { items, total }: StatisticalReport = expected(
    await (await server.login('admin')).get('/api/reports/statistics?from=2025-11-01&to=2026-04-30'),
  );
  expect(items.length).toBeGreaterThan(0);
  await server.database.execute(
    `update user_role set organisation_id = (select id from organisation where code = 'zem')
     where user_id = (select id from user_account where login = 'monitor')`,
  );
  await server.database.execute(
    `update membership set department_id = null, organisation_id = (select id from organisation where code = 'zem')
     where user_id = (select id from user_account where login = 'monitor')`,
  );
  const stranger = await server.login('monitor');
  const own: StatisticalReport = expected(await stranger.get('/api/reports/statistics?from=2025-11-01&to=2026-04-30'));
  expect(own.items).toEqual([]);
  expect(total.received).toBeGreaterThan(0);
});
