import type { FormDefinition, FormSchema } from '@reglament/format';
import { describe, expect, test } from 'vitest';
import { truth } from '../rule/evaluate.ts';
import { checkForm } from './check-form.ts';
import { formState, visibleAnswers } from './form-state.ts';
import { labelsOf } from './labels.ts';
import { patternFormats, withoutPatterns, withoutRequired } from './schema-variant.ts';

const today = '2025-11-21';

const schema: FormSchema = {
  type: 'object',
  required: ['kind'],
  properties: {
    kind: {
      type: 'string',
      title: 'Вид',
      oneOf: [
        { const: 'house', title: 'Дом' },
        { const: 'garage', title: 'Гараж' },
      ],
    },
    address: { $ref: '#/definitions/address' },
    rows: {
      type: 'array',
      title: 'Строки',
      items: { type: 'object', required: ['sum'], properties: { sum: { type: 'number', title: 'Сумма' } } },
    },
    fee: { type: 'integer', title: 'Пошлина' },
    mfc: { type: 'string', title: 'МФЦ' },
  },
  definitions: {
    address: {
      type: 'object',
      title: 'Адрес',
      required: ['city'],
      properties: { city: { type: 'string', title: 'Город' }, parent: { $ref: '#/definitions/address' } },
    },
  },
  dependentSchemas: { kind: { required: ['fee'] } },
};

describe('схема без обязательности', () => {
  const relaxed = withoutRequired(schema);

  test('списки формы, групп и строк сняты, условий — остались', () => {
    expect(relaxed.required).toBeUndefined();
    expect(relaxed.properties.rows?.items?.required).toBeUndefined();
    expect(relaxed.dependentSchemas).toEqual({ kind: { required: ['fee'] } });
  });
  test('определение ослаблено под своим именем, исходное цело', () => {
    expect(relaxed.properties.address).toEqual({ $ref: '#/definitions/address:relaxed' });
    expect(relaxed.definitions?.['address:relaxed']?.required).toBeUndefined();
    expect(relaxed.definitions?.['address:relaxed']?.properties?.parent).toEqual({
      $ref: '#/definitions/address:relaxed',
    });
    expect(relaxed.definitions?.address?.required).toEqual(['city']);
  });
  test('делается один раз и исходной схемы не меняет', () => {
    expect(withoutRequired(schema)).toBe(relaxed);
    expect(schema.required).toEqual(['kind']);
    expect(schema.properties.rows?.items?.required).toEqual(['sum']);
  });
});

describe('схема без образцов', () => {
  const patterned: FormSchema = {
    type: 'object',
    properties: { code: { type: 'string', format: 'date', pattern: '^a+$' } },
    if: { properties: { code: { pattern: '^b' } } },
  };

  test('образец становится форматом на своём месте', () => {
    const seen = withoutPatterns(patterned);
    expect(JSON.stringify(seen)).not.toContain('"pattern"');
    expect(seen.properties?.code).toEqual({ type: 'string', format: 'date', allOf: [{ format: 're2:^a+$' }] });
    expect(withoutPatterns(patterned)).toBe(seen);
  });
  test('формат исполняется на RE2', () => {
    const checks = patternFormats(patterned);
    expect(Object.keys(checks).sort()).toEqual(['re2:^a+$', 're2:^b']);
    expect(checks['re2:^a+$']?.('aaa')).toBe(true);
    expect(checks['re2:^b']?.('aaa')).toBe(false);
  });
});

describe('подписи формы', () => {
  test('полей, строк, значений и денег', () => {
    const form: FormDefinition = { schema, sections: [], ui: { fee: { widget: 'money' }, mfc: { dictionary: 'mfc' } } };
    const labels = labelsOf(form, [
      { code: 'mfc', entries: [{ code: 'm1', title: { ru: 'МФЦ № 1', en: 'Centre 1' } }] },
    ]);
    expect(labels).toMatchObject({
      kind: 'Вид',
      'kind=house': 'Дом',
      address: 'Адрес',
      'address.city': 'Город',
      rows: 'Строки',
      'rows.sum': 'Сумма',
      'fee:money': 'kopecks',
      'mfc=m1': 'МФЦ № 1',
    });
  });
  test('по-английски, где есть', () => {
    const form: FormDefinition = { schema, sections: [], ui: { mfc: { dictionary: 'mfc' } } };
    const dictionary = { code: 'mfc', entries: [{ code: 'm1', title: { ru: 'МФЦ № 1', en: 'Centre 1' } }] };
    expect(labelsOf(form, [dictionary], 'en')['mfc=m1']).toBe('Centre 1');
  });
});

describe('состояние формы для других правил', () => {
  const form: FormDefinition = {
    schema: {
      type: 'object',
      properties: { kind: { type: 'string' }, floors: { type: 'integer' }, lift: { type: 'string' } },
    },
    sections: [{ code: 'main', title: 'Основное', fields: ['kind', 'floors', 'lift'] }],
    ui: {
      floors: { visible: { '==': [{ var: 'kind' }, 'house'] } },
      lift: { visible: { '>': [{ var: 'floors' }, 5] } },
    },
  };

  test('скрытое не применяется, нерешённое не отвечено', () => {
    const hidden = formState(form, { data: { kind: 'garage', floors: 9, lift: 'x' }, today });
    expect([...hidden.hiddenFields]).toEqual(['floors', 'lift']);
    expect(truth({ '>': [{ var: 'floors' }, 5] }, hidden.context).value).toBe(false);
    const open = formState(form, { data: { floors: 9, lift: 'x' }, today });
    expect(truth({ '>': [{ var: 'floors' }, 5] }, open.context).value).toBe('unknown');
    expect(open.undecided).toEqual([
      { field: 'floors', about: 'visible', missing: ['kind'] },
      { field: 'lift', about: 'visible', missing: ['kind'] },
    ]);
  });
  test('остаются только видимые ответы', () => {
    const data = { kind: 'house', floors: 3, lift: 'x' };
    expect(visibleAnswers(form, data, { data, today })).toEqual({ kind: 'house', floors: 3 });
  });
  test('образца проверяющего хватает одного на форму', () => {
    const seen: FormSchema[] = [];
    const validate = (given: FormSchema) => {
      seen.push(given);
      return [];
    };
    for (const answers of [{}, { kind: 'house' }]) {
      checkForm({ form, answers, context: { today }, validate, complete: true });
    }
    expect(new Set(seen).size).toBe(1);
  });
});
