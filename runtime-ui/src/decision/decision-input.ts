import type { FormDefinition } from '@reglament/format';
import type { ApplicationCard, ServiceView } from '../api.ts';
import { decisionFiles } from '../application/form-sources.ts';
import type { Answers } from '../form/index.ts';
import { filledMessage } from './decision-message.ts';
import { findInput } from './kept-input.ts';

/** Which decision an action prepares; undefined for one that prepares none. */
export function kindOfDecision(service: ServiceView, action: string): 'grant' | 'refuse' | undefined {
  const effects = service.workflow.actions?.find(({ code }) => code === action)?.effects ?? [];
  for (const effect of effects) if (effect.effect === 'decide') return effect.kind;
  return undefined;
}

interface InitialInput {
  userId: string;
  applicationId: string;
  action: string;
  card: ApplicationCard;
  service: ServiceView;
  input: FormDefinition | undefined;
}

/** What was typed and not sent, else the decision that came back, else the service's own message. */
export function initialInput({ card, service, input, ...place }: InitialInput): Answers {
  const kept = findInput(place);
  if (kept) return kept;
  const has = (field: string) => input?.schema.properties[field] !== undefined;
  const kind = kindOfDecision(service, place.action);
  if (kind === undefined) return {};
  const { decision } = card;
  const files = decisionFiles(card).map(({ id }) => id);
  const earlier: Answers =
    decision?.kind === kind
      ? {
          text: decision.text || undefined,
          message: decision.message,
          grounds: decision.grounds.map(({ code }) => code),
        }
      : { message: filledMessage(service.decisions[kind].message, card, service) };
  const whole: Answers = { ...earlier, ...(files.length > 0 ? { files } : {}) };
  return Object.fromEntries(Object.entries(whole).filter(([field, value]) => has(field) && value !== undefined));
}
