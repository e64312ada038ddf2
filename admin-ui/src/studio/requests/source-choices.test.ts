import { expect, test } from 'vitest';
import { likelyFirst } from './source-choices.ts';

test('источники: одноимённые – сверху, негодные без преобразования – внизу, пустых групп нет', () => {
  const groups = [
    { label: 'Поля формы', places: [{ path: 'answers.members[].born', title: 'Члены семьи: Дата рождения' }] },
    {
      label: 'Заявитель',
      places: [
        { path: 'applicant.name', title: 'Заявитель: полное имя или название' },
        { path: 'applicant.birthDate', title: 'Заявитель: дата рождения' },
        { path: 'applicant.passport.issuedOn', title: 'Заявитель: паспорт, дата выдачи' },
      ],
    },
  ];
  const fits = (path: string) => /birthDate|issuedOn/.test(path);
  const found = likelyFirst({ groups, target: 'Дата рождения', fits });
  expect(found.map(({ label, places }) => [label, ...places.map(({ path }) => path)])).toEqual([
    ['Называется так же', 'applicant.birthDate'],
    ['Заявитель', 'applicant.passport.issuedOn'],
    ['Понадобится преобразование', 'answers.members[].born', 'applicant.name'],
  ]);
});
