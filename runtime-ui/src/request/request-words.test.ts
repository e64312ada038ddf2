import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import type { RequestItem, RequestKindView, RequestList } from '../api.ts';
import { differences, formWithOrigins, groupsOf, sameQuestion, sourcesOfFields } from './request-words.ts';

const form = (properties: FormDefinition['schema']['properties']): FormDefinition => ({
  schema: { type: 'object', properties },
  sections: [],
});

const list = (kinds: string[], items: string[]): RequestList => ({
  kinds: kinds.map((group) => ({ group }) as RequestKindView),
  items: items.map((group) => ({ group }) as RequestItem),
});

test('tabs: what may be asked comes first, what only was asked stays', () => {
  expect(groupsOf(undefined)).toEqual([]);
  expect(groupsOf(list(['Р', 'М', 'Р'], ['Запросы', 'М']))).toEqual(['Р', 'М', 'Запросы']);
});

const service = { form: form({ land: { title: 'Участок', properties: { cadastre: { title: 'Номер' } } } }) };
const origins = { '/number': ['answers.land.cadastre'], '/name': ['applicant.name', 'applicant.surname'], '/kind': [] };

test('each value says where it comes from; what nobody filled was typed', () => {
  const question = { number: '1', name: 'А', kind: 'x', comment: 'Своё', empty: '' };
  expect(sourcesOfFields({ origins, question, service })).toEqual({
    number: 'из заявки: «Участок: Номер»',
    name: 'из реестра заявителей',
    kind: 'задано настройкой услуги',
    comment: 'вручную',
  });
});

test('under a field its origin stands until another value is typed', () => {
  const asked = {
    ...form({ number: { title: 'Номер' }, name: { title: 'Имя' } }),
    ui: { name: { help: 'Полностью' } },
  };
  const filled = { number: '1', name: 'А' };
  const { ui } = formWithOrigins({ form: asked, origins, service, filled, answers: { number: '2', name: 'А' } });
  expect(ui?.name?.help).toBe('Полностью. Источник: из реестра заявителей');
  expect(ui?.number).toBeUndefined();
});

test('the order of fields makes no other question', () => {
  expect(sameQuestion({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(sameQuestion({ a: 1 }, { a: 1, b: 2 })).toBe(false);
});

test('what a colleague wrote is told by the titles of fields', () => {
  const fields = form({ subject: { title: 'Тема' }, comment: { title: 'Комментарий' } });
  const typed = { subject: 'Моё', comment: 'Одно' };
  expect(differences({ form: fields, stored: { subject: 'Чужое', comment: 'Одно' }, typed })).toEqual([
    { label: 'Тема', text: 'Чужое' },
  ]);
});
