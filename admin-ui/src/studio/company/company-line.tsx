import { initialsOf, shortName } from '@reglament/runtime-ui/ui';
import { type Companion, edits } from './company.ts';

/** Who else has this draft before them; nothing when one is alone. */
export function CompanyLine({ company }: { company: readonly Companion[] }) {
  if (company.length === 0) return null;
  const now = Date.now();
  return (
    <section className="rg-presence" aria-label="У кого ещё открыт черновик">
      <span className="rg-muted">Сейчас здесь:</span>
      <ul>
        {company.map((one) => (
          <li key={one.userId} className={edits(one, now) ? 'rg-presence-busy' : undefined} title={one.name}>
            <span className="rg-avatar" aria-hidden="true">
              {initialsOf(one.name)}
            </span>
            {shortName(one.name)} – {edits(one, now) ? 'правит' : 'смотрит'}
          </li>
        ))}
      </ul>
    </section>
  );
}
