import { expect, test } from 'vitest';
import { hiddenKinds, isQuiet, mailedKinds } from './choice.ts';

test.each([
  [null, 3, false],
  [{ from: 22, until: 7 }, 21, false],
  [{ from: 22, until: 7 }, 22, true],
  [{ from: 22, until: 7 }, 0, true],
  [{ from: 22, until: 7 }, 6, true],
  [{ from: 22, until: 7 }, 7, false],
  [{ from: 13, until: 14 }, 13, true],
  [{ from: 13, until: 14 }, 14, false],
  [{ from: 9, until: 9 }, 9, false],
])('тихие часы %j в %i ч: %j', (quiet, hour, expected) => expect(isQuiet(quiet, hour)).toBe(expected));

test('не названное показано и идёт в сводку; названное – как выбрано', () => {
  const setting = { quiet: null, events: { returned: { shown: false, mail: 'atOnce' } } } as const;
  expect(hiddenKinds(setting)).toEqual(['returned']);
  expect(mailedKinds(setting, 'atOnce')).toEqual(['returned']);
  expect(mailedKinds(setting, 'none')).toEqual([]);
  expect(mailedKinds(setting, 'digest')).toContain('deadlinePassed');
  expect(mailedKinds(setting, 'digest')).not.toContain('returned');
});
