import { Button } from 'antd';
import type { ActionView, ApplicationCard } from '../api.ts';
import { keyOf } from '../ui/keys.ts';
import { useNarrow } from '../ui/narrow.ts';

interface ActionBarProps {
  card: ApplicationCard;
  busy: boolean;
  onChoose: (action: ActionView) => void;
}

/** Closed actions by what keeps them closed: a reason that five of them share is said once. */
function byReason(actions: readonly ActionView[]): [reason: string, titles: string[]][] {
  const groups = new Map<string, string[]>();
  for (const { title, reason } of actions) {
    if (reason) groups.set(reason.text, [...(groups.get(reason.text) ?? []), title]);
  }
  return [...groups];
}

/** A reason and what it closes; of many actions a phone shows only how many, until one asks. */
function Closed({ reason, titles }: { reason: string; titles: readonly string[] }) {
  const narrow = useNarrow();
  const named = <strong>{titles.map((title) => `«${title}»`).join(', ')}</strong>;
  if (!narrow || titles.length < 3)
    return (
      <>
        {reason}: {named}
      </>
    );
  return (
    <details className="rg-why-many">
      <summary>{`${reason}, действий: ${titles.length}`}</summary>
      {named}
    </details>
  );
}

/** What this person may do now, as buttons; for the rest «почему нельзя». */
export function ActionBar({ card, busy, onChoose }: ActionBarProps) {
  const open = card.actions.filter((action) => action.open);
  const closed = card.actions.filter((action) => !action.open && action.reason);
  const main = open.find(({ tone }) => tone === 'primary');
  if (card.actions.length === 0) return null;
  return (
    <section className="rg-action-bar" aria-label="Действия">
      {open.map((action) => (
        <Button
          key={action.code}
          type={action === main ? 'primary' : 'default'}
          danger={action.tone === 'danger'}
          disabled={busy}
          onClick={() => onChoose(action)}
          {...(action === main ? keyOf('main') : {})}
        >
          {action.title}
        </Button>
      ))}
      {open.length === 0 ? <span className="rg-muted">Сейчас от вас действий не требуется.</span> : null}
      {closed.length > 0 ? (
        <details className="rg-why">
          <summary>Почему нельзя остальное</summary>
          <ul>
            {byReason(closed).map(([reason, titles]) => (
              <li key={reason}>
                <Closed reason={reason} titles={titles} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
