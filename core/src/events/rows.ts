import { prepared, type Statement } from '../db-batch.ts';
import { type ApplicationChange, channels } from './change.ts';

const announceAlways = prepared('announce', 'select pg_notify($1, $2)');
const announceNew = prepared(
  'announce_if_there',
  'select pg_notify($1, $2) where exists (select from application where id = $3::uuid)',
);

/** Tells all processes of the change when, and only if, its transaction commits. */
export function announce(change: ApplicationChange): Statement {
  return announceAlways(channels.application, payloadOf(change));
}

/** For a batch that may turn out not to have made the application; then it says nothing. */
export function announceIfThere(change: ApplicationChange): Statement {
  return announceNew(channels.application, payloadOf(change), change.applicationId);
}

function payloadOf({ organisationId, applicationId, version, state }: ApplicationChange): string {
  return JSON.stringify({ organisationId, applicationId, version, state });
}
