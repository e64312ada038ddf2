import { expect, test } from 'vitest';
import { inEnglish } from './definition-words.ts';

const words = {
  Услуга: 'Service',
  Черновик: 'Draft',
  Регистратор: 'Registrar',
  Фамилия: 'Surname',
  'В состоянии «{0}» нельзя': 'Not in «{0}»',
  'Делает {0}': 'By {0}',
};

test.each([
  ['название', { title: 'Услуга' }, { title: 'Service' }],
  ['нет в списке', { title: 'Моё' }, { title: 'Моё' }],
  ['своё у объекта языка', { title: 'toString' }, { title: 'toString' }],
  ['в списке', { items: [{ stateTitle: 'Черновик', id: 1 }] }, { items: [{ stateTitle: 'Draft', id: 1 }] }],
  ['перечень слов', { functions: ['Регистратор'] }, { functions: ['Registrar'] }],
  ['не слово определения', { comment: 'Услуга', name: 'Услуга' }, { comment: 'Услуга', name: 'Услуга' }],
  ['написал человек', { answers: { title: 'Услуга' } }, { answers: { title: 'Услуга' } }],
  ['о чём запрос', { about: 'Услуга; Участок 5; Черновик' }, { about: 'Service; Участок 5; Draft' }],
  ['меню', { menu: { mine: 'Услуга' } }, { menu: { mine: 'Service' } }],
  ['форма', { properties: { title: { title: 'Фамилия' } } }, { properties: { title: { title: 'Surname' } } }],
  ['значение формы', { const: 'Услуга', enum: ['Услуга'] }, { const: 'Услуга', enum: ['Услуга'] }],
  [
    'причина',
    { reason: { code: 'a', text: 'В состоянии «Черновик» нельзя' } },
    { reason: { code: 'a', text: 'Not in «Draft»' } },
  ],
  [
    'кто делает',
    { closed: { answers: 'Делает регистратор или кассир' } },
    { closed: { answers: 'By Registrar or кассир' } },
  ],
  ['причина, которой нет', { reason: 'Потому что' }, { reason: 'Потому что' }],
  ['пусто', null, null],
])('%s', (_, given, wanted) => expect(inEnglish(given, words)).toEqual(wanted));
