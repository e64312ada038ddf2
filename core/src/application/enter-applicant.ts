import { type Entered, enterApplicant, viewOf } from '../applicant/commands.ts';
import { Refusal } from '../errors.ts';
import { actorIdOf } from '../session/system-session.ts';
import type { Course } from './course.ts';
import { findApplicantSaid } from './queries.ts';

/** The applicant of this application goes into the registry; what is newer there is not written over unseen. @throws Refusal */
export async function enterOwnApplicant({ work, record, decision }: Course): Promise<Entered> {
  if (record.applicant === null) throw new Error('a complete application has an applicant');
  const { organisationId } = record;
  const older = async () => ({
    saidAt: (await findApplicantSaid(work.trx, record.id)) ?? record.createdAt,
    choice: decision.payload.applicantChoice,
    byItself: actorIdOf(work.session) === null,
  });
  try {
    return await enterApplicant({ ...work, organisationId }, record.applicant, older);
  } catch (error) {
    // The refusal shows what the registry has, and takes the transaction with it: the look stays on record all the same.
    const seen = conflictingId(error);
    if (seen !== undefined) work.deps.accessLog.record(viewOf({ ...work, organisationId }, 'conflict', seen));
    throw error;
  }
}

function conflictingId(error: unknown): string | undefined {
  if (!(error instanceof Refusal) || error.code !== 'applicantConflict') return undefined;
  return (error.facts.current as { readonly applicant: { readonly id: string } }).applicant.id;
}
