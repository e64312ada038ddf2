import type { Workplace } from '@reglament/format';
import { russian } from '../words.ts';

/** How it will stand on a clerk's screen, as far as words and order go. */
export function WorkplaceSketch({ workplace: { menu, tabs, columns } }: { workplace: Workplace }) {
  const words = Object.values(menu as Record<string, Workplace['title']>);
  return (
    <section className="rg-card rs-sketch" aria-label="Как увидит сотрудник">
      <p className="rs-sketch-line rg-muted">
        {words.map((word) => (
          <span key={russian(word)}>{russian(word)}</span>
        ))}
      </p>
      <p className="rs-sketch-line rs-sketch-tabs">
        {tabs.map(({ code, title }) => (
          <span key={code}>{russian(title)}</span>
        ))}
      </p>
      <p className="rs-sketch-line rs-sketch-columns">
        {columns.map(({ code, title, width }) => (
          <span key={code} style={{ flexGrow: width ?? 120 }}>
            {russian(title)}
          </span>
        ))}
      </p>
    </section>
  );
}
