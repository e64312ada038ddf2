import type { DefinitionKind, ServiceDefinition } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { countOpenCases } from '../definition/queries.ts';
import type { DefinitionStore } from '../definition/store.ts';
import type { Deps } from '../deps.ts';
import { titleOf } from '../rule/title.ts';
import { findOpenDraft } from './queries.ts';

interface Place {
  readonly kind: DefinitionKind;
  readonly code: string;
}

/** The version in force, the services that a change of it touches, and the draft of the next. @throws Refusal notFound */
export async function definitionDetail(
  { database, definitions }: Pick<Deps, 'database' | 'definitions'>,
  { kind, code }: Place,
): Promise<ApiTypes['DefinitionDetail']> {
  const { version, content } = definitions.latest(kind, code);
  const draftId = await database.inBodies([], (trx) => findOpenDraft(trx, { kind, code }));
  // Of every body: what a definition changes, it changes for all of them.
  const cases = await database.asOwner(countOpenCases);
  return {
    ...{ kind, code, version, title: titleOf(content.title, 'ru'), content: { ...content } },
    uses: servicesUsing(definitions, { kind, code }).map((service) => ({
      code: service.code,
      title: titleOf(service.title, 'ru'),
      openCases: cases.get(service.code) ?? 0,
    })),
    draftId: draftId ?? null,
  };
}

type Uses = (service: ServiceDefinition, code: string) => boolean;

const uses: Readonly<Record<DefinitionKind, Uses>> = {
  workflow: (service, code) => service.workflow === code,
  dictionary: ({ form }, code) => Object.values(form.ui ?? {}).some(({ dictionary }) => dictionary === code),
  requestType: ({ requests = [] }, code) => requests.some(({ type }) => type === code),
  service: ({ procedures = [] }, code) => procedures.includes(code),
  // Every term is counted by the calendar of its year; no service names it.
  calendar: () => false,
  workplace: () => false,
};

function servicesUsing(definitions: DefinitionStore, { kind, code }: Place): ServiceDefinition[] {
  return definitions.list('service').flatMap((version) => (uses[kind](version.content, code) ? [version.content] : []));
}
