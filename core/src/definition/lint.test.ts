import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pathOf } from './folder.ts';
import type { Known } from './lint/known.ts';
import { lintDefinition } from './lint.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests write what no type allows
type Anything = any;

const folder = fileURLToPath(new URL('../../../service-definitions/', import.meta.url));
const service = (change: (service: Anything) => void) => from('services/landPlotPlan/service.json', change);

function from(path: string, change: (content: Anything) => void): unknown {
  const content = JSON.parse(readFileSync(folder + path, 'utf8'));
  change(content);
  return content;
}

/** One slip each: what is changed in a sound definition, and what the linter must say of it and where. */
const slips: readonly (readonly [code: string, pointer: string, content: unknown])[] = [
  // structure
  ['unknownKey', '/titel', service((one) => Object.assign(one, { titel: 'Опечатка' }))],
  ['missing', '/title', service((one) => delete one.title)],
  ['wrongType', '/approval', service((one) => Object.assign(one, { approval: 'да' }))],
  ['unknownValue', '/term/unit', service((one) => Object.assign(one.term, { unit: 'weeks' }))],
  [
    'unknownValue',
    '/templates/grant/body/0',
    service((one) => Object.assign(one.templates.grant.body[0], { type: 'picture' })),
  ],
  [
    'unknownFormat',
    '/form/schema/properties/area/format',
    service((one) => Object.assign(one.form.schema.properties.area, { format: 'ipv4' })),
  ],
  [
    'wrongSchema',
    '/form/schema',
    service((one) => Object.assign(one.form.schema.properties.area, { type: 'string', enum: [1, 1] })),
  ],
  // names
  ['wrongCode', '/form/sections/0/fields/6', service((one) => addField(one, 'Land plot'))],
  [
    'wrongCode',
    '/rules/Land plot',
    service((one) => Object.assign(one.rules, { 'Land plot': { title: 'Участок', rule: true } })),
  ],
  ['reservedName', '/form/schema/properties/case', service((one) => addField(one, 'case'))],
  ['duplicate', '/form/schema/properties/cadastralnumber', service((one) => addField(one, 'cadastralnumber'))],
  ['duplicate', '/documents/5', service((one) => one.documents.push({ code: 'otherDocument', title: 'Снова' }))],
  ['missingTitle', '/form/schema/properties/area', service((one) => delete one.form.schema.properties.area.title)],
  [
    'missingTitle',
    '/form/schema/properties/landAddress/properties/city',
    service((one) => delete one.form.schema.properties.landAddress.properties.city.title),
  ],
  // form
  ['fieldWithoutSection', '/form/schema/properties/area', service((one) => one.form.sections[0].fields.splice(2, 1))],
  ['fieldInTwoSections', '/form/sections/1/fields/2', service((one) => one.form.sections[1].fields.push('area'))],
  ['unknownField', '/form/sections/0/fields/6', service((one) => one.form.sections[0].fields.push('nowhere'))],
  ['unknownField', '/form/schema/required/8', service((one) => one.form.schema.required.push('nowhere'))],
  [
    'emptySection',
    '/form/sections/3',
    service((one) => one.form.sections.push({ code: 'empty', title: 'Пусто', fields: [] })),
  ],
  [
    'unknownSource',
    '/form/sections/0/source',
    service((one) =>
      Object.assign(one.form.sections[0], { source: { service: 'nowhere', section: 'some', version: 1, fields: {} } }),
    ),
  ],
  ['uiWithoutField', '/form/ui/nowhere', service((one) => Object.assign(one.form.ui, { nowhere: { width: 'half' } }))],
  [
    'widgetAgainstType',
    '/form/ui/area/widget',
    service((one) => Object.assign(one.form.ui.area, { widget: 'checkbox' })),
  ],
  [
    'requiredButHidden',
    '/form/schema/required/2',
    service((one) => Object.assign(one.form.ui.area, { visible: false })),
  ],
  [
    'wrongDefault',
    '/form/schema/properties/area/default',
    service((one) => Object.assign(one.form.schema.properties.area, { default: -1 })),
  ],
  [
    'unknownDictionary',
    '/form/ui/mfc/dictionary',
    service((one) => Object.assign(one.form.ui.mfc, { dictionary: 'nowhere' })),
  ],
  ['wrongWithin', '/form/ui/mfc/within', service((one) => Object.assign(one.form.ui.mfc, { within: 'area' }))],
  [
    'personalDataWithoutPurpose',
    '/form/schema/properties/snils',
    service((one) => addField(one, 'snils', { format: 'snils' })),
  ],
  // rules
  [
    'unknownField',
    '/rules/hasAddress/rule/==/0',
    service((one) => Object.assign(one.rules.hasAddress, { rule: { '==': [{ var: 'adress' }, 'address'] } })),
  ],
  [
    'unknownRule',
    '/form/ui/mfc/visible',
    service((one) => Object.assign(one.form.ui.mfc, { visible: { rule: 'nowhere' } })),
  ],
  [
    'unknownOperator',
    '/documents/0/shown',
    service((one) => Object.assign(one.documents[0], { shown: { maybe: [1] } })),
  ],
  [
    'neverMatches',
    '/rules/hasAddress/rule',
    service((one) => Object.assign(one.rules.hasAddress, { rule: { '==': [{ var: 'addressKind' }, 'adress'] } })),
  ],
  [
    'type',
    '/documents/0/shown/</0',
    service((one) => Object.assign(one.documents[0], { shown: { '<': [{ var: 'addressKind' }, 3] } })),
  ],
  [
    'cycle',
    '/rules/hasAddress/rule',
    service((one) => Object.assign(one.rules.hasAddress, { rule: { rule: 'hasAddress' } })),
  ],
  ['cycle', '/form/ui/area/visible', service((one) => circle(one))],
  ['alwaysTrue', '/documents/0/shown', service((one) => Object.assign(one.documents[0], { shown: { '==': [1, 1] } }))],
  ['alwaysFalse', '/documents/0/shown', service((one) => Object.assign(one.documents[0], { shown: { '==': [1, 2] } }))],
  [
    'unusedRule',
    '/rules/spare',
    service((one) => Object.assign(one.rules, { spare: { title: 'Лишнее', rule: { empty: [{ var: 'area' }] } } })),
  ],
  [
    'unknownFact',
    '/documents/0/shown',
    service((one) => Object.assign(one.documents[0], { shown: { empty: [{ var: 'case.decision.text' }] } })),
  ],
  // templates and messages
  [
    'unknownPlaceholder',
    '/templates/grant/body/0/text',
    service((one) => Object.assign(one.templates.grant.body[0], { text: '{{answers.nowhere}}' })),
  ],
  [
    'unknownPlaceholder',
    '/decisions/grant/message',
    service((one) => Object.assign(one.decisions.grant, { message: 'Номер {{application.nummer}}' })),
  ],
  [
    'unknownConverter',
    '/templates/grant/body/0/text',
    service((one) => Object.assign(one.templates.grant.body[0], { text: '{{today|shout}}' })),
  ],
  [
    'brokenPlaceholder',
    '/decisions/refuse/message',
    service((one) => Object.assign(one.decisions.refuse, { message: 'Номер {{application number}}' })),
  ],
  [
    'rowWidth',
    '/templates/refuse/body/6/rows/0',
    service((one) =>
      one.templates.refuse.body.splice(6, 0, { type: 'table', columns: [{ title: 'Столбец' }], rows: [['a', 'b']] }),
    ),
  ],
  [
    'decisionWithoutDocument',
    '/decisions/grant/template',
    service((one) => Object.assign(one.decisions.grant, { template: 'nowhere' })),
  ],
  [
    'unusedTemplate',
    '/templates/spare',
    service((one) => Object.assign(one.templates, { spare: one.templates.grant })),
  ],
  ['noStamp', '/templates/grant', service((one) => Object.assign(one.templates.grant, { body: [{ type: 'space' }] }))],
  ['refusalWithoutGround', '/decisions/refuse', service((one) => Object.assign(one, { grounds: [] }))],
  // of the service
  [
    'unknownRequestType',
    '/requests/0/type',
    service((one) => Object.assign(one, { requests: [{ code: 'one', type: 'nowhere' }] })),
  ],
  ['unknownWorkflow', '/workflow', service((one) => Object.assign(one, { workflow: 'nowhere' }))],
  ['wrongNumber', '/number/template', service((one) => Object.assign(one.number, { template: '{body}-{yyyy}' }))],
  ['wrongNumber', '/number/template', service((one) => Object.assign(one.number, { template: '{town}-{seq}' }))],
  ['noBasis', '/basis', service((one) => Object.assign(one, { basis: [] }))],
  ['noTerm', '', service((one) => delete one.term)],
  // dictionary and calendar
  [
    'unknownEntry',
    '/entries/0/parent',
    from('dictionaries/mfc.json', (one) => Object.assign(one.entries[0], { parent: 'nowhere' })),
  ],
  [
    'cycle',
    '/entries/0/parent',
    from('dictionaries/mfc.json', (one) => Object.assign(one.entries[0], { parent: 'central' })),
  ],
  [
    'wrongDates',
    '/entries/0',
    from('dictionaries/mfc.json', (one) => Object.assign(one.entries[0], { from: '2026-01-02', to: '2026-01-01' })),
  ],
  ['wrongYear', '/holidays/0', from('calendars/ru2026.json', (one) => Object.assign(one.holidays, ['2025-01-01']))],
  ['wrongDay', '/worked/0', from('calendars/ru2026.json', (one) => one.worked.push('2026-01-01'))],
  ['wrongType', '/holidays/0', from('calendars/ru2026.json', (one) => Object.assign(one.holidays, [20_260_101]))],
  [
    'unknownCode',
    '/users/0/memberships/0/roles/0',
    from('demo/demo.json', (one) => Object.assign(one.users[0].memberships[0].roles[0], { role: 'nobody' })),
  ],
  [
    'unknownCode',
    '/applications/0/service',
    from('demo/demo.json', (one) => Object.assign(one.applications[0], { service: 'nowhere' })),
  ],
  [
    'unknownCode',
    '/applications/1',
    from('demo/demo.json', (one) => Object.assign(one.applications[1].steps[0], { login: 'nobody' })),
  ],
  [
    'unknownCode',
    '/applications/2',
    from('demo/demo.json', (one) => Object.assign(one.applications[2], { submittedBy: 'nobody' })),
  ],
];

