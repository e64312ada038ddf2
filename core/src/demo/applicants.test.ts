import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ApplicantData } from '../api.gen.ts';
import { checkApplicant } from '../applicant/check-applicant.ts';
import { readDemo } from './seed.ts';

const { applicants } = await readDemo(join(import.meta.dirname, '../../../service-definitions'));
const people = Object.values(applicants) as unknown as ApplicantData[];

test.each(people)('$surname$shortTitle: всё, что нужно, и контрольные цифры верны', (applicant) => {
  expect(checkApplicant(applicant)).toEqual([]);
});

test('номера не повторяются', () => {
  const numbers = people.flatMap(({ snils, inn, ogrn, ogrnip }) => [snils, inn, ogrn, ogrnip]).filter(Boolean);
  expect(new Set(numbers).size).toBe(numbers.length);
});
