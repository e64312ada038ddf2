import { groundsOfVariant, variantByCode } from '@reglament/core/rules';
import type { ApplicationCard, DecisionKind, FileView, Me, ServiceView } from '../api.ts';
import { entrySource } from '../dictionary/queries.ts';
import type { FilePurpose, FormSources } from '../form/index.ts';
import { todayIn } from '../ui/format.ts';

interface SourcesInput {
  /** Whose screen it is. */
  me: Me;
  service: ServiceView | undefined;
  card: ApplicationCard | undefined;
  purpose: FilePurpose;
  /** The decision that is being made: each kind has its grounds. */
  decides?: DecisionKind | undefined;
  /** Makes the row that files hang on, when there is none yet. */
  ensureSaved?: () => Promise<{ id: string }>;
}

/** Entries are judged by the day of registering, as the body's clock has it; until then by today. */
function judgedOn(card: ApplicationCard | undefined, timeZone: string): string | undefined {
  return card?.registeredAt ? todayIn(timeZone, new Date(card.registeredAt)) : undefined;
}

/** Refusals of the service choose from what its variant allows, as the server says it; other decisions from their own. */
export function groundsOf({ service, card, decides }: Pick<SourcesInput, 'service' | 'card' | 'decides'>) {
  if (!service) return [];
  if (decides !== undefined && decides !== 'refuse') return service.decisions[decides]?.grounds ?? [];
  return groundsOfVariant(service.grounds, variantByCode(service, card?.variant?.code ?? null));
}

/** What the fields of a form on this application draw from. */
export function formSources({ me, service, card, purpose, decides, ensureSaved }: SourcesInput): FormSources {
  const long = new Map((service?.longDictionaries ?? []).map((code) => [code, entrySource(me.user.id, code)] as const));
  return {
    dictionaries: service?.dictionaries ?? {},
    entrySource: (code) => long.get(code),
    judgedOn: judgedOn(card, me.organisation.timeZone),
    grounds: groundsOf({ service, card, decides }).map(({ code, title, clause }) => ({
      value: code,
      label: title,
      hint: clause,
    })),
    files: card?.files ?? [],
    uploadTarget: async () => {
      const { id } = card ?? (await ensureSaved?.()) ?? { id: undefined };
      if (id === undefined) throw new Error('Сначала сохраните заявку: файлы прикрепляются к сохранённой заявке.');
      return { applicationId: id, purpose };
    },
  };
}

/** Files that are grounds of the decision, the prepared one or the one sent back. */
export function decisionFiles(card: ApplicationCard): FileView[] {
  return card.files.filter(({ purpose }) => purpose === 'decision');
}
