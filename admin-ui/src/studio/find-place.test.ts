import { expect, test } from 'vitest';
import { closestPlace } from './find-place.ts';

const places = [
  '/documents/1',
  '/documents/1/title',
  '/documents/1/needed',
  '/portal/statuses/new',
  '/documents/10/title',
];

test.each([
  ['/documents/1/title', '/documents/1/title'],
  ['/documents/1/needed/and/0', '/documents/1/needed'],
  ['/documents/1/code', '/documents/1'],
  ['/portal/statuses', '/portal/statuses/new'],
  ['/documents/10', '/documents/10/title'],
  ['/rules', undefined],
])('%s правится в %s', (pointer, wanted) => expect(closestPlace(pointer, places)).toBe(wanted));
