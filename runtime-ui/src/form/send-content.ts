import { ProblemError, tellConnectionLost, tellSessionEnded } from '../client.ts';
import { locale } from '../locale/locale.ts';
import { here } from '../place.ts';

/** Nothing is wrong with the file: it goes on when the connection is back. */
export class UploadCut extends Error {
  constructor() {
    super('Связь прервалась. Загрузка начнётся снова сама, когда связь восстановится.');
  }
}

export class UploadStopped extends Error {
  constructor() {
    super('Загрузка отменена.');
  }
}

interface Sending {
  method: 'POST' | 'PUT';
  path: string;
  content: Blob | ArrayBuffer | null;
  /** Bytes of it that have left. */
  onSent?: (bytes: number) => void;
  signal: AbortSignal;
}

function answerOf(call: XMLHttpRequest): unknown {
  try {
    return JSON.parse(call.responseText);
  } catch {
    return {};
  }
}

/** A content as the raw body of one request. XMLHttpRequest, because `fetch` tells nothing of progress. */
export function sendContent<Answer>({ method, path, content, onSent, signal }: Sending): Promise<Answer> {
  const call = new XMLHttpRequest();
  return new Promise<Answer>((resolve, reject) => {
    if (signal.aborted) return reject(new UploadStopped());
    signal.addEventListener('abort', () => call.abort(), { once: true });
    call.upload.onprogress = (event) => onSent?.(event.loaded);
    call.onload = () => {
      const body = answerOf(call);
      if (call.status >= 200 && call.status < 300) return resolve(body as Answer);
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
    call.onabort = () => reject(new UploadStopped());
    call.open(method, here(path));
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.setRequestHeader('accept-language', locale);
    call.send(content);
  });
}
