/** What can be printed of an application, in the order a clerk looks for it. Pure. */
import type { ApplicationCard, MessageView } from '../api.ts';
import { instantDateText } from '../ui/format.ts';

export interface Printable {
  readonly key: string;
  readonly title: string;
  /** A paper that the browser shows; of the application there is a page of ours. */
  readonly path: string;
}

export interface Printables {
  readonly papers: readonly Printable[];
  readonly letters: readonly Printable[];
  readonly attachments: readonly Printable[];
}

interface Input {
  readonly card: ApplicationCard;
  readonly messages: readonly MessageView[];
  readonly timeZone: string;
}

/** What a browser prints as it is. */
const printed: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg']);

export function printables({ card, messages, timeZone }: Input): Printables {
  const { id, receivedDocuments, duty, issue, files } = card;
  const paper = (key: string, title: string, path: string): Printable => ({ key, title, path });
  const ofFile = ({ id: file, name }: { id: string; name: string }) => paper(file, name, `/api/files/${file}/content`);
  const shown = files.filter(({ mediaType }) => printed.has(mediaType));
  return {
    papers: [
      paper('application', 'Заявка', `/applications/${id}/print`),
      ...(receivedDocuments.length > 0
        ? [paper('receipt', 'Расписка в приёме документов', `/api/applications/${id}/receipt`)]
        : []),
      ...(duty?.invoice
        ? [paper('duty', 'Сведения для уплаты госпошлины', `/api/applications/${id}/duty/invoice`)]
        : []),
      ...shown.filter(({ purpose }) => purpose === 'result').map((file) => ({ ...ofFile(file), title: file.name })),
      ...(isSigned(card)
        ? [paper('copy', 'Копия решения с отметками о подписях', `/api/applications/${id}/decision/paper-copy`)]
        : []),
      ...(issue ? [paper('issue', 'Расписка о выдаче', `/api/applications/${id}/issue-receipt`)] : []),
    ],
    letters: messages
      .filter(({ kind }) => kind === 'notice')
      .map((one) =>
        paper(one.id, `Письмо заявителю от ${instantDateText(one.at, timeZone)}`, `/api/notices/${one.id}/letter`),
      ),
    attachments: shown.filter(({ purpose }) => purpose !== 'result').map(ofFile),
  };
}

/** The paper that is out bears signatures that can be marked on a copy. */
function isSigned({ decision, files }: ApplicationCard): boolean {
  const isOut = decision?.status === 'published' || decision?.status === 'revoked';
  return (
    isOut && files.some((file) => file.purpose === 'result' && file.signatures.some(({ verdict }) => verdict?.valid))
  );
}
