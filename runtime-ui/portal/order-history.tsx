import { CheckCircleOutlined, CloseCircleOutlined, DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../src/ui/card.tsx';
import { instantText, sizeText } from '../src/ui/format.ts';
import { ask, type Order, type OrderEvent, type PortalFile, type Verdict } from './portal-api.ts';

/** The newest first. */
export function OrderHistory({ order }: { order: Order }) {
  return (
    <Card title="Ход заявления">
      <ol className="rp-events">
        {order.events
          .map((event, index) => ({ event, index }))
          .toReversed()
          .map(({ event, index }) => (
            <li key={index} className={`rp-event rp-event-${event.kind}`}>
              <EventLine event={event} />
            </li>
          ))}
      </ol>
    </Card>
  );
}

function EventLine({ event }: { event: OrderEvent }) {
  return (
    <>
      <div className="rp-event-head">
        <strong>{event.title}</strong>
        <span className="rg-muted">{instantText(event.at)}</span>
      </div>
      {event.text === undefined ? null : <p className="rp-event-text">{event.text}</p>}
      {event.files.length === 0 ? null : (
        <ul className="rg-file-list">
          {event.files.map((file) => (
            <li className="rg-file rg-file-signed" key={file.id}>
              <FileLine file={file} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function FileLine({ file }: { file: PortalFile }) {
  return (
    <>
      <DownloadOutlined aria-hidden="true" />
      <a className="rg-file-name" href={`/api/files/${file.id}`} download={file.name}>
        {file.name}
      </a>
      <span className="rg-muted">{sizeText(file.size)}</span>
      {file.isSigned ? <FileVerdicts file={file} /> : null}
    </>
  );
}

/** Checked by the installation's own means, each time that the application is opened. */
function FileVerdicts({ file }: { file: PortalFile }) {
  const { data, error } = useQuery({
    queryKey: ['verdicts', file.id],
    queryFn: () => ask<{ items: Verdict[] }>(`files/${file.id}/verdicts`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <ul className="rp-verdicts">
      {error ? <li>Подпись не проверена: {error.message}</li> : null}
      {data?.items.map(({ valid, text }) => (
        <li key={text} className={valid ? 'rp-valid' : 'rp-invalid'}>
          {valid ? <CheckCircleOutlined aria-hidden="true" /> : <CloseCircleOutlined aria-hidden="true" />}
          <span>
            {valid ? 'Подпись верна. ' : 'Подпись не признана. '}
            {text}
          </span>
        </li>
      ))}
      <li>
        <a href={`/api/files/${file.id}?signature`} download={`${file.name}.sig`}>
          Скачать подпись файла «{file.name}»
        </a>
      </li>
    </ul>
  );
}
