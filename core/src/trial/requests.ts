import type { ApiTypes } from '../api.gen.ts';
import { ruleContext } from '../application/case-context.ts';
import { readPaperPeople } from '../decision/queries.ts';
import type { Deps } from '../deps.ts';
import { isValidOn } from '../dictionary/search-entries.ts';
import { applicationTitles, dictionaryTitles } from '../request/mapping-titles.ts';
import { questionForm } from '../request/type.ts';
import { fullName, type Session } from '../session/session.ts';
import { requestsOfVariant } from '../variant/find-variant.ts';
import { requestExample, titleOfRequest } from './request-example.ts';
import { sampleData } from './sample-paper.ts';
import { contextFor, papersOf, type Stage, type TrialCase } from './trial-case.ts';

/** The first entry of a dictionary that may be chosen on a day. */
export function entriesOn({ definitions }: Deps, today: string) {
  return (dictionary: string): string | undefined =>
    definitions.findLatest('dictionary', dictionary)?.content.entries.find((entry) => isValidOn(entry, today))?.code;
}

/** All requests of the service, as far as the variant lets them be asked. */
export async function requestExamples(
  { deps, session }: { readonly deps: Deps; readonly session: Session },
  stage: Stage,
  present: TrialCase,
): Promise<ApiTypes['TrialRequest'][]> {
  const { service } = stage.bench;
  const context = contextFor(stage, present, stage.trial.steps[0]?.as ?? '');
  const { row } = papersOf(stage, present, context);
  const { definitions, connections, database } = deps;
  const entries = requestsOfVariant(service.requests ?? [], row).map((entry) => {
    const type = definitions.findLatest('requestType', entry.type)?.content;
    return { entry, type, kind: type && connections.findKind(type) };
  });
  if (entries.length === 0) return [];
  const ids = { executorId: null, registrarId: null, approverId: null };
  const place = await database.inBodies(session.bodies, async (trx) => {
    const people = await readPaperPeople(trx, { organisationId: session.organisation.id, ...ids });
    const forms = new Map<string, Awaited<ReturnType<typeof questionForm>>>();
    for (const { entry, type, kind } of entries) {
      if (kind === undefined || type === undefined) continue;
      forms.set(entry.code, await questionForm(trx, { kind, plugin: type.plugin }, session.organisation));
    }
    return { people, forms };
  });
  const clerk = { name: fullName(session.user), position: session.user.position };
  const people = { ...place.people, executor: clerk, registrar: clerk };
  const dictionaries = definitions.list('dictionary').map(({ content }) => content);
  const source = sampleData(stage, present, { people, dictionaries });
  const titles = {
    source: applicationTitles(service.form, definitions),
    dictionaries: dictionaryTitles(definitions),
  };
  return entries.map(({ entry, type, kind }) =>
    requestExample({
      ...{ entry, kind, present, source, titles },
      title: titleOfRequest(entry, type),
      form: place.forms.get(entry.code),
      rules: ruleContext(context),
      entryOf: entriesOn(deps, present.today),
    }),
  );
}
