import { expect, test } from 'vitest';
import {
  asTest,
  changedAnswers,
  namedPeople,
  type Trial,
  withBeginning,
  withoutLastStep,
  withShown,
  withStep,
} from './trial-edit.ts';

const trial: Trial = { title: '', creator: 'registrar', steps: [] };
const seen = {
  ...{
    done: [],
    refused: null,
    problems: [],
    unmet: [],
    visible: [],
    today: '2026-03-02',
    state: 'registered',
    stateTitle: '',
  },
  ...{ executor: null, decision: null, variant: null, duty: null, dueDate: '2026-03-23' },
};

test('сохранённое ждёт того, что вышло: состояние, исполнителя, срок или отказ', () => {
  const walked = withStep(withStep(trial, { as: 'registrar', action: 'grant' }), {
    as: 'registrar',
    action: 'register',
  });
  const refused = { ...seen, state: 'draft', refused: 'Сначала зарегистрируйте' };
  expect(asTest(walked, { steps: [refused, seen] }, 'Путь')).toEqual({
    title: 'Путь',
    creator: 'registrar',
    steps: [
      { as: 'registrar', action: 'grant', expect: { state: 'draft', refused: 'Сначала зарегистрируйте' } },
      {
        as: 'registrar',
        action: 'register',
        expect: { state: 'registered', executor: null, decision: null, dueDate: '2026-03-23' },
      },
    ],
  });
  const missing = { ...refused, problems: ['area'] };
  expect(asTest(walked, { steps: [missing] }, 'Путь').steps[0]?.expect).toEqual({ state: 'draft', problems: ['area'] });
  expect(withoutLastStep(walked).steps).toEqual([{ as: 'registrar', action: 'grant' }]);
});

test('чего нет, того нет и в записи', () => {
  expect(withBeginning({ ...trial, representative: true }, { representative: undefined })).toEqual(trial);
});

test('изменённые ответы: новое, другое, убранное', () => {
  expect(changedAnswers({ a: 1, b: [1], c: 'x' }, { a: 1, b: [2], d: false })).toEqual({ b: [2], d: false, c: null });
});

test('сотрудник записан именем', () => {
  const people = [{ name: 'anna', id: '0-1', functions: [], holds: true, opens: [] }];
  expect(namedPeople({ employee: '0-1', text: 'Готово' }, people)).toEqual({ employee: 'anna', text: 'Готово' });
});

test('a test may also remember which fields are shown, and says so again only where that has changed', () => {
  const came = { done: [], refused: null, problems: [], unmet: [], today: '2026-03-02', stateTitle: 'Черновик' };
  const facts = { state: 'draft', executor: null, decision: null, variant: null, dueDate: null, duty: null };
  const seen = (...visible: string[]) => ({ ...came, ...facts, visible });
  const trial = { title: '', steps: [{ as: 'clerk' }, { as: 'clerk' }, { as: 'clerk' }] };
  const walked = { steps: [seen('kind'), seen('kind'), seen('kind', 'other')] };
  const shown = withShown(asTest(trial, walked, 'Поля'), walked, ['kind', 'other']).steps.map(({ expect: wanted }) => [
    wanted?.visible,
    wanted?.hidden,
  ]);
  expect(shown).toEqual([
    [['kind'], ['other']],
    [undefined, undefined],
    [['kind', 'other'], undefined],
  ]);
});
