import { readFileSync } from 'node:fs';
import type { ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { placeWords, usesOfRule } from './rule-uses.ts';

const shipped = (code: string): ServiceDefinition =>
  JSON.parse(
    readFileSync(new URL(`../../../../service-definitions/services/${code}/service.json`, import.meta.url), 'utf8'),
  );

test.each([
  [
    'archiveCertificate',
    'byRepresentative',
    [
      'документ решения «Ответ на запрос по документам архива»',
      'документ решения «Решение об отказе в выдаче архивного документа»',
    ],
  ],
  ['landPlotPlan', 'hasAddress', ['столбец списка заявок']],
  ['treeFellingPermit', 'building', ['решение «Выдать разрешение на право вырубки зелёных насаждений»']],
])('%s: где используется «%s»', (code, rule, words) => {
  const service = shipped(code);
  const said = usesOfRule(service, rule).map((pointer) => placeWords(service, pointer));
  for (const place of words) expect(said).toContain(place);
  expect(said.some((place) => place.startsWith('/'))).toBe(false);
});

test('само условие себя не использует', () => {
  const service = { ...shipped('archiveCertificate'), rules: { own: { title: 'Одно', rule: { rule: 'other' } } } };
  expect(usesOfRule(service, 'own')).toEqual([]);
  expect(usesOfRule(service, 'other').map((pointer) => placeWords(service, pointer))).toEqual(['условие «Одно»']);
});
