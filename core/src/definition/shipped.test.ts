import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CalendarDefinition, DemoData, ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { beforeAll, expect, test } from 'vitest';
import { isWorkingDay } from '../rules.ts';
import { canonicalText } from './canonical.ts';
import { pathOf } from './folder.ts';
import { type LoadedFolder, loadFolder } from './load.ts';

const folder = fileURLToPath(new URL('../../../service-definitions', import.meta.url));
let shipped: LoadedFolder;

beforeAll(async () => {
  shipped = await loadFolder(folder);
});

function read<T>(path: string): T {
  return JSON.parse(readFileSync(`${folder}/${path}`, 'utf8'));
}

test('the shipped set has no error and no warning; notes only ask to compare with an act or a registry', () => {
  expect(shipped.findings.filter(({ level }) => level !== 'info')).toEqual([]);
  expect(new Set(shipped.findings.map(({ code }) => code))).toEqual(new Set(['toVerify', 'registryUnchecked']));
  expect(shipped.files.map(({ file }) => file)).toEqual([
    'calendars/ru2025.json',
    'calendars/ru2026.json',
    'calendars/ru2027.json',
    'demo/demo.json',
    'dictionaries/documentKinds.json',
    'dictionaries/mfc.json',
    'request-types/egrulExtract/request-type.json',
    'request-types/expertisePrintOut/request-type.json',
    'request-types/plotRegistry/request-type.json',
    'request-types/regionalRequest/request-type.json',
    'request-types/snilsByData/request-type.json',
    'request-types/utilityDebt/request-type.json',
    'services/addressAssignment/service.json',
    'services/advertisingPermit/service.json',
    'services/archiveCertificate/service.json',
    'services/complaint/service.json',
    'services/constructionNotice/service.json',
    'services/duplicate/service.json',
    'services/housingSubsidy/service.json',
    'services/landPlotPlan/service.json',
    'services/landPlotScheme/service.json',
    'services/misprint/service.json',
    'services/revocation/service.json',
    'services/treeFellingPermit/service.json',
    'workflows/doverie.json',
    'workflows/kazan.json',
    'workflows/procedure.json',
    'workflows/short.json',
    'workplaces/doverie.json',
    'workplaces/kazan.json',
  ]);
});

test('every shipped file is its own canonical text and stands where its code says', () => {
  for (const { file, text, definition, kind } of shipped.files) {
    expect(text, file).toBe(canonicalText(definition));
    expect(file).toBe(pathOf(kind, definition?.code ?? ''));
  }
});

test('statuses and actions of «Доверие» are written as in its manual', () => {
  const { states, actions } = read<WorkflowDefinition>('workflows/doverie.json');
  expect(Object.fromEntries(states.map(({ code, title, phase }) => [code, `${title} (${phase})`]))).toEqual({
    draft: 'Черновик (draft)',
    registered: 'Зарегистрировано (received)',
    deciding: 'Принятие решения (inProgress)',
    approvingGrant: 'Утверждение положительного результата (awaitingApproval)',
    approvingRefusal: 'Утверждение отказа (awaitingApproval)',
    granted: 'Утвержден положительный результат (granted)',
    refused: 'Утвержден отказ (refused)',
    closed: 'Работа по заявке завершена (closed)',
    // beside the manual
    notAccepted: 'Отказано в приёме документов (refused)',
    returned: 'Возвращено без рассмотрения (withdrawn)',
    withdrawn: 'Заявление отозвано заявителем (withdrawn)',
    revoked: 'Решение отменено (closed)',
  });
  const titles = Object.fromEntries(actions.filter((one) => !one.automatic).map(({ code, title }) => [code, title]));
  expect(titles).toEqual({
    create: 'Создать',
    register: 'Зарегистрировать заявку на услугу',
    assign: 'Назначить исполнителя',
    grant: 'Одобрить предоставление услуги',
    refuse: 'Отказать в предоставлении услуги',
    rework: 'Отправить на доработку',
    publish: 'Опубликовать результат',
    close: 'Завершить работу по заявке',
    refuseAcceptance: 'Отказать в приёме документов',
    returnWithoutReview: 'Вернуть без рассмотрения',
    withdraw: 'Отозвать по заявлению заявителя',
    // Not of the manual: the law knows it, services say where.
    extend: 'Продлить срок',
    revoke: 'Решение отменено',
    // Nor are the ways by which work passes from one person to another.
    recallAssignment: 'Отозвать назначение',
    reassign: 'Сменить исполнителя',
    handOver: 'Передать другому исполнителю',
    recallDecision: 'Отозвать с утверждения',
    // «Выдача результата на руки» of its beginning has no figure.
    issue: 'Выдать результат на руки',
  });
});

