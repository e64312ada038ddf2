import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkSection, unlinkSection } from '../../admin-ui/src/studio/form/block/linked-section.ts';
import { addBlock, readyBlocks } from '../../admin-ui/src/studio/form/block/ready-blocks.ts';
import { fieldKinds } from '../../admin-ui/src/studio/form/field-kinds.ts';
import {
  addField,
  addSection,
  changeField,
  changeFieldUi,
  changeSection,
  duplicateField,
  findField,
  moveField,
  moveSection,
  neighbourPlace,
  removeField,
  removeSection,
  requireField,
} from '../../admin-ui/src/studio/form/form-commands.ts';
import { codeForTitle, recodeField, usesOf } from '../../admin-ui/src/studio/form/recode.ts';
import { fieldsToKind, fieldsToSection, requireFields } from '../../admin-ui/src/studio/form/table/table-commands.ts';
import { pasteOver } from '../../admin-ui/src/studio/form/table/table-paste.ts';
import { withWord, words } from '../../admin-ui/src/studio/schema/words.ts';
import { lintDefinition } from '../../core/src/definition/lint.ts';
import { blankDefinition } from '../../core/src/definition-draft/blank.ts';
import type { ServiceDefinition } from '../../service-definitions/format/index.ts';
import { type Command, type DraftWalk, walkDraft } from '../support/draft-walk.ts';

const shipped = (code: string): ServiceDefinition =>
  JSON.parse(readFileSync(new URL(`../../service-definitions/services/${code}/service.json`, import.meta.url), 'utf8'));
const blank = () =>
  blankDefinition('service', {
    code: 'some',
    title: 'Услуга',
    workflow: 'short',
    year: 0,
    holidays: [],
  }) as ServiceDefinition;
const fieldsOf = ({ form }: ServiceDefinition) => form.sections.flatMap(({ fields }) => fields);

describe('поле каждого вида', () => {
  test.each(fieldKinds)('$code: форма с ним без ошибок', (kind) => {
    const { service, field } = addField(blank(), kind);
    expect(fieldsOf(service)).toEqual([field]);
    const errors = lintDefinition(service, () => undefined).filter(({ pointer }) => pointer.startsWith('/form'));
    // A dictionary is still to be chosen.
    const left = errors.filter(({ level }) => level === 'error').map(({ pointer }) => pointer);
    expect(left).toEqual(kind.code === 'dictionary' ? [`/form/ui/${field}/dictionary`] : []);
  });
});

test.each(readyBlocks)('готовый блок $code: форма с ним без ошибок, второй такой же – тоже', (block) => {
  const service = addBlock(addBlock(blank(), block), block);
  const asked = Object.keys(block.versions.at(-1)?.schema.properties ?? {}).length;
  expect(service.form.sections.map(({ fields }) => fields.length)).toEqual([asked, asked]);
  const errors = lintDefinition(service, () => undefined).filter(({ pointer }) => pointer.startsWith('/form'));
  expect(errors.filter(({ level }) => level === 'error')).toEqual([]);
});

/** The one that goes over the whole definition. */
const recode: Command<ServiceDefinition> = (service, at) =>
  withField(service, at, (field) => recodeField(service, field, codeForTitle(service, field, `Поле ${at}`)));

