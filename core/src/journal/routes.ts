import { Refusal } from '../errors.ts';
import { route } from '../http.ts';
import { journalOf } from './queries.ts';

const usualLimit = 100;

export const journalRoutes = [
  route({
    method: 'GET',
    path: '/api/admin/journal',
    summary: 'Журнал заявки своего органа: записи с содержанием и цепочкой хешей',
    access: { permission: 'journal.read' },
    scope: 'journal.read',
    query: 'JournalQuery',
    response: 'ApplicationJournal',
    handler: async ({ session, query, deps, now, requestId }) => {
      const organisationId = session.organisation.id;
      const { application: applicationId, after = 0, limit = usualLimit } = query;
      const page = { after, limit: limit + 1 };
      const entries = await deps.database.inBodies([organisationId], (trx) => journalOf(trx, applicationId, page));
      // Each application has at least the event of its creation.
      if (entries.length === 0 && after === 0) throw new Refusal('notFound');
      deps.accessLog.record({
        at: now,
        organisationId,
        userId: session.user.id,
        action: 'journal',
        subjectKind: 'application',
        subjectId: applicationId,
        requestId,
      });
      const events = entries.slice(0, limit).map(({ at, destroyedAt, ...entry }) => ({
        seq: entry.seq,
        type: entry.type,
        at: at.toISOString(),
        actor: entry.actor,
        payload: entry.payload,
        destroyedAt: destroyedAt?.toISOString() ?? null,
        chainHash: entry.chainHash,
      }));
      return { applicationId, events, next: entries.length > limit ? (events.at(-1)?.seq ?? null) : null };
    },
  }),
];
