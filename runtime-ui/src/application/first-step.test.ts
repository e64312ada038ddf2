import { expect, test } from 'vitest';
import doverie from '../../../service-definitions/workflows/doverie.json' with { type: 'json' };
import { firstStep } from './first-step.ts';

const workflow = doverie as unknown as Parameters<typeof firstStep>[0];

test.each([
  [['registrar'], 'Зарегистрировать'],
  [['dispatcher', 'superExecutor'], 'Зарегистрировать'],
  [['dispatcher'], undefined],
  [[], undefined],
])('with %j a saved draft goes on with «%s»', (held, step) => {
  expect(firstStep(workflow, held)).toBe(step);
});

test('a step that registers nothing is called as its workflow calls it', () => {
  const actions = workflow.actions?.map((one) =>
    one.code === 'register' ? { ...one, effects: [], title: 'Передать' } : one,
  );
  expect(firstStep({ ...workflow, actions: actions ?? [] }, ['registrar'])).toBe('Передать');
});
