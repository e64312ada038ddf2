import type { ApiTypes } from '../../api.gen.ts';
import type { Session } from '../../session/session.ts';
import type { DraftRow } from '../queries.ts';
import type { PublicationRow } from './queries.ts';

type State = ApiTypes['AskedPublication']['state'];

export function stateOf({ endedAt, byTwo, confirmedAt }: PublicationRow): State {
  if (endedAt !== null) return 'failed';
  return byTwo && confirmedAt === null ? 'awaiting' : 'scheduled';
}

export function askedView(
  row: PublicationRow,
  { revision }: Pick<DraftRow, 'revision'>,
  { user }: Pick<Session, 'user'>,
): ApiTypes['AskedPublication'] {
  const { comment, holdsFrom, askedBy, askedById, askedAt, confirmedBy, failure } = row;
  return {
    ...{ comment, askedBy, confirmedBy, failure },
    state: stateOf(row),
    from: holdsFrom,
    mine: askedById === user.id,
    askedAt: askedAt.toISOString(),
    changed: row.revision !== revision,
  };
}
