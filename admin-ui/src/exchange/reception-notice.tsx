import { instantText, Notice } from '@reglament/runtime-ui/ui';
import { Link } from 'react-router';
import { useProviders } from './exchange-queries.ts';

/** Over all tabs: what does not come is seen in no list. */
export function ReceptionNotice() {
  const { data } = useProviders();
  const deaf = (data?.items ?? []).flatMap(({ id, title, enabled, reception }) =>
    enabled && reception ? [{ id, title, reception }] : [],
  );
  if (deaf.length === 0) return null;
  return (
    <Notice tone="error">
      {deaf.map(({ id, title, reception }) => (
        <span key={id} className="rg-block">
          <strong>{title}: приём нарушен</strong> с {instantText(reception.since)}. {reception.reason}
        </span>
      ))}
      <Link to="?tab=providers">Что делать</Link>
    </Notice>
  );
}
