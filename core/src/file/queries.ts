import type { FileView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { prepared, together } from '../db-batch.ts';
import { type SignatureRows, signaturesColumn, signatureViews } from '../signature/queries.ts';
import type { NewFile } from './rows.ts';

interface FileRow {
  id: string;
  application_id: string;
  organisation_id: string;
  purpose: FileView['purpose'];
  document_code: string | null;
  name: string;
  media_type: string;
  size: string | number;
  storage_key: string;
  description: string | null;
  uploaded_by: string | null;
  uploader: string | null;
  created_at: Date;
  signatures: SignatureRows;
}

/** As a card reads it, from JSON. */
export type CaseFileRow = Omit<FileRow, 'application_id' | 'organisation_id' | 'storage_key' | 'created_at'> & {
  readonly created_at: Date | string;
};

/** What a download and a removal need beside the view. */
export interface StoredFile {
  applicationId: string;
  organisationId: string;
  storageKey: string;
  view: FileView;
}

const selectFile = `select f.id, f.application_id, f.organisation_id, f.purpose, f.document_code, f.name, f.media_type,
    f.size, f.storage_key, f.description, f.uploaded_by, f.created_at,
    concat_ws(' ', u.surname, u.name, u.patronymic) as uploader, ${signaturesColumn}
  from file f left join user_account u on u.id = f.uploaded_by where f.removed_at is null`;

/** Files of an application that have not been removed, by its id, oldest first; those of its requests stand with the requests. */
const askFiles = prepared<FileRow>(
  'files',
  `${selectFile} and f.application_id = $1 and f.request_id is null order by f.created_at, f.id`,
);
const askFilesOfRequest = prepared<FileRow>(
  'files of a request',
  `${selectFile} and f.request_id = $1 order by f.created_at, f.id`,
);
const askBeside = prepared<FileRow>(
  'files beside',
  `${selectFile} and f.id <> $1 and (f.application_id, coalesce(f.request_id, f.application_id)) =
    (select application_id, coalesce(request_id, application_id) from file where id = $1) order by f.created_at, f.id`,
);
const askFile = prepared<FileRow>('file', `${selectFile} and f.id = $1`);

export async function listFiles(trx: Transaction, applicationId: string): Promise<FileView[]> {
  const [rows] = await together(trx, [askFiles(applicationId)]);
  return rows.map(fileView);
}

/** Files of a question and of its answer, oldest first. */
export async function listFilesOfRequest(trx: Transaction, requestId: string): Promise<FileView[]> {
  const [rows] = await together(trx, [askFilesOfRequest(requestId)]);
  return rows.map(fileView);
}

export async function findFile(trx: Transaction, id: string): Promise<StoredFile | undefined> {
  const [[row]] = await together(trx, [askFile(id)]);
  return row && storedFile(row);
}

/** Of the same application or of the same request of it. */
export async function listBeside(trx: Transaction, id: string): Promise<StoredFile[]> {
  const [rows] = await together(trx, [askBeside(id)]);
  return rows.map(storedFile);
}

export async function countFiles(trx: Transaction, applicationId: string): Promise<number> {
  const rows = await trx('file').where({ application_id: applicationId }).whereNull('removed_at').count('* as count');
  return Number(rows[0]?.count ?? 0);
}

function storedFile(row: FileRow): StoredFile {
  return {
    applicationId: row.application_id,
    organisationId: row.organisation_id,
    storageKey: row.storage_key,
    view: fileView(row),
  };
}

export function fileView(row: CaseFileRow): FileView {
  return {
    id: row.id,
    purpose: row.purpose,
    document: row.document_code,
    name: row.name,
    mediaType: row.media_type,
    size: Number(row.size),
    description: row.description,
    uploadedBy: row.uploaded_by === null ? null : { id: row.uploaded_by, name: row.uploader ?? '' },
    createdAt: new Date(row.created_at).toISOString(),
    signatures: signatureViews(row.signatures),
  };
}

/** Published papers of an application, with the place of their contents. */
export async function listResults(
  trx: Transaction,
  applicationId: string,
): Promise<
  Pick<NewFile, 'organisationId' | 'name' | 'mediaType' | 'size' | 'sha256' | 'storageKey' | 'description'>[]
> {
  const { rows } = await trx.raw(
    `select organisation_id as "organisationId", name, media_type as "mediaType", size, sha256,
       storage_key as "storageKey", description
     from file where application_id = ? and purpose = 'result' and removed_at is null order by created_at, id`,
    [applicationId],
  );
  return rows;
}
