import { Readable } from 'node:stream';
import type { Router } from '@koa/router';
import type { Context } from 'koa';
import { askAhead, authorise } from './access/authorise.ts';
import type { Access } from './access/policy.ts';
import type { Opening } from './access/scope.ts';
import type { ApiTypes } from './api.gen.ts';
import type { RowsOf, Statement } from './db-batch.ts';
import type { Deps } from './deps.ts';
import { Refusal } from './errors.ts';
import { readJsonBody } from './json-body.ts';
import { readsEnglish } from './locale/reader.ts';
import { speechOf } from './locale/said.ts';
import { packedFor } from './packed-answer.ts';
import { type SchemaName, schemas } from './schemas.ts';
import { enter } from './session/enter.ts';
import type { Session } from './session/session.ts';
import { isStorable } from './storable.ts';
import { type Check, checkOf } from './validation.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a part of a path may look like; anything else is answered as «not found» before the handler. */
const paramPatterns = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  code: /^[a-z][a-zA-Z0-9]{1,39}$/,
  /** 32 bytes that make an address secret. */
  addressKey: /^[A-Za-z0-9_-]{43}$/,
} as const;
export type ParamKind = keyof typeof paramPatterns;

/** Content that is not JSON, made by `stream`. */
export class StreamResult {
  readonly content: Readable | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Where it is not that of the route: a part of a content, or word that it is known. */
  readonly status: number | undefined;

  constructor(content: Readable | Uint8Array, headers: Readonly<Record<string, string>>, status?: number) {
    this.content = content;
    this.headers = headers;
    this.status = status;
  }
}

export function stream(
  content: Readable | Uint8Array,
  headers: Readonly<Record<string, string>>,
  status?: number,
): StreamResult {
  return new StreamResult(content, headers, status);
}

/** A content or what of it is asked for; nothing is opened for whoever has it already. */
export async function streamPart(
  part: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  open: () => Promise<Readable>,
): Promise<StreamResult> {
  return stream(part.status === 304 ? Buffer.alloc(0) : await open(), part.headers, part.status);
}

/** Handlers may give read-only values; they are only serialised. */
type Sendable<T> = T extends (infer Item)[]
  ? readonly Sendable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Sendable<T[Key]> }
    : T;

type BodyKind = SchemaName | 'stream' | undefined;
type ResponseKind = SchemaName | 'none' | 'stream';
type Answer<R> = R extends SchemaName ? Sendable<ApiTypes[R]> : R extends 'stream' ? StreamResult : undefined;

/** What a handler gets: everything is checked. */
export interface Call<
  A = Access,
  P = Record<string, ParamKind>,
  Q = undefined,
  B = undefined,
  S extends readonly Statement[] = readonly Statement[],
> {
  readonly session: A extends 'public' ? Session | undefined : Session;
  readonly params: { readonly [Key in keyof P]: string };
  readonly query: Q extends SchemaName ? ApiTypes[Q] : Record<never, never>;
  readonly body: B extends SchemaName ? ApiTypes[B] : undefined;
  /** Rows of `reads`. */
  readonly read: RowsOf<S>;
  readonly now: Date;
  readonly requestId: string;
  /** Only for streams and cookies. */
  readonly request: Context;
  readonly deps: Deps;
}

interface RouteSpec<A, P, Q, B, R, S extends readonly Statement[]> {
  readonly method: Method;
  /** As in '/api/applications/:id'. */
  readonly path: string;
  /** One Russian line for the description of the interface. */
  readonly summary: string;
  readonly access: A;
  /** What a program's token must have for it; without this the route is closed to tokens. */
  readonly scope?: Opening;
  readonly params?: P;
  readonly query?: Q;
  /** A named schema; 'stream' when the handler reads `request.req` itself; absent when there is no body. */
  readonly body?: B;
  /** How deep the body may be nested, where it carries what others have nested; 32 levels otherwise. */
  readonly bodyDepth?: number;
  /** A named schema, 'none' (204) or 'stream'. */
  readonly response: R;
  readonly status?: number;
  /** What a look at the application (or file) of the path is called in the access log: it shows personal data. */
  readonly recordedAs?: string;
  /**
   * The answer is of definitions alone: it holds no secret and nothing of a person that the length of a packed one could give away
   * (ADR 117), and is large enough to be worth packing.
   */
  readonly packed?: boolean;
  /**
   * Of the application that the path leads to: read in the transaction that asks who comes and whether they may see it, in
   * the same message, and handed on only when they may.
   */
  readonly reads?: (params: { readonly [Key in keyof P]: string }) => S;
  readonly handler: (call: Call<A, P, Q, B, S>) => Promise<Answer<R>> | Answer<R>;
}

/** A route with its types forgotten: what the router, the policy's tests and OpenAPI go through. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly scope: Opening | undefined;
  readonly params: Readonly<Record<string, ParamKind>>;
  readonly query: SchemaName | undefined;
  readonly body: BodyKind;
  readonly bodyDepth: number | undefined;
  readonly response: ResponseKind;
  readonly status: number;
  readonly recordedAs: string | undefined;
  readonly packed: boolean;
  reads(params: Readonly<Record<string, string>>): readonly Statement[];
  /** A method, not a property: the only way to say that `route` has matched its argument to the fields above. */
  handle(call: Call<Access, Record<string, ParamKind>, SchemaName | undefined, BodyKind>): unknown;
}

export function route<
  const A extends Access,
  R extends ResponseKind,
  const P extends Readonly<Record<string, ParamKind>> = Record<never, never>,
  Q extends SchemaName | undefined = undefined,
  B extends BodyKind = undefined,
  const S extends readonly Statement[] = readonly [],
