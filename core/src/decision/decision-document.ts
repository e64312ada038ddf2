import type { ServiceDefinition } from '@reglament/format';
import type { ApplicantData, DecisionGround, Notification } from '../api.gen.ts';
import type { DecisionKind } from '../application/facts.ts';
import { localDate } from '../calendar/local-date.ts';
import { buildDocument } from '../document/build-document.ts';
import type { DocumentModel, Stamp } from '../document/document-model.ts';
import { type DictionaryEntries, formLabels } from '../document/form-labels.ts';
import { fillText } from '../document/placeholder.ts';
import { addressee, type DocumentData, type DutyFacts } from '../document/placeholder-catalogue.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';
import type { JsonObject } from '../rule/value.ts';
import { decisionSpec } from './decision-kind.ts';
import type { PaperPeople } from './queries.ts';
import { type KeptRepeat, titleOfException } from './repeat-refusal.ts';

/** What papers and messages of an application speak of, as it stands at this moment of the transaction. */
export interface PaperFacts {
  readonly number: string | null;
  readonly stateTitle: string;
  readonly createdAt: Date;
  readonly registeredAt: Date | null;
  readonly dueDate: string | null;
  readonly applicant: ApplicantData | null;
  readonly representative: ApplicantData | null;
  readonly submittedBy: ApplicantData | null;
  readonly notification: Notification | null;
  readonly answers: JsonObject;
}

export interface DecisionWords {
  readonly kind: DecisionKind;
  readonly grounds: readonly DecisionGround[];
  readonly text: string;
  readonly message: string;
  readonly repeat?: KeptRepeat | null;
}

/** The application that a procedure is on. */
export interface ParentFacts {
  readonly number: string | null;
  readonly registeredAt: Date | null;
  readonly serviceTitle: string;
  readonly publishedAt: Date | null;
}

export interface Paper {
  readonly service: ServiceDefinition;
  readonly parent: ParentFacts | null;
  readonly dictionaries: readonly DictionaryEntries[];
  readonly facts: PaperFacts;
  readonly decision: DecisionWords | null;
  readonly duty?: DutyFacts | null;
  /** `approver` is null while nobody has approved: the place of the stamp stays empty. */
  readonly people: PaperPeople;
  readonly rules: RuleContext;
  readonly now: Date;
}

/** The paper of a decision. The preview and the published one are made by this very function. @throws Error without a decision */
export function decisionDocument(paper: Paper): DocumentModel {
  const { service, decision, rules, now } = paper;
  if (decision === null) throw new Error('a paper of a decision needs a decision');
  const code = decisionSpec(service, decision.kind).template;
  const template = service.templates[code];
  if (template === undefined) throw new Error(`service ${service.code} has no template ${code}`);
  const { exception } = repeatWords(decision);
  const facts = { kind: decision.kind, text: decision.text, exception };
  const known = rules.data.case;
  const data = { ...rules.data, case: { ...(isGroup(known) ? known : {}), decision: facts } };
  return buildDocument({
    template,
    data: paperData(paper),
    labels: formLabels(service.form, paper.dictionaries),
    rules: { ...rules, data },
    stamp: stampOf(paper),
    createdAt: now,
  });
}

/** A message to the applicant with its placeholders filled by the same data as papers. */
export function fillPaperText(text: string, paper: Paper): string {
  return fillText(text, { data: paperData(paper), labels: formLabels(paper.service.form, paper.dictionaries) });
}

/** All that papers, messages and the mappings out of an application may speak of. */
export function paperData({ service, parent, facts, decision, duty = null, people, now }: Paper): JsonObject {
  const { timeZone, ...organisation } = people.organisation;
  const day = (moment: Date) => localDate(moment, timeZone);
  const title = titleOf(service.title, 'ru');
  const data: DocumentData = {
    today: day(now),
    application: {
      number: facts.number,
      createdAt: day(facts.createdAt),
      registeredAt: facts.registeredAt && day(facts.registeredAt),
      dueDate: facts.dueDate,
      stateTitle: facts.stateTitle,
    },
    service: { code: service.code, title, shortTitle: service.shortTitle ? titleOf(service.shortTitle, 'ru') : title },
    parent: parent && {
      number: parent.number,
      registeredAt: parent.registeredAt && day(parent.registeredAt),
      serviceTitle: parent.serviceTitle,
      decisionDate: parent.publishedAt && day(parent.publishedAt),
    },
    organisation,
    applicant: addressee(facts.applicant),
    representative: addressee(facts.representative),
    submittedBy: addressee(facts.submittedBy),
    notification: facts.notification && { way: facts.notification.way, address: facts.notification.address ?? null },
    decision: decision && {
      kind: decision.kind,
      grounds: decision.grounds,
      text: decision.text,
      message: decision.message,
      ...repeatWords(decision),
      title: titleOf(decisionSpec(service, decision.kind).title, 'ru'),
      date: day(now),
    },
    duty,
    executor: people.executor,
    approver: people.approver,
    registrar: people.registrar,
    answers: facts.answers,
  };
  return { ...data } as JsonObject;
}

/** Why a second refusal may name what the first did not. */
function repeatWords({ repeat }: DecisionWords): { exception: string | null; justification: string | null } {
  const exception = repeat?.exception ?? null;
  return {
    exception: exception === null ? null : titleOfException(exception),
    justification: repeat?.justification ?? null,
  };
}

function stampOf({ people: { approver, organisation }, now }: Paper): Stamp | null {
  if (approver === null) return null;
  const format = new Intl.DateTimeFormat('ru-RU', {
    timeZone: organisation.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const at = format.format(now).replace(',', '');
  return { kind: 'approval', position: approver.position ?? '', name: approver.name, at };
}

function isGroup(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
