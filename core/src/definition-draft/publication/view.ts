import type { ApiTypes } from '../../api.gen.ts';
import type { Session } from '../../session/session.ts';
import type { DraftRow } from '../queries.ts';
import type { Member, PublicationRow } from './queries.ts';

type State = ApiTypes['AskedPublication']['state'];

export function stateOf({ endedAt, byTwo, confirmedAt }: PublicationRow): State {
  if (endedAt !== null) return 'failed';
  return byTwo && confirmedAt === null ? 'awaiting' : 'scheduled';
}

export function askedView(
  row: PublicationRow,
  { id, revision }: Pick<DraftRow, 'id' | 'revision'>,
  { user }: Pick<Session, 'user'>,
): ApiTypes['AskedPublication'] {
  const { comment, holdsFrom, askedBy, askedById, askedAt, confirmedBy, failure } = row;
  return {
    ...{ comment, askedBy, confirmedBy, failure },
    state: stateOf(row),
    from: holdsFrom,
    mine: askedById === user.id,
    askedAt: askedAt.toISOString(),
    changed: membersOf(row).some((one) => one.draftId === id && one.revision !== revision),
    others: membersOf(row).flatMap(({ draftId }) => (draftId === id ? [] : [draftId])),
  };
}

/** The draft that was asked about, and what goes with it. */
export function membersOf({ draftId, revision, together }: PublicationRow): readonly [Member, ...Member[]] {
  return [{ draftId, revision }, ...together];
}
