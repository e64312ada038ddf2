import { sameApplicant } from '../applicant/queries.ts';
import type { Transaction } from '../db.ts';
import { prepared, together } from '../db-batch.ts';
import type { DocumentModel } from '../document/document-model.ts';
import type { DocumentData, Official } from '../document/placeholder-catalogue.ts';
import { type DecisionRecord, decisionColumns } from './decision.model.ts';
import type { EarlierRefusal } from './repeat-refusal.ts';

/** By the id of the application; no row as long as nobody has prepared one. */
const askDecision = prepared<DecisionRecord>(
  'decision',
  `select ${decisionColumns} from decision d join user_account author on author.id = d.author_id
   left join user_account approver on approver.id = d.approver_id where d.application_id = $1`,
);

/** As a card reads it, from JSON. */
export type DecisionInJson = Omit<DecisionRecord, 'createdAt' | 'updatedAt' | 'publishedAt'> & {
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly publishedAt: string | null;
};

export function decisionOf({ createdAt, updatedAt, publishedAt, ...rest }: DecisionInJson): DecisionRecord {
  return {
    ...rest,
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
    publishedAt: publishedAt === null ? null : new Date(publishedAt),
  };
}

/** The decision on an application; undefined as long as nobody has prepared one. */
export async function findDecision(trx: Transaction, applicationId: string): Promise<DecisionRecord | undefined> {
  const [[row]] = await together(trx, [askDecision(applicationId)]);
  return row;
}

export interface PeopleIds {
  readonly organisationId: string;
  readonly executorId: string | null;
  readonly registrarId: string | null;
  readonly approverId: string | null;
}

/** The body and the officials as papers name them. */
export interface PaperPeople {
  readonly organisation: DocumentData['organisation'] & { readonly timeZone: string };
  readonly executor: Official | null;
  readonly registrar: Official | null;
  readonly approver: Official | null;
}

export async function readPaperPeople(trx: Transaction, ids: PeopleIds): Promise<PaperPeople> {
  const { rows } = await trx.raw(
    `select jsonb_build_object('title', o.title, 'shortTitle', o.short_title, 'address', o.address,
         'headName', o.head_name, 'headPosition', o.head_position, 'timeZone', o.time_zone) as organisation,
       ${official('executorId')} as executor, ${official('registrarId')} as registrar,
       ${official('approverId')} as approver
     from organisation o where o.id = :organisationId`,
    { ...ids },
  );
  return rows[0];
}

function official(id: string): string {
  return `(select jsonb_build_object('name', concat_ws(' ', u.surname, u.name, u.patronymic),
     'position', coalesce(m.position, u.position))
   from user_account u left join membership m on m.user_id = u.id and m.organisation_id = o.id
   where u.id = :${id}::uuid)`;
}

/** A published paper with the signatures under it, and who has made them. */
export interface SignedPaper {
  readonly number: string | null;
  readonly timeZone: string;
  readonly approverId: string | null;
  /** null: made before papers were kept. */
  readonly paper: DocumentModel | null;
  /** By the id of a person. */
  readonly positions: Readonly<Record<string, string>>;
}

/** Undefined as long as no decision is published. */
export async function findSignedPaper(
  trx: Transaction,
  { applicationId, people }: { readonly applicationId: string; readonly people: readonly string[] },
): Promise<SignedPaper | undefined> {
  const { rows } = await trx.raw<{ rows: SignedPaper[] }>(
    `select a.number, o.time_zone as "timeZone", d.approver_id as "approverId", d.paper,
       (select coalesce(jsonb_object_agg(u.id, coalesce(m.position, u.position)), '{}')
        from user_account u left join membership m on m.user_id = u.id and m.organisation_id = a.organisation_id
        where u.id = any(:people::uuid[]) and coalesce(m.position, u.position) is not null) as positions
     from application a join organisation o on o.id = a.organisation_id join decision d on d.application_id = a.id
     where a.id = :applicationId and d.published_at is not null`,
    { applicationId, people: [...people] },
  );
  return rows[0];
}

export interface RefusalPlace {
  /** The application that is being refused now. */
  readonly applicationId: string;
  readonly organisationId: string;
  readonly serviceCode: string;
  /** null: not in the registry, so nothing can be known of them. */
  readonly applicantId: string | null;
}

const mostRefusals = 50;

/** Published refusals of the body to the same applicant for the same service, the newest first. */
export async function listEarlierRefusals(trx: Transaction, place: RefusalPlace): Promise<EarlierRefusal[]> {
  if (place.applicantId === null) return [];
  const { rows } = await trx.raw(
    `select a.id, a.number, d.kind, d.published_at as "publishedAt", d.grounds
     from application a join decision d on d.application_id = a.id
     where a.applicant_id in (${sameApplicant(':applicantId')}) and a.organisation_id = :organisationId and a.service_code = :serviceCode
       and a.id <> :applicationId and d.kind in ('refuse', 'reject') and d.status = 'published'
     order by d.published_at desc, a.id limit ${mostRefusals}`,
    {
      applicantId: place.applicantId,
      organisationId: place.organisationId,
      serviceCode: place.serviceCode,
      applicationId: place.applicationId,
    },
  );
  return rows;
}