/** Any command at any place: numbers choose among what is there. */
const commands: readonly Command<ServiceDefinition>[] = [
  (service, at) => addField(service, fieldKinds[at % fieldKinds.length] as (typeof fieldKinds)[number]).service,
  (service, at) => addSection(service, `Раздел ${at}`),
  (service, at) => addBlock(service, readyBlocks[at % readyBlocks.length] as (typeof readyBlocks)[number]),
  (service, at) => withField(service, at, (field) => removeField(service, field)),
  (service, at) => withField(service, at, (field) => duplicateField(service, field)?.service ?? service),
  (service, at) => withField(service, at, (field) => requireField(service, field, at % 2 === 0)),
  (service, at) => withField(service, at, (field) => changeField(service, field, { title: `Поле ${at}` })),
  (service, at) => withField(service, at, (field) => changeField(service, field, { maxLength: undefined })),
  (service, at) =>
    withField(service, at, (field) => changeFieldUi(service, field, { width: 'half', help: 'Подсказка' })),
  (service, at) =>
    withField(service, at, (field) => changeFieldUi(service, field, { width: undefined, widget: undefined })),
  recode,
  (service, at) =>
    withField(service, at, (field) => {
      const place = neighbourPlace(service.form, field, at % 2 === 0 ? 1 : -1);
      return place === undefined ? service : moveField(service, field, place);
    }),
  (service, at) => withSection(service, at, (code) => moveSection(service, code, at % 2 === 0 ? 1 : -1)),
  (service, at) => withSection(service, at, (code) => changeSection(service, code, { title: `Раздел ${at}` })),
  (service, at) => withSection(service, at, (code) => removeSection(service, code)),
  (service, at) => requireFields(service, everyThird(service, at), at % 2 === 0),
  (service, at) =>
    fieldsToKind(service, everyThird(service, at), fieldKinds[at % fieldKinds.length] as (typeof fieldKinds)[number]),
  (service, at) => withSection(service, at, (code) => fieldsToSection(service, everyThird(service, at), code)),
  (service, at) => {
    const content = shipped('archiveCertificate');
    const { sections } = content.form;
    const source = { version: 1, service: content.code, title: 'Справки', content };
    return linkSection(service, source, sections[at % sections.length]?.code ?? '');
  },
  (service, at) => withSection(service, at, (code) => unlinkSection(service, code)),
  (service, at) =>
    withField(
      service,
      at,
      (field) =>
        pasteOver(service, `Вопрос ${at}\tЧисло\tда\nВопрос\tАдрес\tнет\tнет\tнет`, {
          at: { field, column: 'title' },
          dictionaries: [],
          frozen: new Set(),
        }).service,
    ),
];

function everyThird(service: ServiceDefinition, at: number): string[] {
  return fieldsOf(service).filter((_, index) => index % 3 === at % 3);
}

type Act = (code: string) => ServiceDefinition;

function withField(service: ServiceDefinition, at: number, act: Act): ServiceDefinition {
  const fields = fieldsOf(service);
  const field = fields[at % fields.length];
  return field === undefined ? service : act(field);
}

function withSection(service: ServiceDefinition, at: number, act: Act): ServiceDefinition {
  const { sections } = service.form;
  const section = sections[at % sections.length];
  return section === undefined ? service : act(section.code);
}

test('любая последовательность команд: определение загружается, отмена и возврат – байт в байт', async () => {
  const run = fc.array(fc.tuple(fc.nat({ max: commands.length - 1 }), fc.nat({ max: 50 })), {
    minLength: 1,
    maxLength: 25,
  });
  const walk: DraftWalk<ServiceDefinition> = {
    ...{ kind: 'service', start: shipped('treeFellingPermit'), commands },
    holds: (service) => expect(new Set(fieldsOf(service)).size).toBe(fieldsOf(service).length),
  };
  await fc.assert(
    fc.asyncProperty(run, (steps) => walkDraft(walk, steps)),
    { numRuns: 60 },
  );
});

describe('новый код поля', () => {
  test('меняется всюду, где поле названо: замечаний не прибавляется', () => {
    const before = shipped('landPlotPlan');
    const after = recodeField(before, 'cadastralNumber', 'plotNumber');
    expect(JSON.stringify(after)).not.toMatch(/"cadastralNumber"(?!,\s*"width"|\})|answers\.cadastralNumber/);
    const errors = (service: ServiceDefinition) =>
      lintDefinition(service, () => undefined)
        .filter(({ level }) => level === 'error')
        .map(({ code, message }) => [code, message.replaceAll('plotNumber', 'cadastralNumber')]);
    expect(errors(after)).toEqual(errors(before));
    expect(recodeField(after, 'plotNumber', 'cadastralNumber')).toEqual(before);
  });

  test('места, где поле названо, найдены; своего места среди них нет', () => {
    const uses = usesOf(shipped('archiveCertificate'), 'topic');
    expect(uses).toContain('/rules/aboutWork/rule/in/0/var');
    expect(uses).toContain('/columns/subject/label/var');
    expect(uses.some((pointer) => pointer.startsWith('/form/sections'))).toBe(false);
    expect(usesOf(shipped('archiveCertificate'), 'yearTo').length).toBeGreaterThan(0);
  });
});

test('сосед через границу раздела', () => {
  const [text] = fieldKinds;
  if (text === undefined) throw new Error('no kinds');
  const two = addSection(addField(addField(blank(), text).service, text).service, 'Второй');
  const [first = '', second = ''] = fieldsOf(two);
  expect(neighbourPlace(two.form, first, -1)).toBeUndefined();
  expect(neighbourPlace(two.form, second, 1)).toEqual({ section: 'vtoroy', index: 0 });
  const moved = moveField(two, second, { section: 'vtoroy', index: 0 });
  expect(findField(moved.form, second)).toEqual({ section: 'vtoroy', index: 0 });
  expect(neighbourPlace(moved.form, second, -1)).toEqual({ section: moved.form.sections[0]?.code, index: 1 });
});

