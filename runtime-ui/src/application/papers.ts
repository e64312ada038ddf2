/** The papers to hand in, as the answers of this moment demand. Pure. */
import { documentsOfVariant, type JsonObject, truth } from '@reglament/core/rules';
import type { DocumentView } from '../api.ts';
import { caseFacts } from './content.ts';
import { type CaseOfVariant, variantOf } from './variant.ts';

interface DocumentsInput extends CaseOfVariant {
  /** Codes of papers that are there already, as files or on paper. */
  present: ReadonlySet<string>;
}

/** The papers to hand in, by the answers of this moment: the same rules the server asks at registering. */
export function documentsOf({ present, ...one }: DocumentsInput): DocumentView[] {
  const { service, content, source, today } = one;
  const data = { ...content.answers, case: caseFacts(service, content, source) } as JsonObject;
  const holds = (rule: unknown, otherwise: boolean): boolean => {
    if (rule === undefined) return otherwise;
    if (typeof rule === 'boolean') return rule;
    return truth(rule, { data, today, rules: service.rules }).value === true;
  };
  return documentsOfVariant(service.documents, service, variantOf(one))
    .filter(({ code, shown }) => present.has(code) || holds(shown, true))
    .map(({ code, title, description, needed }) => ({
      code,
      title,
      ...(description ? { description } : {}),
      needed: holds(needed, false),
      present: present.has(code),
    }));
}
