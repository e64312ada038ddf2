import type { DocumentTemplate } from '@reglament/format';
import { applicantName } from '../applicant/applicant-name.ts';
import { localDate } from '../calendar/local-date.ts';
import { buildDocument } from '../document/build-document.ts';
import type { DocumentModel } from '../document/document-model.ts';
import { receiverTitles } from './check-issue.ts';
import type { IssueReceiptFacts, IssueRow } from './queries.ts';
import template from './receipt-template.json' with { type: 'json' };

export interface ReceiptInput {
  readonly facts: IssueReceiptFacts & { readonly issue: IssueRow };
  readonly serviceTitle: string;
  readonly decisionTitle: string;
  readonly now: Date;
}

/** What the receiver of a result signs, and what stays with the case. */
export function issueReceipt({ facts, serviceTitle, decisionTitle, now }: ReceiptInput): DocumentModel {
  const { organisation, applicant, decision, clerk, issue } = facts;
  const day = (moment: Date) => localDate(moment, organisation.timeZone);
  const data = {
    service: { title: serviceTitle },
    organisation: { title: organisation.title, address: organisation.address },
    application: { number: facts.number },
    applicant: { name: applicant && applicantName(applicant) },
    decision: { title: decisionTitle, date: decision && day(new Date(decision.publishedAt)) },
    issue: {
      name: issue.name,
      receiver: receiverTitles[issue.receiver].toLocaleLowerCase('ru'),
      document: issue.document,
      confirmation: issue.confirmation,
      date: issue.issuedOn,
    },
    clerk: { name: clerk?.name ?? '', position: clerk?.position ?? '' },
  };
  const rules = { data: { case: {} }, today: day(now) };
  return buildDocument({ template: template as DocumentTemplate, data, rules, stamp: null, createdAt: now });
}
