import { readFileSync } from 'node:fs';
import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { BOX, diagramOf } from './diagram-layout.ts';
import { missingFields, withField } from './input-fields.ts';
import {
  addAction,
  addState,
  changeAction,
  openAction,
  recodeAction,
  recodeState,
  removeState,
} from './workflow-commands.ts';

const shipped = (code: string): WorkflowDefinition =>
  JSON.parse(
    readFileSync(new URL(`../../../../service-definitions/workflows/${code}.json`, import.meta.url), 'utf8'),
  ) as WorkflowDefinition;
const doverie = shipped('doverie');
const codes = ['short', 'kazan', 'procedure', 'doverie'];

test('добавленное названо по-своему и ничего не меняет вокруг', () => {
  const { workflow, code } = addState(doverie, 'Ждёт архив');
  expect(code).toBe('zhdetArkhiv');
  expect(addState(workflow, 'Ждёт архив').code).toBe('zhdetArkhiv2');
  expect(workflow.actions).toBe(doverie.actions);
  const made = addAction(workflow, 'Передать');
  expect(made.workflow.actions.at(-1)).toMatchObject({ code: 'peredat', from: [], functions: ['registrar'] });
  expect(made.workflow.actions.slice(0, -1)).toEqual(doverie.actions);
});

test('отметка открывает действие в состоянии, порядок – как у состояний; исчезнувшее состояние остаётся видно', () => {
  const assign = (workflow: WorkflowDefinition) => workflow.actions.find(({ code }) => code === 'assign')?.from;
  const opened = openAction(doverie, 'assign', { state: 'draft', open: true });
  expect(assign(opened)).toEqual(['draft', 'registered']);
  expect(assign(openAction(opened, 'assign', { state: 'registered', open: false }))).toEqual(['draft']);
  const lost = openAction(changeAction(doverie, 'assign', { from: ['gone', 'registered'] }), 'assign', {
    state: 'draft',
    open: true,
  });
  expect(assign(lost)).toEqual(['draft', 'registered', 'gone']);
});

test('удалённое состояние закрывает действия, а ведущие в него говорят об этом сами', () => {
  const left = removeState(doverie, 'deciding');
  expect(left.actions.filter(({ from }) => from.includes('deciding'))).toEqual([]);
  expect(left.actions.find(({ code }) => code === 'assign')?.to).toBe('deciding');
});

test.each(codes)('%s: код состояния меняется всюду и возвращается тем же', (code) => {
  const workflow = shipped(code);
  for (const { code: own } of workflow.states) {
    const moved = recodeState(workflow, own, 'otherCode');
    const named = JSON.stringify([
      moved.initial,
      moved.states.map((one) => one.code),
      moved.actions.map((a) => [a.from, a.to]),
    ]);
    expect(named).not.toContain(`"${own}"`);
    expect(recodeState(moved, 'otherCode', own)).toEqual(workflow);
  }
});

test('условие о состоянии следует за кодом, другие слова остаются', () => {
  const guard = {
    and: [{ in: [{ var: 'case.state' }, ['deciding', 'draft']] }, { '==': [{ var: 'case.source' }, 'deciding'] }],
  };
  const moved = recodeState(changeAction(doverie, 'grant', { guard }), 'deciding', 'weighing');
  expect(moved.actions.find(({ code }) => code === 'grant')?.guard).toEqual({
    and: [{ in: [{ var: 'case.state' }, ['weighing', 'draft']] }, { '==': [{ var: 'case.source' }, 'deciding'] }],
  });
});

test('код действия меняется и там, где его отзывают', () => {
  const moved = recodeAction(doverie, 'assign', 'appoint');
  expect(moved.actions.find(({ code }) => code === 'recallAssignment')?.recalls).toEqual(['appoint']);
  expect(recodeAction(moved, 'appoint', 'assign')).toEqual(doverie);
});

test.each<[string, WorkflowAction['effects'], string[]]>([
  ['назначить выбранного', [{ effect: 'assign', to: 'chosen' }], ['employee']],
  ['назначить себя', [{ effect: 'assign', to: 'me' }], []],
  ['отказать', [{ effect: 'decide', kind: 'refuse' }], ['grounds', 'text', 'files', 'message']],
  ['продлить', [{ effect: 'extend' }], ['days', 'reason']],
])('форма действия: %s', (_, effects, wanted) => {
  expect(missingFields({ effects }).map(({ code }) => code)).toEqual(wanted);
  const [first] = missingFields({ effects });
  if (first === undefined) return;
  const input = withField(undefined, first.code);
  expect(input.sections).toMatchObject([{ fields: [first.code] }]);
  expect(missingFields({ effects, input }).map(({ code }) => code)).toEqual(wanted.slice(1));
});

test.each(codes)('%s: схема – все состояния и все переходы, ничто не накладывается', (code) => {
  const workflow = shipped(code);
  const { boxes, arrows, width, height } = diagramOf(workflow);
  expect(boxes.map((box) => box.code)).toEqual(workflow.states.map((state) => state.code));
  for (const one of boxes) {
    expect(one.x > 0 && one.x < width && one.y > 0 && one.y < height).toBe(true);
    for (const other of boxes) {
      if (one !== other)
        expect(Math.abs(one.x - other.x) >= BOX.width || Math.abs(one.y - other.y) >= BOX.height).toBe(true);
    }
  }
  const drawn = new Set(arrows.flatMap(({ actions }) => actions));
  const moving = workflow.actions.filter(({ to }) => to !== undefined).map((action) => action.code);
  expect([...drawn].toSorted()).toEqual(moving.toSorted());
});
