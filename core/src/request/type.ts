import type { FormDefinition, RequestType, ServiceDefinition, ServiceVariant } from '@reglament/format';
import type { FormContext, RequestKind } from '@reglament/sdk';
import type { Pinned } from '../application/pinned.ts';
import { listJoined } from '../connection/queries.ts';
import type { Transaction } from '../db.ts';
import type { DefinitionVersion } from '../definition/definition-version.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';
import { requestsOfVariant } from '../variant/find-variant.ts';
import { findTypeVersion } from './queries.ts';

export type ServiceRequest = NonNullable<ServiceDefinition['requests']>[number];

/** What a service lets its clerks ask: its own entry, the type as it was frozen, the kind of the plugin. */
export interface Asking {
  readonly entry: ServiceRequest;
  readonly type: DefinitionVersion<'requestType'>;
  /** Undefined: the plugin is not installed, or has no such kind any more. */
  readonly kind: RequestKind | undefined;
}

export interface AskingPlace {
  readonly pinned: Pinned;
  /** Undefined: of the service as a whole, whatever the variant. */
  readonly variant: ServiceVariant | undefined;
}

/** All that the version of the service lists, in its order, as far as the variant lets it be asked. */
export async function askingsOf(deps: Deps, trx: Transaction, { pinned, variant }: AskingPlace): Promise<Asking[]> {
  const found: Asking[] = [];
  for (const entry of requestsOfVariant(pinned.service.requests ?? [], variant)) {
    const type = await typeOf(deps, trx, { pinned, code: entry.type });
    if (type !== undefined) found.push({ entry, type, kind: kindOf(deps, type.content) });
  }
  return found;
}

/** @throws Refusal when the service has no such entry, or its plugin is not there */
export async function getAsking(
  deps: Deps,
  trx: Transaction,
  { entry: code, ...place }: AskingPlace & { readonly entry: string },
): Promise<Asking & { readonly kind: RequestKind }> {
  const asking = (await askingsOf(deps, trx, place)).find(({ entry }) => entry.code === code);
  if (asking === undefined) throw notListed(code, place);
  const { kind } = asking;
  if (kind === undefined) throw noPlugin(asking.type.content);
  return { ...asking, kind };
}

async function typeOf(
  { definitions }: Deps,
  trx: Transaction,
  { pinned, code }: { readonly pinned: Pinned; readonly code: string },
): Promise<DefinitionVersion<'requestType'> | undefined> {
  const frozen = pinned.frozen.requestType?.[code];
  return frozen === undefined
    ? definitions.findLatest('requestType', code)
    : definitions.get('requestType', frozen, trx);
}

export function kindOf({ connections }: Deps, type: RequestType): RequestKind | undefined {
  return connections.findKind(type);
}

function notListed(code: string, { pinned, variant }: AskingPlace): Refusal {
  const entry = pinned.service.requests?.find((one) => one.code === code);
  if (entry === undefined || variant === undefined) {
    return new Refusal('notFound', 'Такого запроса у этой услуги нет. Выберите запрос из списка.');
  }
  const title = titleOf(variant.title, 'ru');
  return new Refusal('actionClosed', `По варианту услуги «${title}» такого запроса нет. Выберите запрос из списка.`);
}

/** The kind that a request was made by. */
export async function kindOfRequest(
  deps: Deps,
  trx: Transaction,
  { typeVersionId }: { readonly typeVersionId: string },
): Promise<RequestKind | undefined> {
  return kindOf(deps, (await deps.definitions.get('requestType', typeVersionId, trx)).content);
}

/** For the plugin that reads the answer: whatever connection has asked, and no other. */
export async function typeOfRequest(
  { database, definitions }: Pick<Deps, 'database' | 'definitions'>,
  request: { readonly requestId: string; readonly connectionId: string },
): Promise<RequestType | undefined> {
  return database.asOwner(async (trx) => {
    const version = await findTypeVersion(trx, request);
    return version === undefined ? undefined : (await definitions.get('requestType', version, trx)).content;
  });
}

function noPlugin({ plugin }: Pick<RequestType, 'plugin'>): Refusal {
  return new Refusal('stateConflict', `Модуль «${plugin}» не установлен. Обратитесь к администратору системы.`);
}

/** The question's form for a body, as it is now: whom one may ask changes as bodies join. */
export async function questionForm(
  trx: Transaction,
  { kind, plugin }: { readonly kind: RequestKind; readonly plugin: string },
  body: FormContext['body'],
): Promise<FormDefinition> {
  const joined = await listJoined(trx, plugin);
  return kind.question({ body, joined: joined.filter(({ id }) => id !== body.id) });
}
