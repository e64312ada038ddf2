import { expect, test } from 'vitest';
import { ConnectionError, ProblemError, problemAt } from './client.ts';

const refused = new ProblemError(422, {
  detail: 'Проверьте поля',
  problems: [
    { field: 'comment', pointer: '/comment', message: 'Не длиннее 10000 символов' },
    { field: 'to', pointer: '/to', message: 'Укажите, кому' },
  ],
});

test.each([
  ['у своего поля', refused, 'comment', 'Не длиннее 10000 символов'],
  ['у другого – другое', refused, 'to', 'Укажите, кому'],
  ['о чём сервер молчит', refused, 'text', undefined],
  ['нет связи', new ConnectionError(undefined), 'comment', undefined],
  ['отказа не было', null, 'comment', undefined],
])('%s', (...[, failure, field, said]) => {
  expect(problemAt(failure, field)).toBe(said);
});
