import type { RequestView } from '../api.ts';
import { Card } from '../ui/card.tsx';
import { RequestFileRow } from './request-file-row.tsx';

const signingHelp =
  'Скачайте файл, подпишите его своей электронной подписью (открепленная подпись, файл .sig или .p7s) и приложите подпись кнопкой «Приложить подпись».';

/** What the official signs, and the signatures over it. */
export function RequestPrepared({ view, onChanged }: { view: RequestView; onChanged: () => void }) {
  const { prepared } = view;
  if (prepared === null) return null;
  const open = view.actions.includes('send');
  return (
    <Card title="Содержание для подписи" {...(open ? { description: signingHelp } : {})}>
      <ul className="rg-file-list" aria-label="Содержание для подписи">
        <RequestFileRow file={prepared} {...(open ? { onSigned: onChanged } : {})} />
      </ul>
    </Card>
  );
}
