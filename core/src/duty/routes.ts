import { type Case, getCase } from '../application/card.ts';
import { ruleContext } from '../application/case-context.ts';
import type { Transaction } from '../db.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { Refusal } from '../errors.ts';
import { contentDisposition } from '../file/file-name.ts';
import { type Route, route, stream } from '../http.ts';
import { titleOf } from '../rule/title.ts';
import { type DutyCall, enterExemption, enterPayment, withdraw } from './commands.ts';
import { dutyState } from './duty-state.ts';
import { dutyView } from './duty-view.ts';
import { invoice } from './invoice.ts';
import { findInvoiceFacts, listEntries } from './queries.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications/:id/duty',
    summary: 'Госпошлина заявки: сколько и почему, что уплачено',
    access: { application: 'see' },
    scope: 'applications.read',
    params: { id: 'uuid' },
    response: 'DutyView',
    recordedAs: 'duty',
    handler: ({ session, params, now, deps }) =>
      deps.database.inBodies(session.bodies, async (trx) =>
        viewOf(trx, await getCase({ deps, session, now }, trx, params.id)),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/duty/payments',
    summary: 'Внести платёж госпошлины; частичные складываются',
    access: { application: 'act' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    body: 'DutyPaymentEntry',
    response: 'DutyView',
    status: 201,
    handler: async ({ session, params, body, now, deps }) => {
      const call = { deps, session, applicationId: params.id };
      await enterPayment(call, body);
      return changed(call, now);
    },
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/duty/exemptions',
    summary: 'Отметить освобождение от госпошлины: основание и документ',
    access: { application: 'act' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    body: 'DutyExemptionEntry',
    response: 'DutyView',
    status: 201,
    handler: async ({ session, params, body, now, deps }) => {
      const call = { deps, session, applicationId: params.id };
      await enterExemption(call, body);
      return changed(call, now);
    },
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/duty/entries/:entry/withdrawal',
    summary: 'Отозвать неверную запись о госпошлине; она остаётся видна',
    access: { application: 'act' },
    scope: 'applications.write',
    params: { id: 'uuid', entry: 'uuid' },
    body: 'DutyWithdrawal',
    response: 'DutyView',
    handler: async ({ session, params, body, now, deps }) => {
      const call = { deps, session, applicationId: params.id };
      await withdraw(call, params.entry, body);
      return changed(call, now);
    },
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id/duty/invoice',
    summary: 'Сведения для уплаты госпошлины (PDF/A)',
    access: { application: 'see' },
    scope: 'files.read',
    params: { id: 'uuid' },
    response: 'stream',
    recordedAs: 'dutyInvoice',
    handler: async ({ session, params, now, deps }) => {
      const { name, model } = await deps.database.inBodies(session.bodies, async (trx) =>
        invoiceOf(trx, await getCase({ deps, session, now }, trx, params.id), now),
      );
      const pdf = renderPdf(model);
      return stream(pdf, {
        'Content-Type': 'application/pdf',
        'Content-Length': String(pdf.length),
        'Content-Disposition': contentDisposition('inline', name),
        'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
        'X-Frame-Options': 'SAMEORIGIN',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
    },
  }),
];

/** What came of the change, also when the case has gone out of their sight with it. */
function changed({ deps, session, applicationId }: DutyCall, now: Date) {
  const look = { deps, session, now, acted: true as const };
  return deps.database.inBodies(session.bodies, async (trx) => viewOf(trx, await getCase(look, trx, applicationId)));
}

async function viewOf(trx: Transaction, found: Case) {
  const { version } = found.row;
  const view = dutyView({ version, context: found.context }, await listEntries(trx, found.row.id));
  if (view === undefined) throw noDuty();
  return view;
}

/** @throws Refusal notFound, stateConflict: there is nothing to pay, or nobody has said where to */
async function invoiceOf(trx: Transaction, { row, pinned, context }: Case, now: Date) {
  const { duty, title } = pinned.service;
  const facts = await findInvoiceFacts(trx, row.id);
  if (duty === undefined || facts === undefined) throw noDuty();
  const state = dutyState(duty, row.duty, ruleContext(context));
  const { payee } = duty;
  if (payee === undefined) {
    throw new Refusal('stateConflict', 'Реквизиты для уплаты в услуге не указаны: их вносит администратор услуги');
  }
  if (state.left === 0) throw new Refusal('stateConflict', 'Платить нечего: госпошлина уплачена или не взимается');
  const model = invoice({ facts, serviceTitle: titleOf(title, 'ru'), duty: { ...duty, payee }, state, now });
  return { model, name: `Госпошлина ${facts.number ?? ''}.pdf` };
}

function noDuty(): Refusal {
  return new Refusal('notFound', 'По этой услуге госпошлина не взимается');
}
