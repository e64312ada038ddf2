import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { StaffNoticeKind } from '../staff-notice/kinds.ts';
import { insertStaffNotices } from '../staff-notice/rows.ts';
import type { ActRecord } from './act.model.ts';
import { askedOf, type BodyAsked } from './asked.ts';
import { countRequests } from './incoming/queries.ts';
import { countKept, listBodies, listHolders, wasTold } from './queries.ts';
import type { NewRow } from './rows.ts';

type Act = Pick<ActRecord, 'organisationId' | 'number' | 'author' | 'createdAt'>;

/** Whoever may approve it, but for the one who has drawn it up. */
export async function tellAwaited(trx: Transaction, act: Act, over: readonly NewRow[]): Promise<void> {
  const asked = { organisationId: act.organisationId, permission: 'destruction.approve' } as const;
  const people = (await listHolders(trx, asked)).filter((id) => id !== act.author.id);
  const text = over.every(({ kind }) => kind === 'application')
    ? `Акт об уничтожении № ${act.number} ждёт утверждения, заявок: ${over.length}`
    : `Акт об уничтожении № ${act.number} ждёт утверждения, заявок и запросов: ${over.length}`;
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
      const text = await overText(trx, askedOf(deps, body, now));
      if (text === undefined) return;
      await notify(trx, { act: { organisationId: body.id }, kind: 'termsOver', text, now }, people);
    });
  }
}

/** undefined: nothing is over. */
async function overText(trx: Transaction, asked: BodyAsked): Promise<string | undefined> {
  const counts = await countKept(trx, asked);
  const cases = counts.reduce((sum, one) => sum + one.over, 0);
  const { over: requests } = await countRequests(trx, asked);
  if (requests > 0)
    return `Истёк срок хранения заявок: ${cases}, входящих запросов: ${requests}. Их данные уничтожают по акту`;
  return cases > 0 ? `Истёк срок хранения заявок: ${cases}. Их данные уничтожают по акту` : undefined;
}