test('statuses and actions of «Казань» are written as in its manual', () => {
  const { states, actions } = read<WorkflowDefinition>('workflows/kazan.json');
  expect(Object.fromEntries(states.map(({ code, title, phase }) => [code, `${title} (${phase})`]))).toEqual({
    draft: 'Черновик (draft)',
    new: 'Новая (received)',
    inWork: 'В работе (inProgress)',
    rework: 'На доработке (waitingApplicant)',
    signing: 'На подписании (awaitingSignature)',
    signed: 'Подписано (granted)',
    refused: 'Отказано (refused)',
  });
  const titles = actions.map(({ title }) => title);
  const named = ['Назначить мне', 'Сохранить результат', 'Сохранить отказ', 'На доработку'];
  expect(titles).toEqual(expect.arrayContaining(named));
});

test('whatever a law or a regulation says of the new services is marked to be compared with it', () => {
  const made = ['addressAssignment', 'constructionNotice', 'landPlotScheme'];
  for (const code of ['advertisingPermit', 'archiveCertificate', 'treeFellingPermit', ...made]) {
    const { basis, grounds = [] } = read<ServiceDefinition>(`services/${code}/service.json`);
    expect(basis.filter(({ check }) => check).length, code).toBeGreaterThan(1);
    expect(
      grounds.every(({ check }) => check),
      code,
    ).toBe(true);
  }
});

test('the service has the term of the Town Planning Code and a ground with its clause for each refusal', () => {
  const service = read<ServiceDefinition>('services/landPlotPlan/service.json');
  expect(service.title).toBe('Выдача градостроительного плана земельного участка');
  expect(service.term).toEqual({ days: 14, unit: 'working' });
  expect(service.grounds?.length).toBeGreaterThan(0);
  for (const { clause } of service.grounds ?? []) expect(clause).toContain('статья 57.3');
});

const years = [
  [2025, 247],
  [2026, 247],
] as const;

test.each(years)('%i has %i working days, as its official calendar', (year, days) => {
  const calendar = read<CalendarDefinition>(`calendars/ru${year}.json`);
  expect(calendar.provisional).toBeUndefined();
  expect(workingDays(calendar)).toBe(days);
});

const transfers = [
  ['2025-05-02', false],
  ['2025-12-31', false],
  ['2025-05-08', false],
  ['2025-06-13', false],
  ['2025-11-01', true],
  ['2025-11-03', false],
  ['2026-01-09', false],
  ['2026-12-31', false],
  ['2026-03-09', false],
  ['2026-05-11', false],
  ['2026-01-12', true],
  ['2026-05-12', true],
] as const;

test.each(transfers)('%s, moved by decree or by article 112: working %s', (day, working) => {
  const year = Number(day.slice(0, 4));
  expect(isWorkingDay(day, { years: { [year]: read<CalendarDefinition>(`calendars/ru${year}.json`) } })).toBe(working);
});

test('2027 is provisional: its decree is not there yet', () => {
  expect(read<CalendarDefinition>('calendars/ru2027.json').provisional).toBe(true);
});

test('the demo has every login with roles whose functions the workflow knows', () => {
  const demo = read<DemoData>('demo/demo.json');
  const bodyOf = Object.fromEntries(demo.users.map(({ login, memberships }) => [login, memberships[0]?.organisation]));
  const arch = [
    'registrar',
    'dispatcher',
    'executor',
    'executor2',
    'approver',
    'super',
    'monitor',
    'admin',
    'applicants',
  ];
  expect(bodyOf).toEqual({
    ...Object.fromEntries(arch.map((login) => [login, 'arch'])),
    registrar2: 'zem',
    super2: 'zem',
    'city.registrar': 'city',
    'city.executor': 'city',
    'city.executor2': 'city',
    'city.super': 'city',
    'city.head': 'city',
  });
  const workflows = ['doverie', 'kazan'].map((code) => read<WorkflowDefinition>(`workflows/${code}.json`));
  const functions = new Set(workflows.flatMap((one) => Object.keys(one.functions)));
  const given = demo.roles.flatMap((role) => role.functions);
  expect(given.toSorted()).toEqual([...functions].toSorted());
});

function workingDays(calendar: CalendarDefinition): number {
  const { year } = calendar;
  const last = Date.UTC(year + 1, 0, 1);
  let count = 0;
  for (let day = Date.UTC(year, 0, 1); day < last; day += 86_400_000) {
    if (isWorkingDay(new Date(day).toISOString().slice(0, 10), { years: { [year]: calendar } })) count += 1;
  }
  return count;
}
