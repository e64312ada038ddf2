import { expect, test } from 'vitest';
import { findingAfter, inTabOrder, placeOf, tabTitleOf } from './finding-tab.ts';

test.each([
  ['/form/schema/properties/area/title', 'Форма', 'area'],
  ['/form/ui/area/help', 'Форма', 'area'],
  ['/form/sections/0/title', 'Форма', undefined],
  ['/form/schema/allOf/0/if', 'Условия', undefined],
  ['/form/schema', 'Условия', undefined],
  ['/form/schema/required/0', 'Форма', undefined],
  ['/grounds/2/clause', 'Основания', undefined],
  ['/basis/0/title', 'Паспорт', undefined],
  ['/workflow', 'Процесс', undefined],
  ['/retention/basis', 'Сроки', undefined],
  ['/columns/address', 'Список и процедуры', undefined],
  ['/format', 'JSON', undefined],
  ['', 'JSON', undefined],
])('место «%s» – вкладка «%s»', (pointer, title, field) => {
  expect(tabTitleOf(pointer)).toBe(title);
  expect(placeOf(pointer).field).toBe(field);
});

const warning = (pointer: string) => ({ level: 'warning', code: 'toFill', pointer, message: pointer });
const mixed = [
  ...['/templates/grant/body/10/text', '/templates/grant/body/2/text', '/basis/0/clause'],
  ...['/decisions/grant/title', '/description', '/grounds/0/clause', '/documents/3/title'],
].map(warning);

test('замечания идут по вкладкам, ошибки – первыми', () => {
  const error = { ...warning('/form/ui/area'), level: 'error' };
  expect(inTabOrder([...mixed, error]).map(({ pointer }) => pointer)).toEqual([
    '/form/ui/area',
    '/description',
    '/basis/0/clause',
    '/documents/3/title',
    '/grounds/0/clause',
    '/decisions/grant/title',
    '/templates/grant/body/2/text',
    '/templates/grant/body/10/text',
  ]);
});

test('от исправленного замечания идут к следующему за ним, после последнего – к первому', () => {
  const findings = inTabOrder(mixed);
  const [first, second] = findings;
  const last = findings.at(-1);
  expect(findingAfter(findings, undefined)).toBe(first);
  expect(findingAfter(findings, first)).toBe(second);
  expect(findingAfter(findings, last)).toBe(first);
  const left = findings.filter((one) => one !== second && one !== last);
  expect(findingAfter(left, second)).toBe(findings[2]);
  expect(findingAfter(left, last)).toBe(first);
  expect(findingAfter([], first)).toBe(undefined);
});

test.each([
  ['/form/schema/properties/trees/items/properties/owner/properties/name/maxLength', 'trees/owner/name'],
  ['/form/schema/properties/trees/items', 'trees'],
  ['/form/schema/properties/properties/properties/items', 'properties/items'],
  ['/form/ui/trees/visible', 'trees'],
])('замечание %s ведёт к %s', (pointer, chosen) => expect(placeOf(pointer)).toEqual({ tab: 'form', field: chosen }));
