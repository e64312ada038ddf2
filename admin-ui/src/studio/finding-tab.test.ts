import { expect, test } from 'vitest';
import { placeOf, tabTitleOf } from './finding-tab.ts';

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
  ['/columns/address', 'Список и процедуры', undefined],
  ['/format', 'JSON', undefined],
  ['', 'JSON', undefined],
])('место «%s» – вкладка «%s»', (pointer, title, field) => {
  expect(tabTitleOf(pointer)).toBe(title);
  expect(placeOf(pointer).field).toBe(field);
});
