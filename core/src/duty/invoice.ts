import type { DocumentTemplate, StateDuty } from '@reglament/format';
import { applicantName } from '../applicant/applicant-name.ts';
import { localDate } from '../calendar/local-date.ts';
import { buildDocument } from '../document/build-document.ts';
import type { DocumentModel } from '../document/document-model.ts';
import type { DutyState } from './duty-state.ts';
import { basisText } from './duty-view.ts';
import template from './invoice-template.json' with { type: 'json' };
import type { InvoiceFacts } from './queries.ts';
import { requisites } from './requisites.ts';

export interface InvoiceInput {
  readonly facts: InvoiceFacts;
  readonly serviceTitle: string;
  readonly duty: StateDuty & { readonly payee: NonNullable<StateDuty['payee']> };
  readonly state: DutyState;
  readonly now: Date;
}

/** What the applicant takes to a bank: how much, for what, to which account. */
export function invoice({ facts, serviceTitle, duty, state, now }: InvoiceInput): DocumentModel {
  const { organisation, number, applicant } = facts;
  const data = {
    service: { title: serviceTitle },
    organisation: { title: organisation.title, address: organisation.address },
    application: { number },
    applicant: { name: applicant && applicantName(applicant) },
    duty: {
      title: state.due?.title ?? null,
      basis: basisText(duty),
      amount: state.due?.amount ?? null,
      paid: state.paid,
      left: state.left,
    },
    requisites: requisites(duty.payee),
  };
  const known = { partlyPaid: state.status === 'partlyPaid' };
  const rules = { data: { case: known }, today: localDate(now, organisation.timeZone) };
  return buildDocument({ template: template as DocumentTemplate, data, rules, stamp: null, createdAt: now });
}
