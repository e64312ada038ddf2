import type { ReceivedDocumentChange, ReceivedDocumentView } from '../api.gen.ts';
import { execute } from '../application/commands.ts';
import type { Deps } from '../deps.ts';
import { type FieldProblemView, Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { listReceivedDocuments } from './queries.ts';
import { replaceReceivedDocuments } from './rows.ts';

export interface ReceivedList {
  version: number;
  items: ReceivedDocumentView[];
}

/** Replaces the list of received papers. @throws Refusal invalidBody, and what the door says */
export async function replaceList(
  call: { deps: Deps; session: Session; applicationId: string },
  change: ReceivedDocumentChange,
): Promise<ReceivedList> {
  const { deps, session, applicationId } = call;
  const items = change.items.map(completed);
  let stored: ReceivedDocumentView[] = [];
  const { version } = await execute(deps, session, {
    kind: 'attach',
    id: applicationId,
    version: change.version,
    what: 'receivedDocuments',
    event: 'receivedDocumentsChanged',
    write: async ({ trx, application, pinned }) => {
      const codes = new Set(pinned.service.documents.map(({ code }) => code));
      refuseWrong(items, codes);
      const before = await listReceivedDocuments(trx, application.id);
      await replaceReceivedDocuments(trx, application, items);
      stored = await listReceivedDocuments(trx, application.id);
      return { before: before.map(asJson), after: stored.map(asJson) };
    },
  });
  return { version, items: stored };
}

type Given = ReceivedDocumentChange['items'][number];

function completed(item: Given): ReceivedDocumentView {
  const { document = null, copies = 1, returnedAt = null, returnedTo = null } = item;
  return { document, title: item.title.trim(), form: item.form, sheets: item.sheets, copies, returnedAt, returnedTo };
}

function refuseWrong(items: readonly ReceivedDocumentView[], codes: ReadonlySet<string>): void {
  const problems = items.flatMap((item, at): FieldProblemView[] => {
    const place = (field: string, code: string, message: string) => [
      { field, pointer: `/items/${at}/${field}`, code, message },
    ];
    if (item.title === '') return place('title', 'required', `Строка ${at + 1}. Укажите наименование документа`);
    if (item.document !== null && !codes.has(item.document)) {
      return place('document', 'unknownDocument', `Строка ${at + 1}. Такого документа в перечне услуги нет`);
    }
    if (item.returnedAt !== null && item.form !== 'original') {
      return place(
        'returnedAt',
        'notOriginal',
        `Строка ${at + 1}. Возвращают подлинники: отметьте, что принят подлинник`,
      );
    }
    return [];
  });
  if (problems.length > 0) throw new Refusal('invalidBody', problems[0]?.message ?? '', { problems });
}

function asJson(view: ReceivedDocumentView) {
  const { document, title, form, sheets, copies, returnedAt, returnedTo } = view;
  return { document, title, form, sheets, copies, returnedAt, returnedTo };
}
