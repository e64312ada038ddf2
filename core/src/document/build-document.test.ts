// biome-ignore-all lint/suspicious/noThenProperty: the format of templates says `then`
import type { DocumentTemplate, FormDefinition } from '@reglament/format';
import { describe, expect, it } from 'vitest';
import { buildDocument, type DocumentInput } from './build-document.ts';
import { formLabels } from './form-labels.ts';
import { fillText } from './placeholder.ts';
import { knownPlaceholders } from './placeholder-catalogue.ts';
import { placeholdersOf } from './template-placeholders.ts';

const data = {
  today: '2025-03-12',
  organisation: { title: 'Управление' },
  applicant: { name: 'Иванова Мария Петровна' },
  answers: {
    area: 12500,
    built: true,
    fee: 123450,
    date: '2025-01-09',
    purpose: 'build',
    empty: '',
    uses: ['build', 'farm'],
    address: { city: 'Ульяновск', street: 'ул. Мира' },
    objects: [
      { name: 'Дом', kind: 'house' },
      { name: 'Гараж', kind: 'garage' },
    ],
  },
} as const;

const labels = {
  'answers.purpose': { build: 'Строительство' },
  'answers.uses': { build: 'Строительство', farm: 'Огород' },
  'answers.objects[].kind': { house: 'Жилой дом', garage: 'Гараж' },
};

describe('a placeholder', () => {
  it.each([
    ['{{applicant.name}}', 'Иванова Мария Петровна'],
    ['{{ applicant.name | upper }}', 'ИВАНОВА МАРИЯ ПЕТРОВНА'],
    ['{{answers.area}}', '12\u00a0500'],
    ['{{answers.built}}', 'да'],
    ['{{answers.fee|money}}', '1234,50\u00a0руб.'],
    ['{{answers.date}}', '09.01.2025'],
    ['{{answers.date|longDate}}', '9\u00a0января 2025\u00a0г.'],
    ['{{today|date}}', '12.03.2025'],
    ['{{answers.purpose|title}}', 'Строительство'],
    ['{{answers.purpose}}', 'build'],
    ['{{answers.uses|title}}', 'Строительство; Огород'],
    ['{{answers.address}}', 'Ульяновск, ул. Мира'],
    ['{{answers.empty}} {{answers.absent}} {{absent.deep.er}}', '— — —'],
    ['{{answers.constructor}} {{answers.__proto__}} {{answers.uses.length}}', '— {{answers.__proto__}} —'],
    ['{{not a placeholder}} {answers.area}', '{{not a placeholder}} {answers.area}'],
    ['№ {{answers.area|unknown}}', '№ 12\u00a0500'],
  ])('%s → %s', (text, expected) => {
    expect(fillText(text, { data, labels })).toBe(expected);
  });
});

function build(body: DocumentTemplate['body'], rules: DocumentInput['rules']['data'] = {}) {
  const template = { title: { ru: 'Решение {{applicant.name}}' }, body };
  const createdAt = new Date('2025-03-12T11:05:00Z');
  return buildDocument({ template, data, labels, rules: { data: rules, today: '2025-03-12' }, stamp: null, createdAt });
}

describe('a template', () => {
  it('fills its title and takes the letterhead from the body', () => {
    const { title, letterhead, createdAt } = build([]);
    expect(title).toBe('Решение Иванова Мария Петровна');
    expect(letterhead).toEqual({ title: 'Управление', lines: [] });
    expect(createdAt).toBe('2025-03-12T11:05:00.000Z');
  });

  it('shows a part only when its rule is true; unknown is not true', () => {
    const rule = { '==': [{ var: 'built' }, true] };
    const body: DocumentTemplate['body'] = [
      { type: 'if', rule, then: [{ type: 'space' }], else: [{ type: 'pageBreak' }] },
    ];
    expect(build(body, { built: true }).blocks).toEqual([{ type: 'space' }]);
    expect(build(body, { built: false }).blocks).toEqual([{ type: 'pageBreak' }]);
    expect(build(body, {}).blocks).toEqual([{ type: 'pageBreak' }]);
  });

  it('repeats a part and the rows of a table for each item, with labels of the item’s codes', () => {
    const { blocks } = build([
      {
        type: 'each',
        path: 'answers.objects',
        body: [
          { type: 'paragraph', text: '{{index}}. {{item.name}}: {{item.kind|title}}' },
          { type: 'if', rule: { '==': [{ var: 'item.name' }, 'Дом'] }, then: [{ type: 'space' }] },
        ],
      },
      {
        type: 'table',
        columns: [{ title: '№' }, { title: 'Имя', width: 3 }],
        each: 'answers.objects',
        rows: [['{{index}}']],
      },
      { type: 'each', path: 'answers.absent', body: [{ type: 'pageBreak' }] },
    ]);
    expect(blocks).toEqual([
      { type: 'paragraph', text: '1. Дом: Жилой дом', align: 'justify', bold: false },
      { type: 'space' },
      { type: 'paragraph', text: '2. Гараж: Гараж', align: 'justify', bold: false },
      {
        type: 'table',
        columns: [
          { title: '№', width: 1 },
          { title: 'Имя', width: 3 },
        ],
        rows: [
          ['1', ''],
          ['2', ''],
        ],
      },
    ]);
  });

  it('makes a paragraph of each line of a value', () => {
    const template = { title: 'Т', body: [{ type: 'paragraph' as const, text: '{{decision.text}}' }] };
    const decision = { text: 'Первое.\r\n\n  \nВторое.' };
    const rules = { data: {}, today: '2025-03-12' };
    const model = buildDocument({ template, data: { decision }, rules, stamp: null, createdAt: new Date(0) });
    expect(model.blocks.map((block) => 'text' in block && block.text)).toEqual(['Первое.', 'Второе.']);
  });
});

