import type { Session } from '../../session/session.ts';
import { hold, type Work } from '../hold.ts';
import { record } from '../record.ts';
import { updateApplication } from '../rows.ts';

export interface Release {
  readonly applicationId: string;
  /** Who looks after the exchange, and need not see the application. */
  readonly by: Session;
  readonly sender: string | undefined;
  readonly comment: string;
}

/** Stands in the journal before what the message does: whose word it was that it may. */
export async function noteRelease(work: Work, { applicationId, by, sender, comment }: Release): Promise<void> {
  const { id, organisationId, state } = (await hold(work, { id: applicationId })).record;
  const version = await updateApplication(work.trx, { id, now: work.now, keepVersion: true }, {});
  const payload = { comment, ...(sender === undefined ? {} : { name: sender }) };
  await record({ ...work, session: by }, { id, organisationId, version, state }, { type: 'portalReleased', payload });
}
