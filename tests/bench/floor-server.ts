/**
 * The floor: what anybody would write in an afternoon with `node:http` and `pg`, without session, rights, checks or journal.
 * Same columns, same answers, a commit for each insert; exact count and OFFSET; the indexes that one makes without thinking.
 * `node floor-server.ts <url of its database>`; tells its port over the channel.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });

const written = `service, status, applicant_name, address, subject, submitted_by_name, creator, answers, applicant,
  representative, submitted_by, notification`;
const insertSql = `insert into floor_application (${written})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning *`;
const listed = `id, number, service, status, applicant_name, address, subject, submitted_by_name, source, creator, executor,
  created_at, registered_at, due_date`;

interface Given {
  readonly service: string;
  readonly applicant: { readonly surname: string; readonly name: string; readonly patronymic: string };
  readonly submittedBy: { readonly surname: string; readonly name: string; readonly patronymic: string };
  readonly answers: { readonly cadastralNumber: string; readonly landAddress: { readonly text: string } };
  readonly representative: object;
  readonly notification: object;
}

async function create(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const given: Given = JSON.parse(Buffer.concat(chunks).toString());
  const { applicant, submittedBy, answers } = given;
  const nameOf = (one: Given['applicant']) => `${one.surname} ${one.name} ${one.patronymic}`;
  const { rows } = await pool.query(insertSql, [
    given.service,
    'draft',
    nameOf(applicant),
    answers.landAddress.text,
    answers.cadastralNumber,
    nameOf(submittedBy),
    'Соколова Марина Викторовна',
    answers,
    applicant,
    given.representative,
    submittedBy,
    given.notification,
  ]);
  return rows[0];
}

async function get(id: string): Promise<unknown> {
  const { rows } = await pool.query('select * from floor_application where id = $1', [id]);
  return rows[0];
}

/** What is not asked for does not narrow the list. */
async function list(query: URLSearchParams): Promise<unknown> {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const narrow = (sql: string, value: string | null) => {
    if (value !== null) conditions.push(sql.replace('?', `$${values.push(value)}`));
  };
  narrow('service = ?', query.get('service'));
  narrow('status = ?', query.get('status'));
  narrow(`applicant_name ilike '%' || ? || '%'`, query.get('applicant'));
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const offset = Number(query.get('offset') ?? 0);
  const [page, total] = await Promise.all([
    pool.query(
      `select ${listed} from floor_application ${where} order by created_at desc, id desc limit 50 offset ${offset}`,
      values,
    ),
    pool.query(`select count(*)::int as count from floor_application ${where}`, values),
  ]);
  return { items: page.rows, total: total.rows[0].count };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://floor');
  const id = /^\/applications\/([^/]+)$/.exec(url.pathname)?.[1];
  const body =
    request.method === 'POST' ? await create(request) : id === undefined ? await list(url.searchParams) : await get(id);
  const text = JSON.stringify(body);
  response.writeHead(request.method === 'POST' ? 201 : 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    response.writeHead(500, { 'Content-Length': Buffer.byteLength(error.message) });
    response.end(error.message);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
