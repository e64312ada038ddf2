import type { Outgoing, Stopped } from './exchange-queries.ts';

type Entry = Pick<Stopped | Outgoing, 'title' | 'connection' | 'application' | 'request'>;

/** What is sent, over what, and of which case: an administrator is asked by the number of a case. */
export function EntrySubject({ title, connection, application, request }: Entry) {
  const about = [
    application === null ? undefined : `заявка № ${application}`,
    request === null ? undefined : `запрос № ${request}`,
  ].filter((one) => one !== undefined);
  return (
    <div>
      <strong>{title}</strong>
      {about.length > 0 ? <span className="rg-block">{about.join(', ')}</span> : null}
      <span className="rg-block rg-muted">{connection ?? '—'}</span>
    </div>
  );
}
