import { ProblemError, pathWithQuery, tellConnectionLost, tellSessionEnded } from '../client.ts';

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

function pathOf(target: UploadTarget, name: string): string {
  if ('signedFileId' in target) {
    return pathWithQuery(`/api/files/${target.signedFileId}/signatures`, { name, own: target.own });
  }
  if ('requestId' in target) {
    const { requestId, description } = target;
    return pathWithQuery(`/api/requests/${requestId}/files`, { name, description });
  }
  if ('incomingRequestId' in target) {
    const { incomingRequestId, description } = target;
    return pathWithQuery(`/api/incoming-requests/${incomingRequestId}/files`, { name, description });
  }
  const { applicationId, purpose, documentCode } = target;
  return pathWithQuery(`/api/applications/${applicationId}/files`, { name, purpose, document: documentCode });
}

/** Nothing is wrong with the file: it goes again when the connection is back. */
export class UploadCut extends Error {
  constructor() {
    super('Связь прервалась. Загрузка начнётся снова сама, когда связь восстановится.');
  }
}

export interface UploadJob {
  done: Promise<StoredFile>;
  cancel: () => void;
}

interface UploadInput {
  file: File;
  target: UploadTarget;
  onProgress: (share: number) => void;
}

function answerOf(call: XMLHttpRequest): unknown {
  try {
    return JSON.parse(call.responseText);
  } catch {
    return {};
  }
}

/** Sends a file as the raw body of one request. XMLHttpRequest, because `fetch` tells nothing of progress. */
export function upload({ file, target, onProgress }: UploadInput): UploadJob {
  const call = new XMLHttpRequest();
  const path = pathOf(target, file.name);
  const done = new Promise<StoredFile>((resolve, reject) => {
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    call.onload = () => {
      const body = answerOf(call);
      if (call.status >= 200 && call.status < 300) return resolve(body as StoredFile);
      const problem = new ProblemError(call.status, body as ConstructorParameters<typeof ProblemError>[1]);
      tellSessionEnded(problem);
      reject(
        problem.status === 401 ? new Error('Сеанс был завершён, файл не загружен. Войдите и повторите.') : problem,
      );
    };
    call.onerror = () => {
      tellConnectionLost();
      reject(new UploadCut());
    };
    call.onabort = () => reject(new Error('Загрузка отменена.'));
    call.open('POST', path);
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.send(file);
  });
  return { done, cancel: () => call.abort() };
}
