import { expect, test } from 'vitest';
import { isNamed, servicesInGroups } from './service-order.ts';

const service = (code: string) => ({ code, title: `Услуга ${code}`, shortTitle: null });
const services = ['a', 'b', 'c', 'd', 'e'].map(service);
const codes = (groups: ReturnType<typeof servicesInGroups>) =>
  groups.map(({ kind, services: of }) => `${kind}: ${of.map(({ code }) => code).join(' ')}`);

test.each([
  { what: 'ничего не выбирали', recent: [], favourite: [], groups: ['other: a b c d e'] },
  { what: 'недавние – по времени', recent: ['d', 'b'], favourite: [], groups: ['recent: d b', 'other: a c e'] },
  {
    what: 'недавняя избранная – один раз',
    ...{ recent: ['d'], favourite: ['d', 'b'], groups: ['recent: d', 'favourite: b', 'other: a c e'] },
  },
  { what: 'услуги, которой больше нет, нет и здесь', recent: ['x'], favourite: ['y'], groups: ['other: a b c d e'] },
])('порядок услуг: $what', ({ recent, favourite, groups }) => {
  expect(codes(servicesInGroups(services, { recent, favourite }))).toEqual(groups);
});

test('немногие стоят на своих местах', () => {
  const few = services.slice(0, 3);
  expect(codes(servicesInGroups(few, { recent: ['c'], favourite: ['b'] }))).toEqual(['other: a b c']);
});

test.each([
  ['плана участка', true],
  ['участка ПЛАНА', true],
  ['плана дома', false],
  ['ГПЗУ', true],
  ['', true],
])('услугу находят слова «%s»: %s', (typed, found) => {
  const one = { code: 'plan', title: 'Выдача градостроительного плана земельного участка', shortTitle: 'ГПЗУ' };
  expect(isNamed(one, typed)).toBe(found);
});