/** A word of JSON Schema; written as a key it would make a promise of an object. */
const then = 'then';

/** A relation between answers as nobody wrote it in the editor: any words, in any order, of any fields. */
const relation = fc.letrec<{ part: object }>((tie) => ({
  part: fc
    .array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxItems'].map(
          (word) => fc.tuple(fc.constant(word), fc.integer({ min: 1, max: 99 })),
        ),
        fc.tuple(fc.constant('required'), fc.constant(['kind', 'note'])),
        fc.tuple(fc.constantFrom('not', 'contains', 'items'), tie('part')),
        fc.tuple(
          fc.constantFrom('properties', 'dependentSchemas'),
          fc.record({ kind: tie('part'), note: tie('part') }),
        ),
        fc.tuple(fc.constantFrom('allOf', 'anyOf'), fc.array(tie('part'), { minLength: 1, maxLength: 2 })),
      ),
      { maxLength: 4 },
    )
    .map((entries) => Object.fromEntries(entries)),
})).part;

test('связь между ответами, которую не трогали, остаётся байт в байт, что бы ни правили рядом', () => {
  const edits: readonly Command<ServiceDefinition>[] = [
    ...commands.filter((command) => command !== recode),
    // What stands beside it in the editor of relations.
    (service, at) => {
      const word = words[at % words.length]?.code ?? '';
      const { schema } = service.form;
      const value = at % 2 === 0 ? undefined : (schema as { else?: object }).else;
      return word === 'else'
        ? { ...service, form: { ...service.form, schema: withWord(schema, word, value) } }
        : service;
    },
  ];
  const run = fc.array(fc.tuple(fc.nat({ max: edits.length - 1 }), fc.nat({ max: 50 })), { maxLength: 15 });
  fc.assert(
    fc.property(fc.tuple(relation, relation, fc.tuple(relation)), run, ([condition, demand, each], steps) => {
      const relations = { if: condition, [then]: demand, allOf: each, else: {} };
      const start = shipped('treeFellingPermit');
      const begun = { ...start, form: { ...start.form, schema: { ...start.form.schema, ...relations } } };
      const after = steps.reduce<ServiceDefinition>((one, [which, at]) => edits[which]?.(one, at) ?? one, begun);
      const { schema } = after.form;
      expect(JSON.stringify([schema.if, schema.then, schema.allOf])).toBe(JSON.stringify([condition, demand, each]));
    }),
    { numRuns: 200 },
  );
});

test('новый код поля доходит и до связей между ответами, и до заявлений портала; прочее слово в слово прежнее', () => {
  const start = shipped('treeFellingPermit');
  const [field = ''] = fieldsOf(start);
  const related = (code: string) => ({
    if: { properties: { [code]: { const: 'some' } }, required: [code] },
    [then]: { allOf: [{ not: { required: ['other', code] } }], properties: { [code]: { maxLength: 7, title: code } } },
    dependentSchemas: { [code]: { properties: { other: { minimum: 3 } } } },
  });
  const service = { ...start, form: { ...start.form, schema: { ...start.form.schema, ...related(field) } } };
  const intake = { type: 'some', mapping: [{ to: `answers.${field}`, from: 'some' }] };
  const whole = { ...service, portal: { ...service.portal, intake } } as unknown as ServiceDefinition;
  expect(usesOf(whole, field)).toEqual(
    expect.arrayContaining([
      `/form/schema/if/properties/${field}`,
      '/form/schema/then/allOf/0/not/required/1',
      `/form/schema/dependentSchemas/${field}`,
      '/portal/intake/mapping/0/to',
    ]),
  );
  const recoded = recodeField(whole, field, 'fresh');
  const { schema } = recoded.form;
  const fresh = related('fresh');
  // A title is a text for people and no name of a field.
  Object.assign(fresh[then]?.properties.fresh ?? {}, { title: field });
  const left = { if: schema.if, [then]: schema.then, dependentSchemas: schema.dependentSchemas };
  expect(JSON.stringify(left)).toBe(JSON.stringify(fresh));
  expect(recoded.portal?.intake?.mapping).toEqual([{ to: 'answers.fresh', from: 'some' }]);
});
