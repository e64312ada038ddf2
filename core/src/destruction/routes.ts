import { csvMark, csvText } from '../csv.ts';
import type { Transaction } from '../db.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { contentDisposition } from '../file/file-name.ts';
import { type Route, route, stream } from '../http.ts';
import { pageById, usualPage } from '../list-page.ts';
import { type ActRow, findAct, listActs, listRows } from './act.model.ts';
import { actDocument } from './act-document.ts';
import { askedOf, findTerm } from './asked.ts';
import { categoryText } from './categories.ts';
import { type ActCall, approve, drawUp, exclude, noAct, retry, withdraw } from './commands.ts';
import { countRequests } from './incoming/queries.ts';
import { listDue } from './over.ts';
import { countKept, findOperator } from './queries.ts';
import { caseView, itemOf, rowView, serviceView, viewAct } from './view.ts';
import { keptName, subjectName } from './words.ts';

const access = { permission: 'destruction.act' } as const;
/** More rows than an act can have. */
const WHOLE = 100_000;

const retentionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/retention',
    summary: 'Сроки хранения: по каждой услуге и входящим запросам, сколько хранится и скольких срок истёк',
    access,
    response: 'RetentionOverview',
    handler: async ({ deps, session, now }) => {
      const { id, services: provided } = session.organisation;
      const asked = askedOf(deps, session.organisation, now);
      const [counts, requests] = await deps.database.inBodies([id], async (trx) => {
        return [await countKept(trx, asked), await countRequests(trx, asked)] as const;
      });
      const byService = new Map(counts.map((one) => [one.service, one]));
      const services = asked.terms.flatMap((term) => {
        const found = byService.get(term.service);
        const shown = found !== undefined && (found.ended > 0 || (provided?.includes(term.service) ?? false));
        return shown ? [serviceView(term, found)] : [];
      });
      const incoming = requests.ended > 0 ? [serviceView(asked.incoming, requests)] : [];
      return { today: asked.today, services: [...services, ...incoming] };
    },
  }),
  route({
    method: 'GET',
    path: '/api/retention/cases',
    summary: 'Заявки услуги или входящие запросы, срок хранения которых истёк, сначала самые старые',
    access,
    query: 'RetentionQuery',
    response: 'RetentionCases',
    handler: async (call) => {
      const { deps, session, query, now } = call;
      const { service, after, limit = usualPage } = query;
      const asked = askedOf(deps, session.organisation, now);
      const years = findTerm(asked, service)?.years ?? null;
      if (years === null) return { items: [], next: null };
      const wanted = { ...asked, service, after, limit: limit + 1 };
      const found = await deps.database.inBodies([session.organisation.id], (trx) => listDue(trx, wanted));
      recordLook(call, { subjectKind: 'retention', subjectId: service });
      return pageById(found, limit, (one) => caseView(one, years));
    },
  }),
];

const actRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/destruction-acts',
    summary: 'Акты об уничтожении персональных данных, последние – первыми',
    access,
    query: 'DestructionQuery',
    response: 'DestructionList',
    handler: async ({ deps, session, query }) => {
      const { after, limit = usualPage } = query;
      const organisationId = session.organisation.id;
      const page = { organisationId, after, limit: limit + 1 };
      const acts = await deps.database.inBodies([organisationId], (trx) => listActs(trx, page));
      return pageById(acts, limit, itemOf);
    },
  }),
  route({
    method: 'POST',
    path: '/api/destruction-acts',
    summary: 'Составить акт: самые старые заявки услуг и входящие запросы, не больше тысячи; ничего не уничтожает',
    access,
    body: 'NewDestructionAct',
    response: 'DestructionAct',
    status: 201,
    handler: async (call) => viewAct(call, await drawUp(call, call.body)),
  }),
  route({
    method: 'GET',
    path: '/api/destruction-acts/:id',
    summary: 'Акт: кто составил и утвердил, что с ним можно сделать, ход исполнения',
    access,
    params: { id: 'uuid' },
    response: 'DestructionAct',
    handler: (call) => viewAct(call, call.params.id),
  }),
  route({
    method: 'GET',
    path: '/api/destruction-acts/:id/rows',
    summary: 'Заявки и входящие запросы акта и что стало с каждым',
    access,
    params: { id: 'uuid' },
    query: 'DestructionRowsQuery',
    response: 'DestructionRows',
    handler: async (call) => {
      const { after = '0', limit = usualPage } = call.query;
      const { rows } = await readRows(call, call.params.id, { after: Number(after), limit: limit + 1 });
      const shown = rows.slice(0, limit);
      return { items: shown.map(rowView), next: rows.length > limit ? String(shown.at(-1)?.position) : null };
    },
  }),
];

const commandRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/destruction-acts/:id/rows/:application/exclusion',
    summary: 'Исключить из акта заявку или входящий запрос: почему данные нужны',
    access,
    params: { id: 'uuid', application: 'uuid' },
    body: 'DestructionExclusion',
    response: 'DestructionAct',
    handler: async (call) => {
      const { id: actId, application: caseId } = call.params;
      await exclude(call, { actId, caseId }, call.body.reason);
      return viewAct(call, actId);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/destruction-acts/:id/rows/:application/exclusion',
    summary: 'Вернуть заявку или входящий запрос в акт',
    access,
    params: { id: 'uuid', application: 'uuid' },
    response: 'DestructionAct',
    handler: async (call) => {
      const { id: actId, application: caseId } = call.params;
      await exclude(call, { actId, caseId }, null);
      return viewAct(call, actId);
    },
  }),
  route({
    method: 'POST',
    path: '/api/destruction-acts/:id/approval',
    summary: 'Утвердить акт, который составил другой: данные уничтожаются, отменить это нельзя',
    access: { permission: 'destruction.approve' },
    params: { id: 'uuid' },
    body: 'DestructionApproval',
    response: 'DestructionAct',
    handler: async (call) => {
      await approve(call, call.params.id, call.body.version);
      return viewAct(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/destruction-acts/:id/withdrawal',
    summary: 'Отозвать акт, который не утверждён',
    access,
    params: { id: 'uuid' },
    body: 'DestructionWithdrawal',
    response: 'DestructionAct',
    handler: async (call) => {
      await withdraw(call, call.params.id, call.body);
      return viewAct(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/destruction-acts/:id/retry',
    summary: 'Продолжить исполнение, которое остановилось само; повтор ничего не меняет',
    access,
    params: { id: 'uuid' },
    response: 'DestructionAct',
    handler: async (call) => {
      await retry(call, call.params.id);
      return viewAct(call, call.params.id);
    },
  }),
];

const paperRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/destruction-acts/:id/pdf',
    summary: 'Акт для печати (PDF/A)',
    access,
    params: { id: 'uuid' },
    response: 'stream',
    handler: async (call) => {
      const { act, rows, organisation } = await readRows(call, call.params.id, { after: 0, limit: WHOLE });
      const included = rows.filter(({ status }) => status !== 'excluded');
      const pdf = renderPdf(actDocument({ act, rows: included, organisation, now: call.now }));
      return stream(pdf, {
        'Content-Type': 'application/pdf',
        'Content-Length': String(pdf.length),
        'Content-Disposition': contentDisposition('inline', `Акт об уничтожении № ${act.number}.pdf`),
        'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
        'X-Frame-Options': 'SAMEORIGIN',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/destruction-acts/:id/csv',
    summary: 'Выгрузка из журнала о том, что уничтожено по акту (CSV)',
    access,
    params: { id: 'uuid' },
    response: 'stream',
    handler: async (call) => {
      const { act, rows } = await readRows(call, call.params.id, { after: 0, limit: WHOLE });
      const heading = [
        'заявка или запрос',
        'услуга',
        'субъект',
        'категории данных',
        'система',
        'причина',
        'дата (UTC)',
        'акт',
      ];
      const done = rows.filter(({ status }) => status === 'done');
      const lines = done.map((row) => csvLine(row, act.number));
      return stream(Buffer.from(csvMark + csvText([heading, ...lines])), {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': contentDisposition('attachment', `Выгрузка по акту № ${act.number}.csv`),
        'Cache-Control': 'private, no-store',
      });
    },
  }),
];

function csvLine(row: ActRow, act: number): (string | number)[] {
  const { service, categories, basis, keptUntil, doneAt } = row;
  return [
    keptName(row),
    service.title,
    subjectName(row) ?? '',
    categories.map(categoryText).join('; '),
    'Регламент',
    `срок хранения истёк ${keptUntil}: ${basis}`,
    doneAt?.toISOString() ?? '',
    act,
  ];
}

type Looking = ActCall & { readonly requestId: string };

/** Lists that name people go on record, whoever looks. */
function recordLook(
  { deps, session, now: at, requestId }: Looking,
  subject: { readonly subjectKind: string; readonly subjectId: string },
): void {
  const who = { at, organisationId: session.organisation.id, userId: session.user.id, requestId };
  deps.accessLog.record({ ...who, action: 'view', ...subject });
}

/** The look at the subjects goes on record. @throws Refusal notFound */
async function readRows(call: Looking, id: string, page: { readonly after: number; readonly limit: number }) {
  const { deps, session } = call;
  const organisationId = session.organisation.id;
  const read = await deps.database.inBodies([organisationId], async (trx: Transaction) => {
    const act = await findAct(trx, { id, organisationId });
    if (act === undefined) throw noAct();
    const rows = await listRows(trx, { actId: id, ...page });
    return { act, rows, organisation: await findOperator(trx, organisationId) };
  });
  recordLook(call, { subjectKind: 'destruction', subjectId: id });
  return read;
}

export const destructionRoutes: readonly Route[] = [...retentionRoutes, ...actRoutes, ...commandRoutes, ...paperRoutes];
