import { expect, test } from 'vitest';
import { absenceProblems, type Span } from './rules.ts';

const july: Span = { from: '2026-07-01', to: '2026-07-14' };
const facts = { userId: 'me', today: '2026-06-10', own: [], ofDeputy: [], deputyKnown: true };

test.each<[string, Partial<Span & { deputyId: string | null }>, object, string | undefined]>([
  ['обычное', {}, {}, undefined],
  ['один день', { to: '2026-07-01' }, {}, undefined],
  ['уже началось', { from: '2026-06-01', to: '2026-06-10' }, {}, undefined],
  ['задом наперёд', { to: '2026-06-30' }, {}, 'Последний день не может быть раньше первого'],
  ['прошло', { from: '2026-06-01', to: '2026-06-09' }, {}, 'Эти дни уже прошли'],
  ['десять лет', { to: '2036-07-01' }, {}, 'Отсутствие не может длиться больше трёх лет'],
  ['пересекается своё', {}, { own: [{ from: '2026-07-14', to: '2026-07-20' }] }, 'На эти дни отсутствие уже указано'],
  ['следом за своим', {}, { own: [{ from: '2026-07-15', to: '2026-07-20' }] }, undefined],
  ['сам себя', { deputyId: 'me' }, {}, 'Заместить себя нельзя'],
  ['чужой', {}, { deputyKnown: false }, 'Такого сотрудника в ведомстве нет'],
  ['заместителя нет на месте', {}, { ofDeputy: [july] }, 'Этот сотрудник сам отсутствует'],
  ['без заместителя', { deputyId: null }, { deputyKnown: false, ofDeputy: [july] }, undefined],
])('%s', (...[, span, more, message]) => {
  const found = absenceProblems({ ...july, deputyId: 'other', ...span }, { ...facts, ...more });
  expect(found.map((one) => one.message)).toEqual(message === undefined ? [] : [expect.stringContaining(message)]);
});
