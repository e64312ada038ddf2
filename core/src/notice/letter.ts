import type { DocumentTemplate } from '@reglament/format';
import { applicantName } from '../applicant/applicant-name.ts';
import { localDate } from '../calendar/local-date.ts';
import { buildDocument } from '../document/build-document.ts';
import type { DocumentModel } from '../document/document-model.ts';
import template from './letter-template.json' with { type: 'json' };
import type { LetterFacts } from './queries.ts';

export interface LetterInput {
  readonly facts: LetterFacts;
  readonly serviceTitle: string;
}

/** The notice on paper, for what no machine can take to the applicant; the same whenever it is printed. */
export function noticeLetter({ facts, serviceTitle }: LetterInput): DocumentModel {
  const { organisation, applicant, number, address, text, createdAt } = facts;
  const date = localDate(createdAt, organisation.timeZone);
  const data = {
    service: { title: serviceTitle },
    organisation: { title: organisation.title, address: organisation.address },
    application: { number },
    applicant: { name: applicant === null ? '' : applicantName(applicant) },
    receiver: { address: address ?? '' },
    letter: { text, date },
    head: { name: organisation.headName ?? '', position: organisation.headPosition ?? '' },
  };
  const rules = { data: { case: { hasNumber: number !== null } }, today: date };
  return buildDocument({ template: template as DocumentTemplate, data, rules, stamp: null, createdAt });
}
