import type { ActionView, ApplicationCard } from '../api.ts';
import { useNarrow } from '../ui/narrow.ts';

/** Actions that are shut to this person now, with what keeps them shut. */
export function closedActions({ actions }: Pick<ApplicationCard, 'actions'>): readonly ActionView[] {
  return actions.filter(({ open, reason }) => !open && reason);
}

/** By what keeps them closed: a reason that five of them share is said once. */
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

/** «Почему нельзя остальное», below the facts in their whole width. */
export function ClosedActions({ card, id }: { card: ApplicationCard; id: string }) {
  return (
    <ul id={id} className="rg-why">
      {byReason(closedActions(card)).map(([reason, titles]) => (
        <li key={reason}>
          <Closed reason={reason} titles={titles} />
        </li>
      ))}
    </ul>
  );
}
