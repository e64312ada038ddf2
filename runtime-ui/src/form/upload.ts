import { newUuid } from '../application/uuid.ts';
import { pathWithQuery } from '../client.ts';
import { sendContent } from './send-content.ts';
import { type PartsJob, type Standstill, uploadByParts } from './upload-parts.ts';

/** Of a signature there is no type: it is what it is. */
export interface StoredFile {
  id: string;
  name: string;
  mediaType?: string;
  size: number;
}

export type FilePurpose = 'document' | 'decision' | 'attachment';

/** A file of an application, of a request, of an answer to another body's request, or a signature of a file. */
export type UploadTarget =
  | { applicationId: string; purpose: FilePurpose; documentCode?: string }
  | { requestId: string; description?: string }
  | { incomingRequestId: string; description?: string }
  | { signedFileId: string; own?: '1' };

/** How the server knows the content again: one that has come already, part by part, or one that comes at once. */
interface Whole {
  upload?: string;
  sha256?: string;
  key?: string;
}

const keys = new WeakMap<File, Map<string, string>>();

/** The same choice of the same file at the same place: sent twice, it is one file there. */
function keyOf(file: File, path: string): string {
  const known = keys.get(file) ?? new Map<string, string>();
  keys.set(file, known);
  const key = known.get(path) ?? newUuid();
  known.set(path, key);
  return key;
}

function pathOf(target: UploadTarget, name: string, whole: Whole = {}): string {
  if ('signedFileId' in target) {
    return pathWithQuery(`/api/files/${target.signedFileId}/signatures`, { name, own: target.own });
  }
  if ('requestId' in target) {
    const { requestId, description } = target;
    return pathWithQuery(`/api/requests/${requestId}/files`, { name, description, ...whole });
  }
  if ('incomingRequestId' in target) {
    const { incomingRequestId, description } = target;
    return pathWithQuery(`/api/incoming-requests/${incomingRequestId}/files`, { name, description, ...whole });
  }
  const { applicationId, purpose, documentCode } = target;
  const place = { name, purpose, document: documentCode };
  return pathWithQuery(`/api/applications/${applicationId}/files`, { ...place, ...whole });
}

/** `pause` and `resume`: of what goes by parts. */
export type UploadJob = Pick<PartsJob<StoredFile>, 'done' | 'cancel'> & Partial<PartsJob<StoredFile>>;

interface UploadInput {
  file: File;
  target: UploadTarget;
  onProgress: (share: number) => void;
  onStandstill?: (still: Standstill | undefined) => void;
}

/** Sent again whole after a cut, it costs no more than a part; signatures are never larger. */
const smallest = 4 * 1024 * 1024;

/** Sends a file: a small one at once, a large one by parts. */
export function upload({ file, target, onProgress, onStandstill = () => undefined }: UploadInput): UploadJob {
  if (file.size > smallest && !('signedFileId' in target)) {
    const mark = `${file.lastModified} ${Object.values(target).join(' ')}`.slice(0, 200);
    return uploadByParts<StoredFile>({
      ...{ file, mark, onProgress, onStandstill },
      pathOf: (whole) => pathOf(target, file.name, whole),
    });
  }
  const abort = new AbortController();
  const key = 'signedFileId' in target ? undefined : keyOf(file, pathOf(target, file.name));
  const done = sendContent<StoredFile>({
    ...{
      method: 'POST',
      path: pathOf(target, file.name, key === undefined ? {} : { key }),
      content: file,
      signal: abort.signal,
    },
    onSent: (bytes) => onProgress(Math.min(1, bytes / file.size)),
  });
  return { done, cancel: () => abort.abort() };
}
