import type { DocumentTemplate } from '@reglament/format';
import type { ReceivedDocumentView } from '../api.gen.ts';
import { applicantName } from '../applicant/applicant-name.ts';
import { localDate } from '../calendar/local-date.ts';
import { buildDocument } from '../document/build-document.ts';
import type { DocumentModel } from '../document/document-model.ts';
import type { ReceiptFacts } from './queries.ts';
import template from './receipt-template.json' with { type: 'json' };

const FORM_TITLES = { original: 'подлинник', copy: 'копия' } as const satisfies Record<
  ReceivedDocumentView['form'],
  string
>;

export interface ReceiptInput {
  facts: ReceiptFacts;
  serviceTitle: string;
  items: readonly ReceivedDocumentView[];
  now: Date;
}

/** The receipt for received papers (210-ФЗ: the body gives one for what it takes in). */
export function receiptDocument({ facts, serviceTitle, items, now }: ReceiptInput): DocumentModel {
  const { timeZone } = facts.organisation;
  const day = (moment: Date) => localDate(moment, timeZone);
  const giver = facts.submittedBy ?? facts.applicant;
  const data = {
    service: { title: serviceTitle },
    organisation: { title: facts.organisation.title, address: facts.organisation.address },
    application: {
      number: facts.number,
      dueDate: facts.dueDate,
      receivedAt: day(facts.registeredAt ?? facts.createdAt),
    },
    applicant: { name: facts.applicant && applicantName(facts.applicant) },
    submittedBy: { name: facts.submittedBy && applicantName(facts.submittedBy) },
    registrar: { name: facts.creator?.name ?? '', position: facts.creator?.position ?? '' },
    receiver: giver && applicantName(giver),
    total: { documents: items.length, sheets: items.reduce((sum, { sheets, copies }) => sum + sheets * copies, 0) },
    receivedDocuments: items.map((item) => ({
      title: item.title,
      formTitle: FORM_TITLES[item.form],
      copies: item.copies,
      sheets: item.sheets,
      returnedAt: item.returnedAt && day(new Date(item.returnedAt)),
    })),
  };
  const known = { submittedByOther: facts.submittedBy !== null, hasDueDate: facts.dueDate !== null };
  const rules = { data: { case: known }, today: day(now) };
  return buildDocument({ template: template as DocumentTemplate, data, rules, stamp: null, createdAt: now });
}
