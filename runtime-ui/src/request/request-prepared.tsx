import type { RequestView } from '../api.ts';
import { Card } from '../ui/card.tsx';
import { RequestFileRow } from './request-file-row.tsx';

const signingHelp =
  'Подпишите файл здесь кнопкой «Подписать» или другой программой: скачайте его и приложите открепленную подпись (.sig, .p7s) кнопкой «Приложить подпись».';

const bareHelp =
  'Это стоит под подписью внутри сообщения. Подписывают здесь: «Выбрать сертификат», затем «Подписать вложение». Файл подписи к нему не прикладывают.';

/** What the official signs, and the signatures over it. */
export function RequestPrepared({ view, onChanged }: { view: RequestView; onChanged: () => void }) {
  const { prepared, toSign } = view;
  if (prepared === null) return null;
  const open = view.actions.includes('send');
  return (
    <Card title="Содержание для подписи" {...(open ? { description: toSign === null ? signingHelp : bareHelp } : {})}>
      <ul className="rg-file-list" aria-label="Содержание для подписи">
        <RequestFileRow
          file={prepared}
          among={[prepared]}
          bare={toSign !== null}
          {...(open ? { onSigned: onChanged } : {})}
        />
      </ul>
    </Card>
  );
}
