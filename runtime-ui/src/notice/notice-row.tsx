import { Button } from 'antd';
import { Link } from 'react-router';
import type { NoticeView } from '../api.ts';
import { wayTitle } from '../correspondence/correspondence-words.ts';
import { useMe } from '../session/me.ts';
import { instantText } from '../ui/format.ts';

export interface NoticeDeeds {
  onDone: (notice: NoticeView) => void;
  onSend: (notice: NoticeView) => void;
}

/** One notice: what, to whom, how, and what one can do about it. */
export function NoticeRow({ notice, ...deeds }: NoticeDeeds & { notice: NoticeView }) {
  const { organisation } = useMe();
  return (
    <tr>
      <td data-label="Заявка">
        <Link className="rg-row-link" to={`/applications/${notice.application.id}`}>
          {notice.application.number ?? 'Без номера'}
        </Link>
      </td>
      <td data-label="Заявитель">{notice.application.applicant}</td>
      <td data-label="Как и куда">
        <div>
          {wayTitle(notice.way)}
          {notice.address ? <span className="rg-block rg-muted">{notice.address}</span> : null}
        </div>
      </td>
      <td data-label="Сообщение">
        <div>
          {notice.text}
          {notice.failure ? <span className="rg-block rg-problem">Само не ушло: {notice.failure}</span> : null}
        </div>
      </td>
      <td data-label="Создано">{instantText(notice.createdAt, organisation.timeZone)}</td>
      <td className="rg-actions-cell">
        <Deeds notice={notice} {...deeds} />
      </td>
    </tr>
  );
}

function Deeds({ notice, onDone, onSend }: NoticeDeeds & { notice: NoticeView }) {
  const { organisation } = useMe();
  const whose = notice.application.number ?? notice.application.applicant;
  if (notice.status === 'sending') return <span className="rg-muted">Отправляется</span>;
  if (notice.status === 'done') {
    return (
      <span className="rg-muted">
        {notice.doneBy?.name ?? 'Ушло само'}, {instantText(notice.doneAt, organisation.timeZone)}
      </span>
    );
  }
  return (
    <div className="rg-notice-deeds">
      <Button size="small" onClick={() => onDone(notice)} aria-label={`Передано заявителю: ${whose}`}>
        Передано
      </Button>
      {notice.sendable ? (
        <Button size="small" onClick={() => onSend(notice)} aria-label={`Отправить ещё раз: ${whose}`}>
          Отправить
        </Button>
      ) : null}
      <Button
        size="small"
        href={`/api/notices/${notice.id}/letter`}
        target="_blank"
        rel="noreferrer"
        aria-label={`Напечатать письмо: ${whose}`}
      >
        Письмо
      </Button>
    </div>
  );
}
