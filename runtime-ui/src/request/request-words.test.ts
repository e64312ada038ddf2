import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import type { RequestItem, RequestKindView, RequestList } from '../api.ts';
import { differences, groupsOf, originLines, sameQuestion } from './request-words.ts';

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

test('origins are told by the titles of fields', () => {
  const lines = originLines({
    form: form({ number: { title: 'Кадастровый номер' }, name: { title: 'Имя' }, kind: { title: 'Вид' } }),
    origins: { '/number': ['answers.land.cadastre'], '/name': ['applicant.name', 'applicant.surname'], '/kind': [] },
    service: { form: form({ land: { title: 'Участок', properties: { cadastre: { title: 'Номер' } } } }) },
  });
  expect(lines).toEqual([
    { field: 'Кадастровый номер', from: 'ответ «Участок: Номер»' },
    { field: 'Имя', from: 'сведения о заявителе' },
    { field: 'Вид', from: 'задано настройкой услуги' },
  ]);
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
