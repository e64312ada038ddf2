import type { RequestType, ServiceDefinition } from '@reglament/format';
import type { ProvidedService } from '@reglament/sdk';
import type { StoredConnection } from '../connection/connection.model.ts';
import type { Deps } from '../deps.ts';
import { getActingBody } from '../organisation/queries.ts';
import { titleOf } from '../rule/title.ts';
import { provides } from '../session/session.ts';

/** What applicants may ask of the body: the newest versions of its services. A connection of the installation offers none. */
export async function providedServices(
  { database, definitions }: Pick<Deps, 'database' | 'definitions'>,
  { organisation }: Pick<StoredConnection, 'organisation'>,
): Promise<readonly ProvidedService[]> {
  if (organisation === null) return [];
  const body = await database.asOwner((trx) => getActingBody(trx, organisation.id));
  return definitions
    .list('service')
    .filter(({ content }) => content.procedure === undefined && provides(body, content.code))
    .map(({ content }) => offered(content, intakeOf(definitions, content)));
}

/** The newest: what a portal sends is of its present schema, whatever version of the service it meets. */
function intakeOf(definitions: Deps['definitions'], { portal }: ServiceDefinition): RequestType | undefined {
  const type = portal?.intake?.type;
  return type === undefined ? undefined : definitions.findLatest('requestType', type)?.content;
}

const known = new WeakMap<ServiceDefinition, ProvidedService>();

/** A published version never changes, and neither does what is made of it. */
function offered(service: ServiceDefinition, intake: RequestType | undefined): ProvidedService {
  const before = known.get(service);
  const found =
    before !== undefined && before.intake === intake
      ? before
      : {
          code: service.code,
          title: titleOf(service.title, 'ru'),
          form: service.form.schema,
          documents: service.documents.map(({ code, title }) => ({ code, title: titleOf(title, 'ru') })),
          onPortal: service.portal !== undefined,
          ...(intake === undefined ? {} : { intake }),
        };
  known.set(service, found);
  return found;
}
