import { type OutgoingFile, ProviderError, type Receipt, type Reply } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { attempt } from '../exchange/attempt.ts';
import { type Claim, failClaim, finishClaim, holdClaim } from '../outbox/rows.ts';
import type { IncomingRecord } from './incoming-request.model.ts';
import { findIncoming, listIncomingFiles, lockIncoming } from './queries.ts';
import { tellIncoming, updateIncoming } from './rows.ts';

/** One try to bring one answer back to whoever asked. */
export async function replyClaimed(deps: Deps, claim: Claim, signal: AbortSignal): Promise<void> {
  const { incoming, reply } = await readReply(deps, claim);
  await attempt<Receipt>(
    deps,
    { claim, signal },
    {
      call: ({ connection }, bounded) => {
        if (connection.reply === undefined) {
          throw new ProviderError('cannotReply', 'Подключение этого модуля не передаёт ответов.', { retry: 'never' });
        }
        const { messageId, reference } = incoming;
        return connection.reply({ messageId, reference }, reply, bounded);
      },
      taken: (receipt) =>
        write(deps, claim, async (trx, now) => {
          await updateIncoming(trx, claim.ownerId, { deliveredAt: now, deliveryText: receipt.text });
          await finishClaim(trx, claim, now);
        }),
      givenUp: (problem) =>
        write(deps, claim, async (trx, now) => {
          await updateIncoming(trx, claim.ownerId, { deliveryText: `Ответ не передан: ${problem.text}` });
          await failClaim(trx, claim, { now, error: problem.text });
        }),
    },
  );
}

async function write(deps: Deps, claim: Claim, work: (trx: Transaction, now: Date) => Promise<void>): Promise<void> {
  await deps.database.inBodies(bodiesOf(claim), async (trx) => {
    await lockIncoming(trx, claim.ownerId);
    await holdClaim(trx, claim);
    await work(trx, deps.clock());
    if (claim.organisationId === null) return;
    await tellIncoming(trx, { organisationId: claim.organisationId, incomingRequestId: claim.ownerId });
  });
}

async function readReply(deps: Deps, claim: Claim): Promise<{ incoming: IncomingRecord; reply: Reply }> {
  return deps.database.inBodies(bodiesOf(claim), async (trx) => {
    const incoming = await findIncoming(trx, claim.ownerId);
    if (incoming?.answeredBy == null) throw new Error(`there is no answer ${claim.ownerId} to be sent`);
    const files = (await listIncomingFiles(trx, incoming.id)).filter(({ side }) => side === 'answer');
    const reply: Reply = {
      id: incoming.replyId,
      status: incoming.status === 'refused' ? 'refused' : 'answered',
      answer: incoming.answer ?? {},
      text: incoming.answerText ?? '',
      files: files.map(
        ({ side: _side, storageKey, description, ...file }): OutgoingFile => ({
          ...file,
          ...(description === null ? {} : { description }),
          open: () => deps.files.open(storageKey),
        }),
      ),
      author: incoming.answeredBy,
    };
    return { incoming, reply };
  });
}

function bodiesOf({ organisationId }: Claim): readonly string[] {
  return organisationId === null ? [] : [organisationId];
}
