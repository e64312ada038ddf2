import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonSchema, ServiceDefinition } from '@reglament/format';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applicantSchemas } from '../../core/src/applicant/schemas.ts';
import { checkCadastralNumber, formState } from '../../core/src/rules.ts';
import { ourPlaces, ourValues, stricter, withoutPlace } from './gisogd73-gpzu.mapping.ts';
import { type Question, questionsOf } from './read-xsd.ts';

/**
 * The form of the service against the portal's schema of «gisogd73-gpzu». The list of its questions is kept beside this
 * test, so that the test runs everywhere; where the schema itself is at hand (`../shared` beside the project), the list
 * is compared with it.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const schemaFolder = `${root}../shared/smev/information-types/gisogd73-gpzu/`;
const schemaIsHere = existsSync(schemaFolder);
const kept: { sources: Readonly<Record<string, string>>; questions: readonly Question[] } = JSON.parse(
  readFileSync(new URL('./gisogd73-gpzu.questions.json', import.meta.url), 'utf8'),
);
const questions = new Map(kept.questions.map((question) => [question.path, question]));
const service: ServiceDefinition = JSON.parse(
  readFileSync(`${root}service-definitions/services/landPlotPlan/service.json`, 'utf8'),
);

const comparison = schemaIsHere
  ? 'the kept list of questions is what the schema itself says'
  : 'NOT compared with the schema itself, which is not beside the project: the kept list names the files it was made from';

test(comparison, () => {
  const files = Object.keys(kept.sources);
  expect(files).toEqual(['gisogd73-gpzu-1.0.0.xsd', 'commons/gisogd73-commons-1.0.0.xsd']);
  for (const hash of Object.values(kept.sources)) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(kept.questions).toHaveLength(103);
  if (!schemaIsHere) return;
  const texts = files.map((file) => readFileSync(schemaFolder + file, 'utf8'));
  expect(questionsOf('RequestData', texts)).toEqual(kept.questions);
  expect(texts.map((text) => createHash('sha256').update(text).digest('hex'))).toEqual(Object.values(kept.sources));
});

test('every question of the portal has a place with us or a reason, and none is named that is not asked', () => {
  const answered = [...Object.keys(ourPlaces), ...Object.keys(withoutPlace)];
  expect(answered.toSorted()).toEqual([...questions.keys()].toSorted());
});

test('every place exists, and every question of our form comes from the portal’s', () => {
  for (const [path, place] of Object.entries(ourPlaces)) expect(existsPlace(place), `${path} → ${place}`).toBe(true);
  const leaves = Object.entries(service.form.schema.properties).flatMap(([code, schema]) =>
    leavesOf(schema, `answers.${code}`),
  );
  expect(leaves.toSorted()).toEqual(
    Object.values(ourPlaces)
      .filter((place) => place.startsWith('answers.'))
      .toSorted(),
  );
});

const asked = Object.entries(ourPlaces).filter(([, place]) => place.startsWith('answers.'));

test.each(asked)('%s: the question reads as in the schema, and takes no less', (path, place) => {
  const question = getQuestion(path);
  const field = getField(place);
  expect(normal(field.title)).toBe(normal(question.title));
  if (question.maxLength !== undefined) expect(field.maxLength).toBe(question.maxLength);
  if (question.pattern !== undefined) expect(Object.keys(stricter)).toContain(path);
  if (
    question.maxLength === undefined &&
    field.type === 'string' &&
    field.oneOf === undefined &&
    path !== 'Panel_Get_result/sposob_mfc'
  ) {
    expect(field.maxLength).toBeGreaterThanOrEqual(1000);
  }
});

test.each(Object.entries(ourValues))('%s: every choice has ours, under its own title', (path, values) => {
  const theirs = getQuestion(path).values ?? {};
  expect(Object.keys(values).toSorted()).toEqual(Object.keys(theirs).toSorted());
  const place = ourPlaces[path] ?? '';
  if (!place.startsWith('answers.')) return;
  const ours = new Map((getField(place).oneOf ?? []).map((choice) => [choice.const, choice.title]));
  expect(ours.size).toBe(Object.keys(values).length);
  for (const [code, own] of Object.entries(values)) expect(ours.get(own)).toBe(theirs[code]);
});

test('what is asked when: the address or the landmark by the kind of address, the МФЦ only when the result goes there', () => {
  const questionsFor = (data: { addressKind?: string; resultDelivery?: string }) => {
    const state = formState(service.form, { data, rules: service.rules, today: '2026-01-12' });
    return ['landAddress', 'landmark', 'mfc'].filter(
      (field) => state.visibleFields.has(field) && state.requiredFields.has(field),
    );
  };
  expect(questionsFor({})).toEqual([]);
  expect(questionsFor({ addressKind: 'address', resultDelivery: 'department' })).toEqual(['landAddress']);
  expect(questionsFor({ addressKind: 'landmark', resultDelivery: 'portal' })).toEqual(['landmark']);
  expect(questionsFor({ addressKind: 'landmark', resultDelivery: 'mfc' })).toEqual(['landmark', 'mfc']);
});

test('what the schema demands we demand: each such question is required, within a group when the group is shown', () => {
  for (const [path, place] of asked.filter(([path]) => getQuestion(path).demanded)) {
    const names = place.split('.').slice(1);
    const owner = names.length > 1 ? getField(`answers.${names[0]}`) : service.form.schema;
    expect(owner.required, path).toContain(names.at(-1));
  }
});

test('a cadastral number that we take, the portal takes: ours is the narrower rule', () => {
  const { pattern = '', maxLength = 0 } = getQuestion('Panel_Land_info/kadastr_number');
  const digits = (least: number, most: number) => fc.stringMatching(new RegExp(`^[0-9]{${least},${most}}$`));
  const numbers = fc.tuple(digits(2, 2), digits(2, 2), digits(6, 7), digits(1, 4)).map((parts) => parts.join(':'));
  fc.assert(
    fc.property(numbers, (number) => {
      expect(checkCadastralNumber(number).ok && number.length <= maxLength).toBe(true);
      expect(number).toMatch(new RegExp(`^(?:${pattern})$`));
    }),
  );
});

function getQuestion(path: string): Question {
  const question = questions.get(path);
  if (question === undefined) throw new Error(`the portal does not ask ${path}`);
  return question;
}

function getField(place: string): JsonSchema {
  const [, ...names] = place.split('.');
  let schema: JsonSchema = service.form.schema;
  for (const name of names) {
    const next: JsonSchema | undefined = schema.properties?.[name];
    if (next === undefined) throw new Error(`the form has no ${place}`);
    schema = next;
  }
  return schema;
}

function leavesOf(schema: JsonSchema, place: string): string[] {
  if (schema.properties === undefined) return [place];
  return Object.entries(schema.properties).flatMap(([name, inner]) => leavesOf(inner, `${place}.${name}`));
}

function existsPlace(place: string): boolean {
  const [owner, ...names] = place.split('.');
  if (owner === 'answers') return getField(place) !== undefined;
  if (owner === 'application') return ['createdAt', 'number'].includes(names[0] ?? '');
  const [field = '', inner] = names;
  if (inner === undefined) return Object.hasOwn(applicantSchemas.ApplicantData.properties, field);
  return field === 'passport' && Object.hasOwn(applicantSchemas.Passport.properties, inner);
}

/** The schema writes «кв.м» and ends with a space now and then. */
function normal(title: string | undefined): string {
  return (title ?? '').replaceAll(/\s+/g, '').toLowerCase();
}
