import { expect } from 'vitest';
import type { JsonObject } from '../../plugins/sdk/src/index.ts';
import { openOffice, type Person } from './browser.ts';

export interface PortalOrder {
  readonly id: string;
  readonly meaning: string;
  readonly mayCancel: boolean;
  readonly events: readonly {
    readonly kind: string;
    readonly title: string;
    readonly text?: string;
    readonly code?: string;
    readonly files: readonly { readonly id: string; readonly name: string; readonly isSigned?: boolean }[];
  }[];
  readonly delivery?: { readonly waiting: number };
}

export interface PortalPage {
  readonly url: string;
  get<Answer>(path: string): Promise<Answer>;
  /** Gives the answer whatever its status is. */
  post(path: string, body: JsonObject, headers?: Readonly<Record<string, string>>): Promise<Response>;
  order(id: string): Promise<PortalOrder>;
}

/** What the page of the portal asks its server, without the page. */
export function portalPage(titles: readonly string[]): PortalPage {
  const url = titles
    .map((title) => /^Порталы.*\((http:[^)]+)\)$/.exec(title)?.[1])
    .find((found) => found !== undefined);
  if (url === undefined) throw new Error(`no portal among ${titles.join(', ')}`);
  const get = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(`${url}/api/${path}`);
    expect(response.status, path).toBe(200);
    return (await response.json()) as Answer;
  };
  return {
    url,
    get,
    post: (path, body, headers = {}) =>
      fetch(`${url}/api/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    order: (id) => get<PortalOrder>(`orders/${id}`),
  };
}

/** A browser of its own at the portal. */
export async function openPortalVisitor(url: string): Promise<Person> {
  const visitors = await openOffice(url);
  const visitor = await visitors.visit();
  return { ...visitor, close: visitors.close };
}
