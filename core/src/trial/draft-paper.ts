import type { DecisionKind, ServiceDefinition } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import type { Look } from '../application/card.ts';
import { readPaper } from '../application/paper.ts';
import { localDate } from '../calendar/local-date.ts';
import { type DecisionWords, decisionDocument } from '../decision/decision-document.ts';
import { readPaperPeople } from '../decision/queries.ts';
import { validateAnswers } from '../definition/compile.ts';
import type { DocumentModel } from '../document/document-model.ts';
import { Refusal } from '../errors.ts';
import { exampleAnswers } from '../form/example-answers.ts';
import { fullName } from '../session/session.ts';
import { benchOf, getServiceDraft } from './draft-stage.ts';
import { entriesOn } from './requests.ts';
import { samplePeople } from './sample-paper.ts';
import { type DraftLook, seenCase } from './seen-case.ts';

type Wanted = ApiTypes['DraftPaper'];

/**
 * A paper by a template of a draft: of a made-up application, or of a real one that this person may see.
 * @throws Refusal notFound, invalidDefinition: a draft with errors is a person's text that must not run
 */
export async function draftPaper(look: Look, id: string, wanted: Wanted): Promise<DocumentModel> {
  const draft = await getServiceDraft(look.deps, id);
  if (!Object.hasOwn(draft.templates, wanted.template)) {
    throw new Refusal('notFound', `Шаблона «${wanted.template}» в черновике нет.`);
  }
  const { service } = benchOf(look.deps, draft);
  const kind = kindOf(service, wanted.template);
  const own = withTemplate(service, kind, wanted.template);
  return wanted.applicationId === undefined
    ? samplePaper(look, own, kind)
    : realPaper(look, { service: own, kind, applicationId: wanted.applicationId });
}

/** What decision the template is for; one that no decision names yet is shown as if it granted the service. */
function kindOf({ decisions }: ServiceDefinition, template: string): DecisionKind {
  const kinds = ['grant', 'refuse', 'reject', 'dismiss'] as const;
  return kinds.find((kind) => decisions[kind]?.template === template) ?? 'grant';
}

function withTemplate(service: ServiceDefinition, kind: DecisionKind, template: string): ServiceDefinition {
  const spec = service.decisions[kind] ?? service.decisions.grant;
  return { ...service, decisions: { ...service.decisions, [kind]: { ...spec, template } } };
}

function wordsOf(service: ServiceDefinition, kind: DecisionKind): DecisionWords {
  const listed = service.decisions[kind]?.grounds ?? (kind === 'refuse' ? service.grounds : undefined) ?? [];
  return {
    kind,
    grounds: listed.slice(0, 2).map(({ code, title, clause }) => ({
      ...{ code, clause },
      title: typeof title === 'string' ? title : title.ru,
      text: 'Пояснение исполнителя по этому основанию.',
    })),
    text: 'Обоснование решения, которое написал исполнитель.',
    message: 'Сообщение заявителю.',
  };
}

async function samplePaper(look: Look, service: ServiceDefinition, kind: DecisionKind): Promise<DocumentModel> {
  const { deps, session, now } = look;
  const ids = { executorId: null, registrarId: null, approverId: null };
  const people = await deps.database.inBodies(session.bodies, (trx) =>
    readPaperPeople(trx, { organisationId: session.organisation.id, ...ids }),
  );
  const official = { name: fullName(session.user), position: session.user.position };
  const today = localDate(now, session.organisation.timeZone);
  const who = samplePeople(service.applicants[0] ?? 'person', false);
  const caseFacts = {
    source: 'employee',
    service: { code: service.code, approval: service.approval },
    applicant: { kind: who.applicant.kind },
    hasRepresentative: false,
  };
  const context = { data: { case: caseFacts }, today, rules: service.rules ?? {} };
  const entryOf = entriesOn(deps, today);
  const answers = exampleAnswers({ form: service.form, context, validate: validateAnswers, today, entryOf });
  return decisionDocument({
    ...{ service, parent: null, now, decision: wordsOf(service, kind) },
    dictionaries: deps.definitions.list('dictionary').map(({ content }) => content),
    facts: {
      ...{ number: 'ПРИМЕР-2026-000001', stateTitle: 'Пример', createdAt: now, registeredAt: now, dueDate: today },
      ...who,
      answers,
    },
    people: { ...people, executor: official, registrar: official, approver: official },
    rules: { ...context, data: { ...answers, case: caseFacts } },
  });
}

interface Real {
  readonly service: ServiceDefinition;
  readonly kind: DecisionKind;
  readonly applicationId: string;
}

/** Who may see the case may see its paper. */
async function realPaper(look: DraftLook, { service, kind, applicationId }: Real): Promise<DocumentModel> {
  const { deps, session, now } = look;
  return deps.database.inBodies(session.bodies, async (trx) => {
    const wanted = { applicationId, service: service.code, action: 'preview' } as const;
    const { row: record, pinned, context } = await seenCase(look, trx, wanted);
    return decisionDocument(
      await readPaper(trx, {
        ...{ definitions: deps.definitions, record, context, decision: wordsOf(service, kind), approverId: null, now },
        pinned: { ...pinned, service },
      }),
    );
  });
}
