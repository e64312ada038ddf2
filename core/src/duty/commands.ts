import type { DutyExemptionEntry, DutyPaymentEntry, DutyWithdrawal } from '../api.gen.ts';
import { ruleContext } from '../application/case-context.ts';
import type { AttachWork } from '../application/command.ts';
import { execute } from '../application/commands.ts';
import { localDate } from '../calendar/local-date.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { listFiles } from '../file/queries.ts';
import { russianDate, russianMoney } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import type { JsonObject } from '../rule/value.ts';
import type { Session } from '../session/session.ts';
import { checkPayment, problem } from './check-payment.ts';
import { type DutyKept, dutyState, offeredExemptions } from './duty-state.ts';
import type { DutyStanding } from './duty-words.ts';
import { findPaidBy, listEntries } from './queries.ts';
import { type EntryPlace, insertExemption, insertPayment, keepDuty, sumDuty, withdrawEntry } from './rows.ts';

export interface DutyCall {
  readonly deps: Deps;
  readonly session: Session;
  readonly applicationId: string;
}

/** A payment that the applicant has proved. @throws Refusal invalidBody, alreadyExists, and what the door says */
export async function enterPayment(call: DutyCall, given: DutyPaymentEntry): Promise<void> {
  await change({ ...call, version: given.version, event: 'dutyPaid' }, async (work) => {
    const checked = checkPayment(given, localDate(work.now, call.session.organisation.timeZone));
    if (!checked.ok) throw invalid(checked.problems);
    const { payment } = checked;
    const place = await placeOf(call, work, given.file);
    if (!(await insertPayment(work.trx, place, payment))) throw await paidAlready(work, payment.identifier ?? '');
    const { amount, document, paidOn, payer } = payment;
    return { name: `${russianMoney(amount)}, ${document}, ${russianDate(paidOn)}, ${payer}` };
  });
}

/** The applicant pays nothing. @throws Refusal invalidBody, alreadyExists, and what the door says */
export async function enterExemption(call: DutyCall, given: DutyExemptionEntry): Promise<void> {
  await change({ ...call, version: given.version, event: 'dutyExempted' }, async (work) => {
    const document = given.document.trim();
    const found = dutyIn(work);
    const ground = offeredExemptions(found, ruleContext(work.context)).find(({ code }) => code === given.ground);
    const problems = [
      ...(ground === undefined ? [problem('ground', 'Выберите освобождение из перечня услуги')] : []),
      ...(document === '' ? [problem('document', 'Укажите документ, который подтверждает право на освобождение')] : []),
    ];
    if (ground === undefined || problems.length > 0) throw invalid(problems);
    const place = await placeOf(call, work, given.file);
    if (!(await insertExemption(work.trx, place, { ground: ground.code, document }))) {
      throw new Refusal('alreadyExists', 'Освобождение уже отмечено: отзовите прежнее, если оно неверно');
    }
    return { name: `${titleOf(ground.title, 'ru')} (${ground.clause}), ${document}` };
  });
}

/** A wrong entry stays to be read and counts no more. @throws Refusal invalidBody, notFound, stateConflict, and what the door says */
export async function withdraw(call: DutyCall, entryId: string, given: DutyWithdrawal): Promise<void> {
  await change({ ...call, version: given.version, event: 'dutyEntryWithdrawn' }, async ({ trx, now, application }) => {
    const reason = given.reason.trim();
    if (reason === '') throw invalid([problem('reason', 'Напишите, почему запись неверна')]);
    const entry = (await listEntries(trx, application.id)).find(({ id }) => id === entryId);
    if (entry === undefined) throw new Refusal('notFound', 'Такой записи о госпошлине у заявки нет: обновите страницу');
    const by = { applicationId: application.id, entryId, userId: call.session.user.id, reason, now };
    if (!(await withdrawEntry(trx, by))) {
      throw new Refusal('stateConflict', 'Эту запись уже отозвали: обновите страницу');
    }
    const sum = entry.amount === null ? '' : `${russianMoney(entry.amount)}, `;
    return { name: `${sum}${entry.document}`, comment: reason };
  });
}

/** Through the door of the application, with what stands afterwards kept in its row and told to the journal. */
function change(
  { deps, session, applicationId, version, event }: DutyCall & { readonly version: number; readonly event: string },
  write: (work: AttachWork) => Promise<JsonObject>,
) {
  return execute(deps, session, {
    ...{ kind: 'attach', what: 'duty', id: applicationId, version, event },
    write: async (work) => {
      dutyIn(work);
      const told = await write(work);
      const { trx, application } = work;
      const kept = await sumDuty(trx, application.id, application.duty);
      const dutyChange = { before: standingOf(work, application.duty), after: standingOf(work, kept) };
      await keepDuty(trx, application.id, { kept, status: dutyChange.after.status });
      const { fixed: _fixed, ...standing } = kept;
      return { ...told, dutyChange, standing };
    },
  });
}

function dutyIn({ pinned }: AttachWork) {
  const { duty } = pinned.service;
  if (duty === undefined) throw new Refusal('stateConflict', 'По этой услуге госпошлина не взимается');
  return duty;
}

/** As the history keeps it: facts, which are worded for whoever reads them. */
function standingOf(work: AttachWork, kept: DutyKept | null): DutyStanding & JsonObject {
  const { status, paid, due } = dutyState(dutyIn(work), kept, ruleContext(work.context));
  return { status, paid, amount: due?.amount ?? null };
}

/** @throws Refusal notFound: a file of somewhere else is not told from one that never was */
async function placeOf(call: DutyCall, work: AttachWork, file: string | null | undefined): Promise<EntryPlace> {
  const { trx, application, now } = work;
  if (file !== null && file !== undefined) {
    const files = await listFiles(trx, application.id);
    if (!files.some(({ id }) => id === file)) throw new Refusal('notFound', 'Файл не найден: приложите его заново');
  }
  const { id: applicationId, organisationId } = application;
  return { applicationId, organisationId, userId: call.session.user.id, now, fileId: file ?? null };
}

async function paidAlready({ trx }: AttachWork, identifier: string): Promise<Refusal> {
  const number = await findPaidBy(trx, identifier);
  const where = number ? `по заявке № ${number}` : 'по другой заявке';
  const message = `Платёж с этим УИП уже внесён ${where}: один платёж засчитывают один раз`;
  return new Refusal('alreadyExists', message, { problems: [problem('identifier', message)] });
}

function invalid(problems: readonly ReturnType<typeof problem>[]): Refusal {
  return new Refusal('invalidBody', problems[0]?.message ?? '', { problems });
}