function addField(found: Anything, code: string, schema: object = {}): void {
  found.form.schema.properties[code] = { title: 'Поле', type: 'string', ...schema };
  found.form.sections[0].fields.push(code);
}

function circle(found: Anything): void {
  found.form.ui.area.visible = { empty: [{ var: 'oktmo' }] };
  found.form.ui.oktmo.visible = { empty: [{ var: 'area' }] };
}

test.each(slips)('%s at %s', (code, pointer, content) => {
  const findings = lintDefinition(content, shipped);
  expect(findings.map((finding) => `${finding.code} ${finding.pointer}`)).toContain(`${code} ${pointer}`);
});

test('every finding says in Russian what is wrong and what to do', () => {
  for (const finding of slips.flatMap(([, , content]) => lintDefinition(content, shipped))) {
    expect(finding.message, finding.code).toMatch(/[а-яё]/i);
    expect(finding.todo, finding.code).toMatch(/[а-яё]/i);
  }
});

test('errors come first, and quick fixes name their place', () => {
  const content = service((one) => {
    one.rules.spare = { title: 'Лишнее', rule: { empty: [{ var: 'area' }] } };
    one.workflow = 'nowhere';
  });
  const findings = lintDefinition(content, shipped);
  const levels = findings.map(({ level }) => level);
  expect(levels).toEqual(
    levels.toSorted((a, b) => ['error', 'warning', 'info'].indexOf(a) - ['error', 'warning', 'info'].indexOf(b)),
  );
  expect(findings.find(({ code }) => code === 'unusedRule')?.fix).toEqual({
    title: 'Удалить условие',
    pointer: '/rules/spare',
    operation: 'remove',
  });
});

/** The workflows, dictionaries and workplaces that are shipped. */
const shipped: Known = (kind, code) => {
  const path = folder + pathOf(kind, code);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
};
