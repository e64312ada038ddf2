import { groundsOfVariant, variantByCode } from '@reglament/core/rules';
import type { ApplicationCard, DecisionKind, FileView, ServiceView } from '../api.ts';
import type { FilePurpose, FormSources, Option } from '../form/index.ts';

interface SourcesInput {
  service: ServiceView | undefined;
  card: ApplicationCard | undefined;
  purpose: FilePurpose;
  /** The decision that is being made: each kind has its grounds. */
  decides?: DecisionKind | undefined;
  /** Makes the row that files hang on, when there is none yet. */
  ensureSaved?: () => Promise<{ id: string }>;
}

function dictionariesOf(service: ServiceView | undefined): Record<string, readonly Option[]> {
  return Object.fromEntries(
    Object.entries(service?.dictionaries ?? {}).map(([code, entries]) => [
      code,
      entries.map((entry) => ({ value: entry.code, label: entry.title })),
    ]),
  );
}

/** Refusals of the service choose from what its variant allows, as the server says it; other decisions from their own. */
export function groundsOf({ service, card, decides }: Pick<SourcesInput, 'service' | 'card' | 'decides'>) {
  if (!service) return [];
  if (decides !== undefined && decides !== 'refuse') return service.decisions[decides]?.grounds ?? [];
  return groundsOfVariant(service.grounds, variantByCode(service, card?.variant?.code ?? null));
}

/** What the fields of a form on this application draw from. */
export function formSources({ service, card, purpose, decides, ensureSaved }: SourcesInput): FormSources {
  return {
    dictionaries: dictionariesOf(service),
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
