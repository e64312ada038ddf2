import type { Transaction } from '../db.ts';
import type { Issue } from './check-issue.ts';
import { type IssuePlace, insertIssue } from './rows.ts';

/** The result is in somebody's hands. */
export async function recordIssue(trx: Transaction, place: IssuePlace, issue: Issue): Promise<void> {
  await insertIssue(trx, place, issue);
}
