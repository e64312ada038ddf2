import type { Dictionary, RequestType, ServiceDefinition } from '@reglament/format';
import { localDate } from '../calendar/local-date.ts';
import type { DefinitionDeps } from '../definition/commands.ts';
import type { Frozen } from '../definition/definition-version.ts';
import { knownIn } from '../definition/in-force.ts';
import { lintShape } from '../definition/lint/structure.ts';
import { lintDefinition } from '../definition/lint.ts';
import { findVersionAt } from '../definition/queries.ts';
import { refusedDefinition } from '../definition/refused.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { findDraft } from '../definition-draft/queries.ts';
import { Refusal } from '../errors.ts';
import { russianDate } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import { buildRegulation } from './build-regulation.ts';
import type { Regulation } from './clause.ts';
import type { Subject } from './subject.ts';

type Store = Pick<DefinitionStore, 'get' | 'findLatest' | 'list'>;

export interface VersionWanted {
  readonly code: string;
  /** None: the one in force. */
  readonly version: number | undefined;
  /** For the days in the text. */
  readonly timeZone: string;
}

/** The text of a published version. @throws Refusal unknownService, notFound */
export async function regulationOfVersion(deps: DefinitionDeps, wanted: VersionWanted): Promise<Regulation> {
  const { code, timeZone } = wanted;
  const latest = deps.definitions.latest('service', code);
  const number = wanted.version ?? latest.version;
  const found = await deps.database.inBodies([], (trx) =>
    findVersionAt(trx, { kind: 'service', code, version: number }),
  );
  if (found === undefined) throw new Refusal('notFound', `У услуги «${code}» нет версии ${number}.`);
  const service = found.content as ServiceDefinition;
  const day = russianDate(localDate(found.publishedAt, timeZone));
  const inForce = number === latest.version ? ', действует' : `, действует версия ${latest.version}`;
  return textOf(deps, { service, frozen: found.frozen, subtitle: [`Версия ${number} от ${day}${inForce}`] });
}

/** The text of a draft, with what the linter says of it. @throws Refusal notFound, stateConflict, invalidDefinition */
export async function regulationOfDraft(
  deps: DefinitionDeps,
  id: string,
  timeZone: string,
): Promise<{ readonly code: string; readonly regulation: Regulation }> {
  const draft = await deps.database.inBodies([], (trx) => findDraft(trx, id));
  if (draft === undefined) throw new Refusal('notFound', 'Такого черновика нет.');
  if (draft.kind !== 'service') throw new Refusal('stateConflict', 'Текстом читают услугу: откройте её черновик.');
  const service = JSON.parse(draft.text) as ServiceDefinition;
  const { findings, definition } = lintShape(service);
  // A text is made of what the format promises; every other mistake is told in the text itself.
  if (definition === undefined)
    throw refusedDefinition(findings, 'Чтобы прочитать услугу текстом, исправьте ошибки в ней.');
  const base = draft.baseVersion === null ? '' : ` на основе версии ${draft.baseVersion}`;
  const day = russianDate(localDate(draft.updatedAt, timeZone));
  const subtitle = [`Черновик${base}, правка от ${day}; не опубликован`];
  return { code: draft.code, regulation: await textOf(deps, { service, frozen: {}, subtitle }) };
}

interface Source {
  readonly service: ServiceDefinition;
  readonly frozen: Frozen;
  readonly subtitle: readonly string[];
}

async function textOf(deps: DefinitionDeps, { service, frozen, subtitle }: Source): Promise<Regulation> {
  const { definitions, connections } = deps;
  const process = definitions.findLatest('workflow', service.workflow);
  const lines = process === undefined ? [] : [`Процесс «${titleOf(process.content.title)}», версия ${process.version}`];
  const findings = lintDefinition(service, knownIn(definitions), connections?.findKind);
  const subject = await subjectOf(definitions, service, frozen);
  return buildRegulation({ subject, subtitle: [...subtitle, ...lines], findings });
}

async function subjectOf(definitions: Store, service: ServiceDefinition, frozen: Frozen): Promise<Subject> {
  const types: [string, RequestType][] = [];
  for (const { type } of service.requests ?? []) {
    const held = frozen.requestType?.[type];
    const found =
      held === undefined ? definitions.findLatest('requestType', type) : await definitions.get('requestType', held);
    if (found !== undefined) types.push([type, found.content]);
  }
  const procedures = (service.procedures ?? []).flatMap((code) => {
    const found = definitions.findLatest('service', code);
    return found === undefined ? [] : [[code, found.content] as const];
  });
  return {
    service,
    workflow: definitions.findLatest('workflow', service.workflow)?.content,
    dictionaries: definitions.list('dictionary').map(({ content }): Dictionary => content),
    requestTypes: Object.fromEntries(types),
    procedures: Object.fromEntries(procedures),
  };
}
