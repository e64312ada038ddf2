import type { Transaction } from '../db.ts';
import type { Issue } from './check-issue.ts';

export interface IssuePlace {
  readonly organisationId: string;
  readonly applicationId: string;
  readonly userId: string;
  readonly now: Date;
}

export async function insertIssue(trx: Transaction, place: IssuePlace, issue: Issue): Promise<void> {
  await trx('result_issue').insert({
    organisation_id: place.organisationId,
    application_id: place.applicationId,
    receiver: issue.receiver,
    name: issue.name,
    document: issue.document,
    confirmation: issue.confirmation,
    issued_on: issue.issuedOn,
    user_id: place.userId,
    created_at: place.now,
  });
}