>(spec: RouteSpec<A, P, Q, B, R, S>): Route {
  const {
    method,
    path,
    summary,
    access,
    scope,
    params = {},
    query,
    body,
    bodyDepth,
    response,
    recordedAs,
    packed = false,
    handler,
  } = spec;
  const status = spec.status ?? (response === 'none' ? 204 : 200);
  const handle = (call: Call<A, P, Q, B, S>) => handler(call);
  const reads = (given: { readonly [Key in keyof P]: string }) => spec.reads?.(given) ?? [];
  const shape = { query, body, bodyDepth, response, status };
  return { method, path, summary, access, scope, params, ...shape, recordedAs, packed, reads, handle };
}

/** Binds a route: session and access first, then its input, the handler, and its answer. */
export function mount(router: Router, route: Route, deps: Deps): void {
  const checkQuery = checkOf(route.query ?? 'NoQuery', 'query');
  const checkBody = isSchema(route.body) ? checkOf(route.body, 'body') : undefined;
  const checkAnswer =
    deps.config.checkResponses && isSchema(route.response) ? checkOf(route.response, 'body') : undefined;
  const speech = isSchema(route.response) ? speechOf(route.response, schemas) : undefined;
  router.register(route.path, [route.method.toLowerCase()], async (ctx: Context) => {
    const params = readParams(route, ctx.params);
    const { access, scope } = route;
    const ahead = { access, params, reads: route.reads(params) };
    const { session, read: rows } = await enter(ctx, deps, askAhead(ahead));
    const { application: place, read } = await authorise(deps, { access, scope, session, ahead, rows });
    const query = readQuery(ctx, checkQuery);
    const body = checkBody === undefined ? undefined : await readBody(ctx, checkBody, route.bodyDepth);
    const { requestId } = ctx.state;
    // The types of these were matched to the handler by `route`; here they have just been checked at run time.
    const call = { session, params, query, body, read, requestId, now: deps.clock(), request: ctx, deps };
    const answer = await route.handle(call as unknown as Parameters<Route['handle']>[0]);
    if (place !== undefined) recordView(route, call, place.organisationId);
    if (checkAnswer) verifyAnswer(route, answer, checkAnswer);
    const inEnglish = speech !== undefined && readsEnglish(ctx.get('Accept-Language'));
    await send(ctx, route, inEnglish ? speech(answer, await deps.english()) : answer);
  });
}

function isSchema(name: string | undefined): name is SchemaName {
  return name !== undefined && Object.hasOwn(schemas, name);
}

function readParams(route: Route, values: Readonly<Record<string, string>>): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, kind] of Object.entries(route.params)) {
    const value = values[name] ?? '';
    if (!paramPatterns[kind].test(value)) throw new Refusal('notFound');
    params[name] = kind === 'uuid' ? value.toLowerCase() : value;
  }
  return params;
}

type Viewing = Pick<Call<'public'>, 'session' | 'params' | 'now' | 'requestId' | 'deps'>;

/** For the body whose application it is, whoever looked. */
function recordView({ recordedAs, access }: Route, call: Viewing, organisationId: string): void {
  if (recordedAs === undefined || typeof access !== 'object' || !('application' in access)) return;
  const { session, params, now, requestId, deps } = call;
  const subject = { subjectKind: access.through ?? 'application', subjectId: params.id ?? null };
  const userId = session?.user.id ?? null;
  deps.accessLog.record({ at: now, organisationId, userId, action: recordedAs, ...subject, requestId });
}

function readQuery(ctx: Context, check: Check): unknown {
  const parameters = new URLSearchParams(ctx.querystring);
  if (!isStorable([...parameters].flat().join(''))) {
    throw new Refusal('invalidQuery', 'Адрес содержит недопустимые символы.');
  }
  // An assignment by name would let `__proto__` through unseen.
  const query: unknown = Object.fromEntries(parameters);
  const problems = check(query);
  if (problems.length > 0) throw new Refusal('invalidQuery', 'Проверьте параметры в адресе.', { problems });
  return query;
}

async function readBody(ctx: Context, check: Check, depth: number | undefined): Promise<unknown> {
  const body = await readJsonBody(ctx.req, depth);
  const problems = check(body);
  if (problems.length > 0) {
    const named = problems.map((problem) => problem.field).filter(Boolean);
    const where = named.length > 0 ? `: ${[...new Set(named)].join(', ')}` : '';
    throw new Refusal('invalidBody', `Проверьте поля запроса${where}.`, { problems });
  }
  return body;
}

/** An answer that is not what OpenAPI promises is a bug of ours. */
function verifyAnswer(route: Route, answer: unknown, check: Check): void {
  const problems = check(JSON.parse(JSON.stringify(answer)));
  if (problems.length === 0) return;
  throw new Error(
    `${route.method} ${route.path} answers not as ${route.response}: ${JSON.stringify(problems.slice(0, 5))}`,
  );
}

async function send(ctx: Context, { status, packed }: Route, answer: unknown): Promise<void> {
  ctx.status = status;
  if (answer instanceof StreamResult) {
    ctx.status = answer.status ?? status;
    ctx.set({ ...answer.headers });
    ctx.body = answer.content instanceof Readable ? answer.content : Buffer.from(answer.content);
    return;
  }
  ctx.set('Cache-Control', 'no-store');
  if (status === 204) return;
  ctx.type = 'json';
  // As bytes: of a text Koa would count the length first, and the socket make the bytes after it.
  const bytes = Buffer.from(JSON.stringify(answer));
  ctx.body = packed ? await packedFor(ctx, bytes) : bytes;
}
