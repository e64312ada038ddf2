/** Which variant of the service an application is, as the screen knows it. Pure. */
import {
  CASE_FACTS,
  findVariant,
  type JsonObject,
  nameOfField,
  titleOf,
  type VariantState,
  variantByCode,
} from '@reglament/core/rules';
import type { ApplicationCard, ApplicationContent, ServiceView } from '../api.ts';
import { locale } from '../locale/locale.ts';
import { caseFacts } from './content.ts';

export interface CaseOfVariant {
  service: ServiceView;
  content: ApplicationContent;
  source: string;
  today: string;
  card: ApplicationCard | undefined;
}

/** A registered application keeps its variant; of one being filled in, the answers of this moment decide. */
export function variantOf({ service, content, source, today, card }: CaseOfVariant): VariantState {
  const pinned = card?.registeredAt ? variantByCode(service, card.variant?.code ?? null) : undefined;
  if (pinned) return { status: 'found', variant: pinned };
  const data = { ...content.answers, case: caseFacts(service, content, source) } as JsonObject;
  return findVariant(service, { data, today, rules: service.rules });
}

/** One sentence over the papers: which variant, or what has to be answered first; undefined where there are none. */
export function variantWords(state: VariantState, { form }: ServiceView): string | undefined {
  if (state.status === 'none') return undefined;
  if (state.status === 'found') return `Вариант услуги: ${titleOf(state.variant.title, locale)}.`;
  if (state.status === 'uncovered') return 'Для этих ответов вариант услуги не описан: сообщите администратору услуги.';
  const names = state.missing.map((path) => CASE_FACTS[path]?.title ?? nameOfField(`/${path}`, form).full);
  return `Вариант услуги и перечень документов зависят от ответов: ${names.join(', ')}.`;
}