describe('the stamp', () => {
  const position = 'Начальник';
  it.each([
    ['Соколов Алексей Викторович', 'А.\u00a0В.\u00a0Соколов'],
    ['Мамин-Сибиряк Дмитрий', 'Д.\u00a0Мамин-Сибиряк'],
    ['Ким', 'Ким'],
    ['Система «Регламент»', 'Система «Регламент»'],
  ])('deciphers %s as %s', (name, short) => {
    const stamp = { kind: 'approval', position, name, at: '12.03.2025 14:05' } as const;
    const template = { title: 'Т', body: [{ type: 'stamp' as const }] };
    const rules = { data: {}, today: '2025-03-12' };
    const { blocks } = buildDocument({ template, data: {}, rules, stamp, createdAt: new Date(0) });
    const lines = [name, 'Дата и время: 12.03.2025 14:05'];
    expect(blocks).toEqual([{ type: 'stamp', position, name: short, heading: 'УТВЕРЖДЕНО', lines }]);
  });

  it('says «Документ подписан» only when there is a signature', () => {
    const facts = { certificate: '01AB', owner: 'Соколов А. В.', validity: 'с 01.01.2025 по 01.01.2026' };
    const stamp = { kind: 'signature', position, name: 'Ким', ...facts } as const;
    const template = { title: 'Т', body: [{ type: 'stamp' as const }] };
    const rules = { data: {}, today: '2025-03-12' };
    const { blocks } = buildDocument({ template, data: {}, rules, stamp, createdAt: new Date(0) });
    expect(blocks[0]).toMatchObject({
      heading: 'ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ',
      lines: ['Сертификат 01AB', 'Владелец Соколов А. В.', 'Действителен с 01.01.2025 по 01.01.2026'],
    });
  });
});

describe('the linter’s view of a template', () => {
  const form: FormDefinition = {
    schema: {
      type: 'object',
      properties: {
        purpose: { type: 'string', oneOf: [{ const: 'build', title: 'Строительство' }] },
        uses: { type: 'array', items: { oneOf: [{ const: 'farm', title: 'Огород' }] } },
        objects: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
        region: { type: 'string' },
      },
    },
    sections: [{ code: 'main', title: 'Сведения', fields: ['purpose', 'uses', 'objects', 'region'] }],
    ui: { region: { widget: 'dictionary', dictionary: 'regions' } },
  };

  it('names every place with a JSON pointer; items by their absolute path', () => {
    const template: DocumentTemplate = {
      title: 'О {{answers.purpose}}',
      body: [
        {
          type: 'if',
          rule: true,
          then: [{ type: 'list', items: ['а', '{{applicant.name|upper}}'] }],
          else: [{ type: 'stamp' }],
        },
        {
          type: 'each',
          path: 'answers.objects',
          body: [{ type: 'paragraph', text: '{{index}} {{item.name}} {{today}}' }],
        },
        { type: 'table', columns: [{ title: 'К' }], each: 'decision.grounds', rows: [['{{item.title}}']] },
      ],
    };
    const uses = placeholdersOf(template);
    expect(uses.map(({ path, pointer }) => `${pointer} ${path}`)).toEqual([
      '/title answers.purpose',
      '/body/0/then/0/items/1 applicant.name',
      '/body/1/path answers.objects',
      '/body/1/body/0/text answers.objects[].name',
      '/body/1/body/0/text today',
      '/body/2/each decision.grounds',
      '/body/2/rows/0/0 decision.grounds[].title',
    ]);
    const known = knownPlaceholders(form);
    expect(uses.filter(({ path }) => !known.has(path))).toEqual([]);
    expect(known.has('answers.absent')).toBe(false);
    expect(known.has('secret.key')).toBe(false);
  });

  it('takes titles of codes from the schema and from dictionaries', () => {
    const regions = { code: 'regions', entries: [{ code: 'r73', title: { ru: 'Ульяновская область' } }] };
    expect(formLabels(form, [regions])).toEqual({
      'answers.purpose': { build: 'Строительство' },
      'answers.uses': { farm: 'Огород' },
      'answers.uses[]': { farm: 'Огород' },
      'answers.region': { r73: 'Ульяновская область' },
    });
  });
});
