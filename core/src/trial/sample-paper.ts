import type { ApplicantData } from '../api.gen.ts';
import { ruleContext } from '../application/case-context.ts';
import { getState } from '../application/workflow.ts';
import { type Paper, paperData } from '../decision/decision-document.ts';
import type { DictionaryEntries } from '../document/form-labels.ts';
import { BY_FORMAT } from '../form/example-value.ts';
import { titleOf } from '../rule/title.ts';
import type { JsonObject } from '../rule/value.ts';
import { contextFor, dueDateOf, middayOf, type Stage, type TrialCase } from './trial-case.ts';

const contacts = { phone: BY_FORMAT.phone(''), email: BY_FORMAT.email('') };
const somebody = {
  ...contacts,
  surname: 'Примеров',
  name: 'Пётр',
  patronymic: 'Иванович',
  birthDate: '1985-04-12',
  snils: BY_FORMAT.snils(''),
  inn: BY_FORMAT['inn-person'](''),
  registrationAddress: 'г. Верхнереченск, ул. Луговая, д. 7',
  passport: {
    series: BY_FORMAT['passport-series'](''),
    number: BY_FORMAT['passport-number'](''),
    issuedBy: 'УМВД России по Верхнереченской области',
    issuedOn: '2015-05-20',
    departmentCode: BY_FORMAT['department-code'](''),
  },
};

/** Nobody: identifiers are made up and pass their check digits. */
const sampleApplicants: Readonly<Record<ApplicantData['kind'], ApplicantData>> = {
  person: { kind: 'person', ...somebody },
  soleTrader: { kind: 'soleTrader', ...somebody, ogrnip: BY_FORMAT.ogrnip('') },
  organisation: {
    kind: 'organisation',
    ...contacts,
    title: 'Общество с ограниченной ответственностью «Пример»',
    shortTitle: 'ООО «Пример»',
    inn: BY_FORMAT['inn-organisation'](''),
    ogrn: BY_FORMAT.ogrn(''),
    kpp: BY_FORMAT.kpp(''),
    address: 'г. Верхнереченск, ул. Луговая, д. 7',
  },
};

/** Who applies, in the facts of a paper. */
export function samplePeople(kind: ApplicantData['kind'], represented: boolean) {
  return {
    applicant: sampleApplicants[kind],
    representative: represented ? sampleApplicants.person : null,
    submittedBy: null,
    notification: { way: 'email', address: contacts.email },
  } as const;
}

export interface SamplePlace {
  readonly people: Paper['people'];
  readonly dictionaries: readonly DictionaryEntries[];
}

/** What papers, messages and requests of the made-up application speak of. */
export function sampleData(stage: Stage, present: TrialCase, place: SamplePlace): JsonObject {
  const { trial, bench } = stage;
  const context = contextFor(stage, present, trial.creator ?? '');
  const [first] = present.ledger;
  const now = middayOf(present.today);
  return paperData({
    service: bench.service,
    parent: null,
    dictionaries: place.dictionaries,
    facts: {
      number: first === undefined ? null : 'ПРИМЕР-2026-000001',
      stateTitle: titleOf(getState(bench.workflow, present.facts.state).title, 'ru'),
      createdAt: middayOf(trial.today ?? present.today),
      registeredAt: first?.at ?? null,
      dueDate: dueDateOf(stage, present),
      ...samplePeople(trial.applicant ?? 'person', trial.representative === true),
      answers: present.answers,
    },
    decision: null,
    people: place.people,
    rules: ruleContext(context),
    now,
  });
}
