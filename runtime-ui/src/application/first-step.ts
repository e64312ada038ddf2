import { titleOf } from '@reglament/core/rules';
import type { WorkflowDefinition } from '@reglament/format';
import { locale } from '../locale/locale.ts';

/** What the main action of a draft is called for whoever holds these functions; undefined: it is somebody else's. */
export function firstStep(
  { states = [], actions = [] }: Partial<WorkflowDefinition>,
  held: readonly string[],
): string | undefined {
  const drafts = states.flatMap(({ code, phase }) => (phase === 'draft' ? [code] : []));
  const step = actions.find(
    ({ tone, from, functions }) =>
      tone === 'primary' && from.some((one) => drafts.includes(one)) && functions.some((one) => held.includes(one)),
  );
  if (step === undefined) return undefined;
  // The usual one has a short name beside the form: «заявку на услугу» is what one is looking at.
  return step.effects.some(({ effect }) => effect === 'register') ? 'Зарегистрировать' : titleOf(step.title, locale);
}
