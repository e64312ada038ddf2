import type { ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { setPortal, setStatus } from './portal-commands.ts';

const service = {
  portal: { statuses: { new: { code: '1' }, done: { code: '3', comment: 'Готово' } } },
} as unknown as ServiceDefinition;

test.each([
  [
    'код',
    setStatus(service, { by: 'statuses', key: 'new' }, { code: '2' }),
    { new: { code: '2' }, done: { code: '3', comment: 'Готово' } },
  ],
  [
    'пояснение уходит',
    setStatus(service, { by: 'statuses', key: 'done' }, { comment: undefined }),
    { new: { code: '1' }, done: { code: '3' } },
  ],
  [
    'пустой статус уходит',
    setStatus(service, { by: 'statuses', key: 'new' }, { code: '' }),
    { done: { code: '3', comment: 'Готово' } },
  ],
])('%s', (_, made, wanted) => expect(made.portal?.statuses).toEqual(wanted));

test('по фазе: последняя уходит вместе с phases', () => {
  const one = setStatus(service, { by: 'phases', key: 'granted' }, { code: '3' });
  expect(one.portal?.phases).toEqual({ granted: { code: '3' } });
  expect('phases' in (setStatus(one, { by: 'phases', key: 'granted' }, { code: '' }).portal ?? {})).toBe(false);
});

test('услуга без портала', () => {
  expect('portal' in setPortal(service, false)).toBe(false);
  expect(setPortal({} as ServiceDefinition, true).portal).toEqual({ statuses: {} });
});
