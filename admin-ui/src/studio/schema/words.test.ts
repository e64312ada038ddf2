import { schemas } from '@reglament/format';
import { expect, test } from 'vitest';
import {
  beginWord,
  countWords,
  fieldWords,
  flagOf,
  flagValue,
  formWords,
  type Word,
  withWord,
  words,
} from './words.ts';

const { JsonSchema, FormSchema } = schemas.form.definitions;

test('слова редактора – все слова формата и никаких других', () => {
  const known = words.map(({ code }) => code);
  expect(known.toSorted()).toEqual(Object.keys(JsonSchema.properties).toSorted());
  expect(new Set(known).size).toBe(known.length);
  const ofForm = Object.keys(FormSchema.properties).filter(
    (code) => !['type', 'properties', 'required'].includes(code),
  );
  expect(formWords.map(({ code }) => code).toSorted()).toEqual(ofForm.toSorted());
  expect(fieldWords.length).toBeGreaterThan(10);
});

test('начатое слово годится формату', () => {
  const { type = undefined, ...rest } = Object.fromEntries(
    words.map((word) => [word.code, beginWord(word, ['person'])]),
  );
  expect({ type, ...rest }).toMatchObject({
    ...{ if: {}, allOf: [{}], definitions: {}, required: [], enum: [''], minimum: 0 },
    ...{ type: 'string', $ref: '#/definitions/person' },
  });
});

test('«других полей быть не может» – наоборот, остальные отметки – прямо', () => {
  const word = (code: string) => words.find((one) => one.code === code) as Word;
  expect([flagOf(word('additionalProperties'), false), flagOf(word('additionalProperties'), true)]).toEqual([
    true,
    false,
  ]);
  expect([flagValue(word('additionalProperties'), true), flagValue(word('uniqueItems'), true)]).toEqual([false, true]);
});

test.each(words)('слово $code записано и убрано: прочее слово в слово прежнее', ({ code }) => {
  const whole = Object.fromEntries(words.map((word) => [word.code, beginWord(word, ['person'])]));
  const { [code]: own, ...rest } = whole;
  expect(withWord(whole, code, undefined)).toEqual(rest);
  expect(withWord(rest, code, own)).toEqual(whole);
  expect(countWords(rest, words)).toBe(words.length - 1);
});
