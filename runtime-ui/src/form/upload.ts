import { ProblemError, pathWithQuery, tellConnectionLost, tellSessionEnded } from '../client.ts';

export interface StoredFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
}

export interface UploadTarget {
  applicationId: string;
  purpose: 'document' | 'decision' | 'attachment';
  documentCode?: string;
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
  const path = pathWithQuery(`/api/applications/${target.applicationId}/files`, {
    name: file.name,
    purpose: target.purpose,
    document: target.documentCode,
  });
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
      reject(new Error('Связь прервалась, файл не загружен. Повторите, когда она восстановится.'));
    };
    call.onabort = () => reject(new Error('Загрузка отменена.'));
    call.open('POST', path);
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.send(file);
  });
  return { done, cancel: () => call.abort() };
}
