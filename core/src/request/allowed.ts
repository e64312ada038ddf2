import type { ServiceDefinition } from '@reglament/format';
import { truth } from '../rule/evaluate.ts';
import { demandOf } from '../rule/explain.ts';
import type { RuleContext } from '../rule/rule-context.ts';

type Entry = NonNullable<ServiceDefinition['requests']>[number];

/** Why a request of the service is not offered now, without the full stop: what is demanded, with the present values. */
export function closedReason({ allowed }: Pick<Entry, 'allowed'>, rules: RuleContext): string | undefined {
  if (allowed === undefined || truth(allowed, rules).value === true) return undefined;
  return `Доступно, если ${demandOf(allowed, rules)}`;
}
