import type { ServiceDefinition } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { localDate } from '../calendar/local-date.ts';
import { paperData } from '../decision/decision-document.ts';
import { readPaperPeople } from '../decision/queries.ts';
import { validateAnswers } from '../definition/compile.ts';
import { dictionariesView } from '../definition/service-view.ts';
import type { Deps } from '../deps.ts';
import { exampleAnswers } from '../form/example-answers.ts';
import type { Session } from '../session/session.ts';
import { entriesOn } from './requests.ts';
import { samplePeople } from './sample-paper.ts';

interface Wanted {
  readonly service: ServiceDefinition;
  readonly query: ApiTypes['DraftExampleQuery'];
  readonly now: Date;
}

/** Answers that a person might give, the data that mappings would read of such an application, and the dictionaries of the form. */
export async function draftExample(
  { deps, session }: { readonly deps: Deps; readonly session: Session },
  { service, query, now }: Wanted,
): Promise<ApiTypes['DraftExample']> {
  const { form, rules } = service;
  const { id: organisationId, timeZone } = session.organisation;
  const today = localDate(now, timeZone);
  const [kind, represented] = [query.applicant ?? 'person', query.representative === 'true'];
  const facts = {
    source: 'employee',
    service: { code: service.code, approval: service.approval },
    applicant: { kind },
    hasRepresentative: represented,
  };
  const context = { data: { case: facts }, today, rules };
  const answers = exampleAnswers({ form, context, validate: validateAnswers, today, entryOf: entriesOn(deps, today) });
  const ids = { executorId: session.user.id, registrarId: session.user.id, approverId: null };
  const people = await deps.database.inBodies(session.bodies, (trx) =>
    readPaperPeople(trx, { organisationId, ...ids }),
  );
  const source = paperData({
    ...{ service, people, now, parent: null, decision: null, dictionaries: [], rules: context },
    facts: {
      ...samplePeople(kind, represented),
      ...{
        number: 'ПРИМЕР-2026-000001',
        stateTitle: 'Пример',
        createdAt: now,
        registeredAt: now,
        dueDate: today,
        answers,
      },
    },
  });
  return { answers, source, ...dictionariesView(service, deps.definitions) };
}
