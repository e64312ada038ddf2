import { type Doing, doingWords, initialsOf, shortName } from './presence-words.ts';
import { usePresence } from './use-presence.ts';

/** As many as one line holds. */
const mostNamed = 4;

/** Who else has this case open and what they do there; nothing when one is alone. */
export function PresenceLine({ id, doing }: { id: string; doing: Doing }) {
  const present = usePresence(id, doing);
  if (present.length === 0) return null;
  const more = present.length - mostNamed;
  return (
    <section className="rg-presence" aria-label="У кого ещё открыта заявка">
      <span className="rg-muted">Сейчас здесь:</span>
      <ul>
        {present.slice(0, mostNamed).map((one) => (
          <li key={one.id} className={one.doing === 'viewing' ? undefined : 'rg-presence-busy'} title={one.name}>
            <span className="rg-avatar" aria-hidden="true">
              {initialsOf(one.name)}
            </span>
            {shortName(one.name)} – {doingWords[one.doing]}
          </li>
        ))}
        {more > 0 ? <li>и ещё {more}</li> : null}
      </ul>
    </section>
  );
}
