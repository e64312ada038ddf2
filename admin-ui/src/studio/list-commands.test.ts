import { expect, test } from 'vitest';
import { changeItem, moveItem, removeItem } from './list-commands.ts';

const list = [{ code: 'a', note: 'x' }, { code: 'b' }, { code: 'c' }];

test.each([
  [
    'изменение',
    changeItem(list, 'b', { note: 'y' }),
    [{ code: 'a', note: 'x' }, { code: 'b', note: 'y' }, { code: 'c' }],
  ],
  ['убрано необязательное', changeItem(list, 'a', { note: undefined }), [{ code: 'a' }, { code: 'b' }, { code: 'c' }]],
  ['неизвестное', changeItem(list, 'z', { note: 'y' }), list],
  ['ниже', moveItem(list, 'a', 1).map(({ code }) => code), ['b', 'a', 'c']],
  ['выше', moveItem(list, 'c', -1).map(({ code }) => code), ['a', 'c', 'b']],
  ['с края дальше некуда', moveItem(list, 'a', -1), list],
  ['удаление', removeItem(list, 'b').map(({ code }) => code), ['a', 'c']],
])('%s', (_, made, wanted) => expect(made).toEqual(wanted));
