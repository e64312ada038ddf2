import type { FormDefinition } from '@reglament/format';
import type { ApplicationCard, DecisionKind, DecisionView, ServiceView } from '../api.ts';
import { decisionFiles } from '../application/form-sources.ts';
import type { Answers } from '../form/index.ts';
import { locale } from '../locale/locale.ts';
import { filledMessage } from './decision-message.ts';
import { findInput } from './kept-input.ts';

interface InitialInput {
  userId: string;
  applicationId: string;
  action: string;
  kind: DecisionKind | undefined;
  card: ApplicationCard;
  service: ServiceView;
  input: FormDefinition | undefined;
}

/** What was typed and not sent, else the decision that came back, else the service's own message. */
export function initialInput({ card, service, input, kind, ...place }: InitialInput): Answers {
  const kept = findInput(place);
  if (kept) return kept;
  const has = (field: string) => input?.schema.properties[field] !== undefined;
  if (kind === undefined) return {};
  const { decision } = card;
  const files = decisionFiles(card).map(({ id }) => id);
  const earlier: Answers =
    decision?.kind === kind
      ? {
          text: decision.text || undefined,
          message: decision.message,
          grounds: earlierGrounds(decision, input),
        }
      : { message: filledMessage(service.decisions[kind]?.message ?? '', card, locale === 'ru' ? service : undefined) };
  const whole: Answers = { ...earlier, ...(files.length > 0 ? { files } : {}) };
  return Object.fromEntries(Object.entries(whole).filter(([field, value]) => has(field) && value !== undefined));
}

/** In the shape that the form asks for: codes, or codes with texts. */
function earlierGrounds({ grounds }: DecisionView, input: FormDefinition | undefined): unknown[] {
  const withTexts = input?.schema.properties.grounds?.items?.type === 'object';
  return grounds.map(({ code, text }) => (withTexts ? { code, ...(text ? { text } : {}) } : code));
}
