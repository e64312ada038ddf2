import { expect, test } from 'vitest';
import { nearestPlaceholder } from './nearest-placeholder.ts';

const known = ['application.number', 'applicant.name', 'answers.landArea', 'decision.date', 'today'];

test.each([
  ['aplication.number', 'application.number'],
  ['application.nomer', 'application.number'],
  ['Applicant.Name', 'applicant.name'],
  ['answers.area', 'answers.landArea'],
  ['answer.landArea', 'answers.landArea'],
  ['todey', 'today'],
  ['quite.somethingElse', undefined],
  ['', undefined],
])('%s → %s', (path, near) => expect(nearestPlaceholder(path, known)).toBe(near));
