import type { ServiceDefinition } from '@reglament/format';
import type { Bus, JsonObject, OfferedService, Participant, PortalGround, Signer } from '@reglament/sdk';
import { localDate } from '../calendar/local-date.ts';
import { validateAnswers } from '../definition/compile.ts';
import type { DefinitionVersion } from '../definition/definition-version.ts';
import { serviceView } from '../definition/service-view.ts';
import type { Deps } from '../deps.ts';
import { entryPage } from '../dictionary/entry-page.ts';
import { isValidOn } from '../dictionary/search-entries.ts';
import { exampleAnswers } from '../form/example-answers.ts';
import { findBodyValues, listOrganisations } from '../organisation/queries.ts';
import { provides } from '../session/session.ts';
import { readDemo } from './seed.ts';

/** Bodies by the certificates that their connections sign with: so the other side knows them. */
export async function readParticipants({ database, connections }: Deps): Promise<Participant[]> {
  const participants: Participant[] = [];
  for (const { id, code, title } of await database.asOwner(listOrganisations)) {
    const signer = await connections.findSigner(id);
    const certificate = await signer?.certificate().catch(() => undefined);
    if (certificate !== undefined) participants.push({ code, title, certificate: certificate.content });
  }
  return participants;
}

export interface GroundParts {
  readonly bus: Bus;
  readonly signer: Signer;
}

/** What a portal finds in this installation. */
export async function openGround(deps: Deps, { bus, signer }: GroundParts): Promise<PortalGround> {
  const { applicants } = await readDemo(deps.config.definitionsDir);
  const offered = openOffered(deps);
  return {
    bus,
    services: offered,
    entries: (dictionary, query) => entriesOf(deps, dictionary, query),
    applicants: Object.values(applicants ?? {}) as unknown as readonly JsonObject[],
    verify: (content, signature) => signer.verify(content, signature),
    pages: deps.config.interfaces.runtime,
  };
}

function entriesOf({ definitions, clock }: Deps, code: string, query: Readonly<Record<string, string>>) {
  const found = definitions.findLatest('dictionary', code);
  if (found === undefined) return undefined;
  const { limit, ...asked } = query;
  const size = limit === undefined ? {} : { limit: Math.min(Number(limit) || 1, MOST_ENTRIES) };
  const today = clock().toISOString().slice(0, 10);
  return entryPage(found.content, { ...asked, ...size }, today) as unknown as JsonObject;
}

const MOST_ENTRIES = 100;

/** Every service that portals are told of, at each body that delivers it; a procedure is begun by an official and not by an applicant. */
function openOffered(deps: Deps): () => Promise<readonly OfferedService[]> {
  const known = new Map<string, OfferedService>();
  return async () => {
    const offered: OfferedService[] = [];
    const bodies = await deps.database.asOwner(listOrganisations);
    for (const body of bodies) {
      for (const version of deps.definitions.list('service')) {
        const { procedure, portal } = version.content;
        if (procedure !== undefined || portal === undefined || !provides(body, version.code)) continue;
        const key = `${body.id} ${body.version} ${version.id}`;
        const service = known.get(key) ?? (await offeredBy(deps, body, version));
        known.set(key, service);
        offered.push(service);
      }
    }
    return offered;
  };
}

type Body = Awaited<ReturnType<typeof listOrganisations>>[number];

async function offeredBy(deps: Deps, body: Body, version: DefinitionVersion<'service'>): Promise<OfferedService> {
  const values = await deps.database.inBodies([body.id], (trx) => findBodyValues(trx, body.id));
  const { form } = version.content;
  const view = serviceView(version, deps.definitions, values);
  return {
    body: { code: body.code, title: body.title },
    code: version.code,
    title: view.title,
    form,
    view: { ...view, timeZone: body.time_zone } as unknown as JsonObject,
    example: (kind) => exampleOf(deps, version.content, { kind, today: localDate(deps.clock(), body.time_zone) }),
  };
}

function exampleOf(
  { definitions }: Deps,
  { form, rules, code, approval }: ServiceDefinition,
  { kind, today }: { readonly kind: string; readonly today: string },
): JsonObject {
  const facts = { source: 'epgu', service: { code, approval }, applicant: { kind }, hasRepresentative: false };
  return exampleAnswers({
    ...{ form, validate: validateAnswers, today, context: { data: { case: facts }, today, rules } },
    entryOf: (dictionary) =>
      definitions.findLatest('dictionary', dictionary)?.content.entries.find((entry) => isValidOn(entry, today))?.code,
  });
}
