import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { staffLacks } from './staffing.ts';

const folder = fileURLToPath(new URL('../../../../service-definitions', import.meta.url));
const read = <T>(path: string): T => JSON.parse(readFileSync(`${folder}/${path}`, 'utf8'));

function lacks(code: string, people: readonly (readonly string[])[], change: Partial<ServiceDefinition> = {}) {
  const service = { ...read<ServiceDefinition>(`services/${code}/service.json`), ...change };
  const workflow = read<WorkflowDefinition>(`workflows/${service.workflow}.json`);
  const held = people.map((functions) => new Set(functions));
  return staffLacks({ service, workflow, people: held, today: '2026-03-02' }).map(
    ({ step, functions }) => `${step}: ${functions.join(' / ')}`,
  );
}

const region = [['registrar'], ['dispatcher'], ['executor'], ['approver']];

test.each<[string, string, readonly (readonly string[])[], readonly string[]]>([
  ['все на местах', 'landPlotPlan', region, []],
  ['один с суперправами обходится без остальных', 'landPlotPlan', [['superExecutor']], []],
  ['некому утвердить', 'landPlotPlan', region.slice(0, 3), ['Опубликовать результат: Утверждающий']],
  [
    'некому решать',
    'landPlotPlan',
    [['registrar'], ['dispatcher'], ['approver']],
    ['Одобрить предоставление услуги: Исполнитель / Исполнитель с суперправами'],
  ],
  ['никого', 'landPlotPlan', [], ['Создать: Регистратор / Исполнитель с суперправами']],
  ['город: подписать некому', 'treeFellingPermit', [['registrar'], ['head']], ['Назначить мне: Исполнитель']],
  ['город', 'treeFellingPermit', [['registrar', 'executor']], []],
  [
    'короткий процесс, а исполнителей нет',
    'housingSubsidy',
    region.slice(0, 2),
    ['Создать: Исполнитель / Исполнитель с суперправами'],
  ],
])('%s', (...[, code, people, expected]) => expect(lacks(code, people)).toEqual(expected));

test('без утверждения утверждающий не нужен', () => {
  expect(lacks('landPlotPlan', region.slice(0, 3), { approval: false })).toEqual([]);
});

test('подпись, которая нужна всегда, названа; нужная по условию – нет', () => {
  const { decisions } = read<ServiceDefinition>('services/treeFellingPermit/service.json');
  const signatures = (decisions.grant.signatures ?? []).map(({ when: _when, ...place }) => place);
  const change = { decisions: { ...decisions, grant: { ...decisions.grant, signatures } } };
  const [lack] = lacks('treeFellingPermit', [['registrar', 'executor']], change);
  expect(lack).toMatch(/^Подписать документ решения: .+: .+/);
});
