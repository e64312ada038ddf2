import type { ApplicantData, IssueView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import type { Issue } from './check-issue.ts';

/** As it stands in a JSON column: moments in PostgreSQL's own text. */
export interface IssueRow extends Issue {
  readonly by: { readonly id: string; readonly name: string };
  readonly at: string;
}

/** Who has taken the result of `application a`; null while nobody has. */
const issueColumn = `(select jsonb_build_object('receiver', i.receiver, 'name', i.name, 'document', i.document,
    'confirmation', i.confirmation, 'issuedOn', i.issued_on, 'at', i.created_at, 'by', jsonb_build_object('id', iu.id,
    'name', concat_ws(' ', iu.surname, iu.name, iu.patronymic)))
  from result_issue i join user_account iu on iu.id = i.user_id where i.application_id = a.id) as issue`;

export function viewOfIssue(row: IssueRow | null): IssueView | null {
  return row && { ...row, at: new Date(row.at).toISOString() };
}

/** What a receipt of a result says of the application and of those whom it names. */
export interface IssueReceiptFacts {
  readonly number: string | null;
  readonly serviceVersionId: string;
  readonly applicant: ApplicantData | null;
  readonly organisation: { readonly title: string; readonly address: string | null; readonly timeZone: string };
  readonly decision: { readonly kind: 'grant' | 'refuse' | 'reject' | 'dismiss'; readonly publishedAt: string } | null;
  readonly clerk: { readonly name: string; readonly position: string | null } | null;
  readonly issue: IssueRow | null;
}

export async function findIssueReceiptFacts(
  trx: Transaction,
  applicationId: string,
): Promise<IssueReceiptFacts | undefined> {
  const { rows } = await trx.raw<{ rows: IssueReceiptFacts[] }>(
    `select a.number, a.service_version_id as "serviceVersionId", a.applicant,
       jsonb_build_object('title', o.title, 'address', o.address, 'timeZone', o.time_zone) as organisation,
       (select jsonb_build_object('kind', d.kind, 'publishedAt', d.published_at) from decision d
        where d.application_id = a.id and d.published_at is not null) as decision,
       (select jsonb_build_object('name', concat_ws(' ', u.surname, u.name, u.patronymic),
          'position', coalesce(m.position, u.position))
        from result_issue r join user_account u on u.id = r.user_id
          left join membership m on m.user_id = u.id and m.organisation_id = a.organisation_id
        where r.application_id = a.id) as clerk, ${issueColumn}
     from application a join organisation o on o.id = a.organisation_id where a.id = ?`,
    [applicationId],
  );
  return rows[0];
}
