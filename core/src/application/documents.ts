import type { ServiceDefinition } from '@reglament/format';
import type { DocumentView } from '../api.gen.ts';
import { truth } from '../rule/evaluate.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';
import { documentsOfVariant, type VariantState } from '../variant/find-variant.ts';

/** What says which papers there are: the service, narrowed by the variant of the case. */
export interface DocumentSource {
  readonly service: ServiceDefinition;
  readonly variant: VariantState;
}

/** Papers that this application calls for, in the order of the service; `present`: codes of those attached or received. */
export function documentViews(
  { service, variant }: DocumentSource,
  context: RuleContext,
  present: ReadonlySet<string>,
): DocumentView[] {
  const holds = (rule: unknown, otherwise: boolean) =>
    rule === undefined ? otherwise : truth(rule, context).value === true;
  return documentsOfVariant(service.documents, service, variant)
    .filter(({ code, shown, needed }) => holds(shown, true) || holds(needed, false) || present.has(code))
    .map(({ code, title, description, needed }) => ({
      code,
      title: titleOf(title, 'ru'),
      ...(description === undefined ? {} : { description: titleOf(description, 'ru') }),
      needed: holds(needed, false),
      present: present.has(code),
    }));
}
