import { ProviderError } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { attempt } from '../exchange/attempt.ts';
import { type Claim, failClaim, finishClaim, holdClaim } from '../outbox/rows.ts';
import { languageOf } from '../preference/queries.ts';
import { findDigest, type OutgoingDigest } from './queries.ts';
import { markDigestFailed, markDigestSent } from './rows.ts';

/** One try to send one digest. A digest that is refused is not a task: what it tells stands in the interface. */
export async function sendDigestClaimed(deps: Deps, claim: Claim, signal: AbortSignal): Promise<void> {
  const digest = await read(deps, claim);
  const { id, address: to, text } = digest;
  const say = await languageOf(deps, digest.userId);
  const subject = say('Новые уведомления');
  const settle = (work: (trx: Transaction, now: Date) => Promise<void>) =>
    deps.database.inBodies([digest.organisationId], async (trx) => {
      await holdClaim(trx, claim);
      await work(trx, deps.clock());
    });
  await attempt<void>(
    deps,
    { claim, signal },
    {
      call: async ({ connection: { notifier } }, bounded) => {
        if (notifier?.ways.includes('email')) return notifier.send({ id, way: 'email', to, subject, text }, bounded);
        throw new ProviderError('cannotNotify', 'Подключение больше не отправляет писем.', { retry: 'never' });
      },
      taken: () =>
        settle(async (trx, now) => {
          await markDigestSent(trx, id, now);
          await finishClaim(trx, claim, now);
        }),
      givenUp: ({ text: error }) =>
        settle(async (trx, now) => {
          await markDigestFailed(trx, id, error);
          await failClaim(trx, claim, { now, error });
        }),
    },
  );
}

function read({ database }: Deps, { ownerId, organisationId }: Claim): Promise<OutgoingDigest> {
  return database.inBodies(organisationId === null ? [] : [organisationId], async (trx) => {
    const digest = await findDigest(trx, ownerId);
    if (digest === undefined) throw new Error(`there is no digest ${ownerId} to be sent`);
    return digest;
  });
}
