import { readFileSync } from 'node:fs';
import type { Mapping, RequestType, ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { lintIntake } from './intake.ts';

const form = {
  schema: {
    type: 'object',
    properties: { purpose: { type: 'string' }, count: { type: 'integer' }, details: { type: 'string' } },
    required: ['purpose', 'details'],
  },
  sections: [{ code: 'main', title: 'Сведения', fields: ['purpose', 'count', 'details'] }],
  ui: { details: { visible: { '==': [{ var: 'purpose' }, 'other'] } } },
} as const;

const type: RequestType = JSON.parse(
  readFileSync(
    new URL('../../../../service-definitions/request-types/egrulExtract/request-type.json', import.meta.url),
    'utf8',
  ),
);

/** Codes and places of what the linter says of a table. */
function found(mapping: Mapping, code = 'order'): [string, string][] {
  const service = { form, portal: { statuses: {}, intake: { type: code, mapping } } } as unknown as ServiceDefinition;
  const known = (_: string, name: string) => (name === 'order' ? (type as never) : undefined);
  return lintIntake(service, known).map((one) => [one.code, one.pointer]);
}

const person: Mapping[number] = { to: 'applicant.kind', convert: { as: 'const', value: 'organisation' } };
const purpose: Mapping[number] = { to: 'answers.purpose', from: 'ogrn' };
const at = '/portal/intake/mapping';

test.each<[string, Mapping, [string, string][]]>([
  ['всё на месте', [person, purpose, { to: 'applicant.ogrn', from: 'ogrn' }], []],
  ['скрытое условием заполнять не обязательно', [person, purpose], []],
  ['кто обратился, не сказано', [purpose], [['intakeWithoutApplicant', at]]],
  ['обязательный ответ не заполнен', [person], [['intakeUnfilled', at]]],
  ['поля нет в форме', [person, purpose, { to: 'answers.colour', from: 'ogrn' }], [['unknownTarget', `${at}/2/to`]]],
  [
    'поля нет в реестре',
    [person, purpose, { to: 'applicant.height', from: 'ogrn' }],
    [['unknownTarget', `${at}/2/to`]],
  ],
  ['источника нет', [person, purpose, { to: 'applicant.inn', from: 'nowhere' }], [['unknownSource', `${at}/2/from`]]],
  [
    'без преобразования не подходит',
    [person, purpose, { to: 'answers.count', from: 'ogrn' }],
    [['converterNeeded', `${at}/2`]],
  ],
  ['записано дважды', [person, purpose, purpose], [['writtenTwice', `${at}/2/to`]]],
])('%s', (_, mapping, findings) => expect(found(mapping)).toEqual(findings));

test('вида нет', () =>
  expect(found([person, purpose], 'nowhere')).toEqual([['unknownIntakeType', '/portal/intake/type']]));
