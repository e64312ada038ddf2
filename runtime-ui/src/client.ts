/** The only place that speaks HTTP. Paths are those of the API document; errors are problem+json (RFC 9457). */

export { type DraftEvent, hearEvents } from './shell/one-stream.ts';

import { locale } from './locale/locale.ts';
import { here } from './place.ts';

export interface Problem {
  field?: string;
  pointer?: string;
  code?: string;
  message: string;
}

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  problems?: Problem[];
  current?: unknown;
}

/** What a conflicting change left behind: shown to the person instead of overwriting it. */
export interface CurrentVersion {
  version: number;
  state?: string;
  stateTitle?: string;
  updatedAt?: string;
  updatedBy?: string;
}

/** What the registry of applicants knows newer than an application, and each field that is another there. */
export interface NewerApplicant {
  applicant: { id: string; name: string; version: number; updatedAt: string };
  fields: readonly { field: string; title: string; registry: string; application: string | null }[];
}

/** The server's refusal. `code` is for programs, `message` for people. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];
  readonly current: CurrentVersion | undefined;
  readonly newer: NewerApplicant | undefined;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? defaultText(status));
    this.status = status;
    this.code = body.code ?? `http${status}`;
    this.problems = body.problems ?? [];
    const newer = this.code === 'applicantConflict';
    this.current = newer ? undefined : (body.current as CurrentVersion | undefined);
    this.newer = newer ? (body.current as NewerApplicant | undefined) : undefined;
  }
}

/** What the server holds against one field of what was sent. */
export function problemAt(failure: Error | null, field: string): string | undefined {
  if (!(failure instanceof ProblemError)) return undefined;
  return failure.problems.find((problem) => problem.field === field)?.message;
}

/** No answer came: nothing is known about what the server did. */
export class ConnectionError extends Error {
  constructor(cause: unknown) {
    super('Нет связи с сервером. Введённое сохранено на этом компьютере; повторите, когда связь восстановится.', {
      cause,
    });
  }
}

function defaultText(status: number): string {
  if (status === 401) return 'Войдите в систему ещё раз.';
  if (status === 403) return 'На это действие у вас нет прав.';
  if (status === 404) return 'Не найдено или недоступно вам.';
  if (status === 413) return 'Файл больше допустимого размера.';
  return 'Сервер не смог выполнить запрос. Повторите позже или обратитесь к администратору.';
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: unknown;
  /** A body that is no JSON: goes as it is. */
  bytes?: Uint8Array<ArrayBuffer>;
  signal?: AbortSignal;
}

export function pathWithQuery(path: string, query: RequestOptions['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

const connectionListeners = new Set<() => void>();

/** Called when a request got no answer at all. */
export function onConnectionLost(listener: () => void): () => void {
  connectionListeners.add(listener);
  return () => connectionListeners.delete(listener);
}

/** For whoever sends by other means than `request`. */
export function tellConnectionLost(): void {
  for (const listener of connectionListeners) listener();
}

const returnListeners = new Set<() => void>();

/** Called when the server answers again after a lost connection. */
export function onConnectionBack(listener: () => void): () => void {
  returnListeners.add(listener);
  return () => returnListeners.delete(listener);
}

export function tellConnectionBack(): void {
  for (const listener of returnListeners) listener();
}

const unauthorizedListeners = new Set<() => void>();

/** Called when the session has ended on the server; the shell then shows the login above what is being typed. */
export function onUnauthorized(listener: () => void): () => void {
  unauthorizedListeners.add(listener);
  return () => unauthorizedListeners.delete(listener);
}

/** For whoever sends by other means than `request`. */
export function tellSessionEnded(problem: ProblemError): void {
  if (problem.status === 401) for (const listener of unauthorizedListeners) listener();
}

export async function problemOf(response: Response): Promise<ProblemError> {
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') ? ((await response.json().catch(() => ({}))) as ProblemBody) : {};
  return new ProblemError(response.status, body);
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': locale };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.bytes !== undefined) headers['content-type'] = 'application/octet-stream';
  const response = await fetch(here(pathWithQuery(path, options.query)), {
    method: options.method ?? 'GET',
    headers,
    credentials: 'same-origin',
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.bytes === undefined ? {} : { body: options.bytes }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    tellConnectionLost();
    throw new ConnectionError(cause);
  });
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (path !== '/api/session') tellSessionEnded(problem);
  throw problem;
}

type AnswerReader = (path: string, answer: unknown) => unknown;
let readAnswer: AnswerReader = (_, answer) => answer;

/** Every JSON answer passes through it from now on. */
export function readAnswersBy(reader: AnswerReader): void {
  readAnswer = reader;
}

/** A JSON answer; `undefined` when the server answers with no content. */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, options);
  if (response.status === 204) return undefined as Answer;
  return (await readAnswer(path, await response.json())) as Answer;
}

/** Said on the way out: nobody waits for an answer, and the page may be gone before it comes. */
export function tellLeaving(path: string): void {
  void fetch(here(path), { method: 'DELETE', credentials: 'same-origin', keepalive: true }).catch(() => undefined);
}

export async function requestBlob(path: string, options: RequestOptions = {}): Promise<Blob> {
  const response = await send(path, options);
  return response.blob();
}
