import { expect, test } from 'vitest';
import { filledIn, fits } from './filled-answer.ts';
import { type InformationType, readInformationTypes } from './information-type.ts';
import { findOrganisation } from './organisation.ts';

const namespace = 'urn://x-artefacts-fns-vipul-tosmv-ru/311-14/4.0.5';
const egrul = readInformationTypes(new URL('../types/', import.meta.url)).find(
  ({ request }) => request.namespace === namespace,
) as InformationType;

/** What the register answers to this number: title of the answer, and its text by the schema of the type. */
function ask(element: 'ОГРН' | 'ИННЮЛ', number: string) {
  const content = `<FNSVipULRequest xmlns="${namespace}" ИдДок="6f1d3c52-2b0e-4e55-9f0c-0d5c5a3a7b11"><ЗапросЮЛ><${element}>${number}</${element}></ЗапросЮЛ></FNSVipULRequest>`;
  const answer = egrul.answers.find((each) => fits(each, { type: egrul, content }));
  if (answer?.xml === undefined) return { title: answer?.title };
  const xml = filledIn(answer, { type: egrul, content, now: new Date('2026-03-02T09:00:00Z') });
  expect(egrul.check(xml)).toEqual([]);
  const said = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(xml)?.[1];
  return { ogrn: said('ОГРН'), inn: said('ИНН'), name: said('НаимЮЛСокр'), on: said('ДатаВып') };
}

test('о любом номере с верной контрольной цифрой – своя организация, всегда одна и та же', () => {
  const [one, other] = [ask('ОГРН', '1027300000012'), ask('ОГРН', '1117300000025')];
  expect(one).toMatchObject({ ogrn: '1027300000012', inn: expect.stringMatching(/^\d{10}$/), on: '2026-03-02' });
  expect(one.name).toMatch(/^(ООО|АО) &quot;[А-ЯЁ ]+&quot;$/);
  expect([other.inn, other.name]).not.toContain(one.inn);
  expect(other.name).not.toBe(one.name);
  expect(ask('ОГРН', '1027300000012')).toEqual(one);
  expect(ask('ИННЮЛ', one.inn ?? '')).toEqual(one);
});

test('известная – по ОГРН и по ИНН, со своим именем', () => {
  const known = { ogrn: '1030055965081', inn: '9912567481', name: 'АО &quot;САДОВЫЕ ТЕРРАСЫ&quot;' };
  expect(ask('ОГРН', known.ogrn)).toMatchObject(known);
  expect(ask('ИННЮЛ', known.inn)).toMatchObject(known);
});

test.each([
  ['ОГРН', '1029900999996', 'Такого юридического лица нет'],
  ['ИННЮЛ', '9900999991', 'Такого ИНН нет'],
  ['ОГРН', '1029900888885', 'Без ответа'],
  ['ОГРН', '1027300000013', 'Номер с неверной контрольной цифрой'],
  ['ИННЮЛ', '9912567482', 'Номер с неверной контрольной цифрой'],
] as const)('%s %s: %s', (element, number, title) => expect(ask(element, number)).toEqual({ title }));

test('не номер – не организация', () => {
  for (const number of ['', '12', '1027300000012 ', '0000000000000']) expect(findOrganisation(number)).toBeUndefined();
});
