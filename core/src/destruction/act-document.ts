import type { DocumentTemplate } from '@reglament/format';
import { localDate } from '../calendar/local-date.ts';
import { buildDocument } from '../document/build-document.ts';
import type { DocumentModel } from '../document/document-model.ts';
import { russianDate } from '../rule/russian.ts';
import type { JsonObject } from '../rule/value.ts';
import type { ActRecord, ActRow } from './act.model.ts';
import template from './act-template.json' with { type: 'json' };
import { categoryText } from './categories.ts';
import { keptName, subjectName } from './words.ts';

export interface ActPaper {
  readonly act: ActRecord;
  /** Without what was taken out of the act. */
  readonly rows: readonly ActRow[];
  readonly organisation: { readonly title: string; readonly address: string | null; readonly timeZone: string };
  readonly now: Date;
}

/**
 * What an act has to say by the requirements for confirming the destruction of personal data (приказ Роскомнадзора от 28.10.2022
 * № 179, пункт 3): the operator, the subjects, who destroyed, which categories, of which system, how, why, when.
 */
export function actDocument(paper: ActPaper): DocumentModel {
  const { act, rows, organisation, now } = paper;
  const today = localDate(now, organisation.timeZone);
  const isKept = ({ status }: ActRow) => status === 'kept';
  const facts = {
    approved: act.approver !== null,
    prepared: act.status === 'prepared',
    withdrawn: act.status === 'withdrawn',
    underWay: act.status === 'running' || act.status === 'contents',
    done: act.status === 'done',
    erased: rows.some(({ doneAt }) => doneAt !== null),
    someKept: rows.some(isKept),
  };
  const data = {
    organisation: { title: organisation.title, address: organisation.address },
    ...peopleOf(paper),
    act: factsOf(paper),
    services: servicesOf(rows),
    subjects: rows.filter((row) => !isKept(row)).map(subjectOf),
    kept: rows.filter(isKept).map((row) => ({ what: keptName(row), obstacle: row.obstacle })),
  };
  const rules = { data: { case: facts }, today };
  return buildDocument({ template: template as DocumentTemplate, data, rules, stamp: null, createdAt: now });
}

function peopleOf({ act, organisation }: ActPaper): JsonObject {
  const { author, approver, approvedAt } = act;
  const date = approvedAt && localDate(approvedAt, organisation.timeZone);
  return {
    author: { name: author.name, position: author.position },
    approver: { name: approver?.name ?? null, position: approver?.position ?? null, date },
  };
}

function factsOf({ act, rows, organisation }: ActPaper): JsonObject {
  const day = (moment: Date) => localDate(moment, organisation.timeZone);
  const days = new Set(rows.flatMap(({ doneAt }) => (doneAt === null ? [] : [day(doneAt)])));
  return {
    number: act.number,
    date: day(act.createdAt),
    reason: act.withdrawn?.reason ?? null,
    erased: [...days].map(russianDate).join(', '),
    finished: act.finishedAt && day(act.finishedAt),
  };
}

function servicesOf(rows: readonly ActRow[]): JsonObject[] {
  const said = new Map<string, JsonObject>();
  for (const { service, years, basis } of rows) {
    said.set(`${service.code} ${years} ${basis}`, { title: service.title, years, basis });
  }
  return [...said.values()];
}

function subjectOf(row: ActRow, index: number): JsonObject {
  const { kind, service, endedOn, keptUntil, categories } = row;
  const what = kind === 'application' ? `${keptName(row)} ${service.title}` : keptName(row);
  return {
    ...{ position: index + 1, what, name: subjectName(row), ended: endedOn, kept: keptUntil },
    categories: categories.map(categoryText).join('; '),
  };
}
