import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { StaffNoticeKind } from '../staff-notice/kinds.ts';
import { insertStaffNotices } from '../staff-notice/rows.ts';
import type { ActRecord } from './act.model.ts';
import { askedOf } from './asked.ts';
import { countKept, listBodies, listHolders, wasTold } from './queries.ts';

type Act = Pick<ActRecord, 'organisationId' | 'number' | 'author' | 'createdAt'>;

/** Whoever may approve it, but for the one who has drawn it up. */
export async function tellAwaited(trx: Transaction, act: Act, cases: number): Promise<void> {
  const asked = { organisationId: act.organisationId, permission: 'destruction.approve' } as const;
  const people = (await listHolders(trx, asked)).filter((id) => id !== act.author.id);
  const text = `Акт об уничтожении № ${act.number} ждёт утверждения, заявок: ${cases}`;
  await notify(trx, { act, kind: 'actAwaits', text, now: act.createdAt }, people);
}

/** The author, unless it was they. */
export async function tellWithdrawn(
  trx: Transaction,
  act: Act,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  const people = [act.author.id].filter((id) => id !== by);
  await notify(trx, { act, kind: 'actWithdrawn', text: `Акт об уничтожении № ${act.number} отозван`, now }, people);
}

export async function tellDone(trx: Transaction, act: Act & Pick<ActRecord, 'approver'>, now: Date): Promise<void> {
  const people = [act.author, act.approver].flatMap((one) => one?.id ?? []);
  await notify(trx, { act, kind: 'actDone', text: `Акт об уничтожении № ${act.number} исполнен`, now }, people);
}

interface Notice {
  readonly act: Pick<ActRecord, 'organisationId'>;
  readonly kind: StaffNoticeKind;
  readonly text: string;
  readonly now: Date;
}

function notify(trx: Transaction, { act, kind, text, now }: Notice, people: readonly string[]): Promise<void> {
  const { organisationId } = act;
  return insertStaffNotices(trx, { organisationId, applicationId: null, kind, text, createdAt: now }, people);
}

/** Terms end with a year, so once in January whoever draws up acts hears how many cases are over; a second look tells nobody again. */
export async function tellOver(deps: Deps): Promise<void> {
  const now = deps.clock();
  const bodies = await deps.database.asOwner(listBodies);
  for (const body of bodies) {
    await deps.database.asOwner(async (trx) => {
      const people = await listHolders(trx, { organisationId: body.id, permission: 'destruction.act' });
      const since = new Date(Date.UTC(now.getUTCFullYear(), 0, 1));
      if (people.length === 0 || (await wasTold(trx, { organisationId: body.id, kind: 'termsOver', since }))) return;
      const counts = await countKept(trx, askedOf(deps, body, now));
      const over = counts.reduce((sum, one) => sum + one.over, 0);
      if (over === 0) return;
      const text = `Истёк срок хранения заявок: ${over}. Их данные уничтожают по акту`;
      await notify(trx, { act: { organisationId: body.id }, kind: 'termsOver', text, now }, people);
    });
  }
}
