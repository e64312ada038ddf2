import type { ServiceDefinition } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { documentViews } from '../application/documents.ts';
import { readPaper } from '../application/paper.ts';
import { localDate } from '../calendar/local-date.ts';
import { paperData } from '../decision/decision-document.ts';
import { readPaperPeople } from '../decision/queries.ts';
import { validateAnswers } from '../definition/compile.ts';
import { dictionariesView } from '../definition/service-view.ts';
import type { Deps } from '../deps.ts';
import { exampleAnswers } from '../form/example-answers.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import type { Session } from '../session/session.ts';
import { findVariant } from '../variant/find-variant.ts';
import { entriesOn } from './requests.ts';
import { samplePeople } from './sample-paper.ts';
import { type DraftLook, seenCase } from './seen-case.ts';

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
  const documents = neededBy(service, { ...context, rules: rules ?? {}, data: { ...answers, case: facts } });
  return { answers, documents, source, ...dictionariesView(service, deps.definitions) };
}

/** Codes of the papers without which such an application is not registered. */
function neededBy(service: ServiceDefinition, rules: RuleContext): string[] {
  const views = documentViews({ service, variant: findVariant(service, rules) }, rules, new Set());
  return views.filter(({ needed }) => needed).map(({ code }) => code);
}

/** The same of a real application that this person may see. @throws Refusal */
export async function caseExample(
  look: DraftLook,
  { service, applicationId }: { readonly service: ServiceDefinition; readonly applicationId: string },
): Promise<ApiTypes['DraftExample']> {
  const { deps, session, now } = look;
  return deps.database.inBodies(session.bodies, async (trx) => {
    const wanted = { applicationId, service: service.code, action: 'view' } as const;
    const { row: record, pinned, context } = await seenCase(look, trx, wanted);
    const source = { definitions: deps.definitions, record, context, decision: null, approverId: null, now };
    const paper = await readPaper(trx, { ...source, pinned: { ...pinned, service } });
    return {
      answers: { ...paper.facts.answers },
      documents: neededBy(service, paper.rules),
      source: paperData(paper),
      ...dictionariesView(service, deps.definitions),
    };
  });
}
