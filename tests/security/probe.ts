import { randomUUID } from 'node:crypto';
import type { Route } from '../../core/src/http.ts';
import type { Answer, Client } from '../support/http-client.ts';

/** One harmless call of a route: the policy is asked first, so what it lets through then fails on its input. */
export interface Probe {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function nameOf(route: Pick<Route, 'method' | 'path'>): string {
  return `${route.method} ${route.path}`;
}

/** Ids of the path are made up, but for those given. */
export function probeOf(route: Route, ids: Readonly<Record<string, string>> = {}): Probe {
  const path = route.path.replaceAll(/:(\w+)/g, (_part, name: string) => {
    return ids[name] ?? (route.params[name] === 'uuid' ? randomUUID() : 'unknownCode');
  });
  if (route.body === undefined) return { method: route.method, path };
  if (route.body === 'stream')
    return { method: route.method, path, body: 'x', headers: { 'Content-Type': 'application/octet-stream' } };
  return { method: route.method, path, body: '{"no such field":1}', headers: { 'Content-Type': 'application/json' } };
}

export const aboutApplication = ({ access }: Route) => typeof access === 'object' && 'application' in access;

interface Ids {
  readonly id: string;
  readonly fileId: string;
  readonly requestId: string;
}

/** What the path of a route that leads to an application names: the application, a file or a request of it. */
export function subjectOf({ access }: Route, { id, fileId, requestId }: Ids): string {
  const through = typeof access === 'object' && 'through' in access ? access.through : undefined;
  if (through === undefined) return id;
  return through === 'file' ? fileId : requestId;
}

export function ask(client: Client, { method, path, body, headers }: Probe): Promise<Answer> {
  return client.send(method, path, {
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { headers }),
  });
}

export const isWrite = (route: Route) => route.method !== 'GET';
export const takesJson = (route: Route) => route.body !== undefined && route.body !== 'stream';
