import type { OriginalsReturn } from '../api.gen.ts';
import { execute } from '../application/commands.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { listReceivedDocuments } from './queries.ts';
import type { ReceivedList } from './replace-list.ts';
import { markReturned } from './rows.ts';

/** Originals go back, also long after the work has ended. @throws Refusal invalidBody, stateConflict, and what the door says */
export async function returnOriginals(
  call: { deps: Deps; session: Session; applicationId: string },
  { version: seen, positions, to }: OriginalsReturn,
): Promise<ReceivedList> {
  const { deps, session, applicationId } = call;
  const name = to.trim();
  if (name === '') {
    const message = 'Укажите, кому возвращены подлинники';
    throw new Refusal('invalidBody', message, {
      problems: [{ field: 'to', pointer: '/to', code: 'required', message }],
    });
  }
  let items: ReceivedList['items'] = [];
  const { version } = await execute(deps, session, {
    kind: 'attach',
    id: applicationId,
    version: seen,
    what: 'originalsReturn',
    event: 'originalsReturned',
    write: async ({ trx, application, now }) => {
      const titles = await markReturned(trx, { applicationId: application.id, positions, to: name, now });
      if (titles.length < new Set(positions).size) {
        throw new Refusal('stateConflict', 'Часть этих бумаг – не подлинники или уже возвращена: обновите страницу');
      }
      items = await listReceivedDocuments(trx, application.id);
      return { name: titles.join('; '), comment: `Кому: ${name}` };
    },
  });
  return { version, items };
}
