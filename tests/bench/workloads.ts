import { encodeCursor, orderOf, parseSort } from '../../core/src/application/list/order.ts';
import { createClient } from '../support/http-client.ts';
import type { Ground, Product } from './ground.ts';
import { answersTemplate, names, personTemplate, searched } from './sample-data.ts';

export const workloadNames = ['create', 'get', 'list', 'firstPage', 'deepPage'] as const;
export type WorkloadName = (typeof workloadNames)[number];

/** The same work on both sides, as whole HTTP requests. */
export interface Workload {
  readonly product: readonly string[];
  readonly floor: readonly string[];
}

/** More than the caches of one row would hold, and few enough to hand over. */
const variants = 200;

export async function makeWorkloads(
  ground: Ground,
  product: Product,
  rows: number,
): Promise<Readonly<Record<WorkloadName, Workload>>> {
  const client = await createClient(product.url).login('registrar');
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const ask = (path: string) => get(path, `Cookie: ${cookie}\r\n`);
  const bodies = Array.from({ length: variants }, (_, at) => JSON.stringify(draft(at)));
  const origin = `Cookie: ${cookie}\r\nOrigin: ${product.url}\r\n`;
  const parts = Array.from({ length: variants }, (_, at) => searched[at % searched.length] ?? '');
  const productList = (part: string) =>
    `/api/applications?${new URLSearchParams({ service: 'landPlotPlan', state: 'deciding', applicant: part, count: 'true' })}`;
  const floorList = (part: string) =>
    `/applications?${new URLSearchParams({ service: 'landPlotPlan', status: 'deciding', applicant: part })}`;
  const half = Math.floor(rows / 2);
  const cursors = await readCursors(ground, half);
  return {
    create: {
      product: bodies.map((body) => post('/api/applications', origin, body)),
      floor: bodies.map((body) => post('/applications', '', body)),
    },
    get: {
      product: (await readIds(ground.product, `application where ${ours}`)).map((id) => ask(`/api/applications/${id}`)),
      floor: (await readIds(ground.floor, 'floor_application')).map((id) => get(`/applications/${id}`)),
    },
    list: { product: parts.map((part) => ask(productList(part))), floor: parts.map((part) => get(floorList(part))) },
    firstPage: { product: [ask('/api/applications')], floor: [get('/applications')] },
    deepPage: {
      product: cursors.map((cursor) => ask(`/api/applications?after=${cursor}`)),
      floor: cursors.map((_, at) => get(`/applications?offset=${half + at}`)),
    },
  };
}

function draft(at: number): object {
  const of = (list: readonly string[]) => list[at % list.length];
  const person = { surname: of(names.surnames), name: of(names.first), patronymic: of(names.patronymics) };
  return {
    service: 'landPlotPlan',
    applicant: { ...personTemplate, ...person },
    representative: personTemplate,
    submittedBy: { ...personTemplate, ...person },
    notification: { way: 'email' },
    answers: { ...answersTemplate, cadastralNumber: `73:24:${String(100000 + at)}:${at + 1}` },
  };
}

function get(path: string, headers = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n`;
}

function post(path: string, headers: string, body: string): string {
  const length = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}${length}\r\n${body}`;
}

/** Of the filled body: cases of the demo's other bodies are none of the person's business. */
const ours = `organisation_id = (select id from organisation where code = 'arch') and service_code = 'landPlotPlan'`;

async function readIds(database: Ground['product'], source: string): Promise<string[]> {
  const { rows } = await database.execute(`select id from ${source} order by md5(id::text) limit 2000`);
  return (rows as { id: string }[]).map(({ id }) => id);
}

/** Places in the middle of the list: the product goes on from the row before, however it got there. */
async function readCursors({ product }: Ground, half: number): Promise<string[]> {
  const { rows } = await product.execute(
    `select id, listed_at::text as at from application a
     where organisation_id = (select id from organisation where code = 'arch')
     order by listed_at desc, id desc limit 20 offset $1`,
    [half],
  );
  const order = orderOf(parseSort('-listedAt'));
  return (rows as { id: string; at: string }[]).map(({ id, at }) => encodeCursor(order, [at, id]));
}
