import type { ServiceDefinition } from '@reglament/format';
import { describe, expect, test } from 'vitest';
import { changeField, changeFieldUi, changeSection, removeField, requireField } from '../form-commands.ts';
import { linkSection, type PublishedSource, unlinkSection } from './linked-section.ts';
import { offeredChanges, takeChanges } from './offered-changes.ts';

const source = {
  code: 'source',
  rules: { far: { title: 'Далеко', rule: { '==': [{ var: 'city' }, 'x'] } }, other: { title: 'Иное', rule: true } },
  form: {
    schema: {
      type: 'object',
      properties: {
        city: { title: 'Город', type: 'string' },
        street: { title: 'Улица', type: 'string' },
        away: { title: 'Не отсюда', type: 'boolean' },
      },
      required: ['city', 'away'],
    },
    ui: { street: { visible: { and: [{ rule: 'far' }, { '==': [{ var: 'city' }, 'y'] }] } } },
    sections: [
      { code: 'address', title: 'Адрес', fields: ['city', 'street'] },
      { code: 'rest', title: 'Прочее', fields: ['away'] },
    ],
  },
} as unknown as ServiceDefinition;
/** Has a field «city» of its own. */
const target = {
  code: 'target',
  form: {
    schema: { type: 'object', properties: { city: { title: 'Столица', type: 'string' } } },
    sections: [{ code: 'main', title: 'Главное', fields: ['city'] }],
  },
} as unknown as ServiceDefinition;

const published = (content: ServiceDefinition, version = 1): PublishedSource => ({
  ...{ content, version },
  ...{ service: content.code, title: 'Источник' },
});
const linked = linkSection(target, published(source), 'address');
const copy = linked.form.sections[1];

describe('связанная копия', () => {
  test('поля приходят под свободными кодами, условия – вместе с ними, своё не тронуто', () => {
    expect(linked.form.schema).toEqual({
      type: 'object',
      properties: {
        city: { title: 'Столица', type: 'string' },
        gorod: { title: 'Город', type: 'string' },
        street: { title: 'Улица', type: 'string' },
      },
      required: ['gorod'],
    });
    expect(linked.form.ui?.street).toEqual({
      visible: { and: [{ rule: 'far' }, { '==': [{ var: 'gorod' }, 'y'] }] },
    });
    expect(Object.keys(linked.rules ?? {})).toEqual(['far']);
    expect(copy).toEqual({
      code: 'address',
      title: 'Адрес',
      fields: ['gorod', 'street'],
      source: { service: 'source', section: 'address', version: 1, fields: { city: 'gorod', street: 'street' } },
    });
  });

  test('второй раз – ещё одна копия под своими кодами', () => {
    const twice = linkSection(linked, published(source), 'address');
    expect(new Set(twice.form.sections.map(({ code }) => code)).size).toBe(3);
    expect(twice.form.sections[2]?.fields).toHaveLength(2);
    expect(Object.keys(twice.form.schema.properties)).toHaveLength(5);
  });

  test('отвязанная остаётся, где стоит', () => {
    const own = unlinkSection(linked, 'address').form.sections[1];
    expect(own).toEqual({ code: 'address', title: 'Адрес', fields: ['gorod', 'street'] });
  });
});

describe('обновление', () => {
  const offer = (
    service: ServiceDefinition,
    content: ServiceDefinition,
    base: ServiceDefinition | undefined = source,
  ) => {
    const section = service.form.sections.find(({ code }) => code === 'address');
    if (section?.source === undefined) throw new Error('the section is not linked');
    return offeredChanges({
      service,
      section: { ...section, source: section.source },
      base,
      latest: published(content, 2),
    });
  };
  const take = (service: ServiceDefinition, content: ServiceDefinition) =>
    takeChanges(service, { code: 'address', version: 2, chosen: offer(service, content) ?? [] });

  test('другой раздел источника изменился: предлагать нечего', () => {
    expect(offer(linked, changeField(source, 'away', { title: 'Издалека' }))).toEqual([]);
  });

  test('название, обязательность, условие – словами, и принимаются', () => {
    const newer = requireField(changeField(source, 'street', { title: 'Улица или площадь' }), 'street', true);
    const renamed = changeSection(newer, 'address', { title: 'Место' });
    expect(offer(linked, renamed)?.map(({ key, words, ownToo }) => [key, words, ownToo])).toEqual([
      ['section', ['название – было: «Адрес», стало: «Место»'], false],
      ['street', [expect.stringContaining('Улица или площадь'), expect.stringContaining('обязательн')], false],
    ]);
    const { form } = take(linked, renamed);
    expect(form.schema.properties.street).toMatchObject({ title: 'Улица или площадь' });
    expect(form.schema.required).toEqual(['gorod', 'street']);
    expect(form.sections[1]).toMatchObject({ title: 'Место', source: { version: 2 } });
  });

  test('изменённое и здесь само не отмечается; изменённое одинаково не предлагается', () => {
    const newer = changeField(source, 'city', { maxLength: 100 });
    expect(offer(changeField(linked, 'gorod', { title: 'Населённый пункт' }), newer)?.[0]).toMatchObject({
      ownToo: true,
    });
    expect(offer(changeField(linked, 'gorod', { maxLength: 100 }), newer)).toEqual([]);
    expect(offer(changeField(linked, 'gorod', { title: 'Населённый пункт' }), source)).toEqual([]);
  });

  test('новое поле встаёт на своё место, убранное уходит', () => {
    const { form } = removeField(source, 'street');
    const house = { title: 'Дом', type: 'string' } as const;
    const newer: ServiceDefinition = {
      ...source,
      form: {
        ...form,
        schema: { ...form.schema, properties: { ...form.schema.properties, house } },
        sections: form.sections.map((one) => (one.code === 'address' ? { ...one, fields: ['house', 'city'] } : one)),
      },
    };
    const told = (one: ServiceDefinition) =>
      offer(one, newer)?.map(({ title, words, breaks }) => [title, words, breaks]);
    expect(told(linked)).toEqual([
      ['Поле «Дом»', ['новое'], []],
      ['Поле «Улица»', ['больше нет'], []],
    ]);
    // What the service itself names is not taken out without being asked.
    const needed = { '!': { empty: { var: 'street' } } };
    const naming = { ...linked, documents: [{ code: 'plan', title: 'План', needed }] };
    expect(told(naming)?.at(-1)).toEqual(['Поле «Улица»', ['больше нет'], ['Документы']]);
    const updated = take(linked, newer);
    expect(updated.form.sections[1]).toMatchObject({
      fields: ['house', 'gorod'],
      source: { version: 2, fields: { city: 'gorod', house: 'house' } },
    });
    expect(offer(updated, newer, newer)).toEqual([]);
  });

  test('версии, с которой копировали, нет: предлагается всё, что отличается, и ничего само', () => {
    const newer = changeField(source, 'street', { title: 'Проезд' });
    const section = linked.form.sections[1];
    if (section?.source === undefined) throw new Error('the section is not linked');
    const offered = offeredChanges({
      service: changeFieldUi(linked, 'gorod', { help: 'Своя подсказка' }),
      section: { ...section, source: section.source },
      base: undefined,
      latest: published(newer, 7),
    });
    expect(offered?.map(({ key, ownToo }) => [key, ownToo])).toEqual([
      ['gorod', true],
      ['street', true],
    ]);
  });

  test('раздела у источника больше нет', () => {
    expect(offer(linked, { ...source, form: { ...source.form, sections: [] } })).toBeUndefined();
  });
});
