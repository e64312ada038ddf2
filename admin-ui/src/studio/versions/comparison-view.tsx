import { Fragment } from 'react';
import { sideBySide } from './line-diff.ts';

interface ComparisonViewProps {
  /** What stands on the left and on the right, as the heads of the columns say it. */
  titles: readonly [string, string];
  before: unknown;
  after: unknown;
}

/** Two texts of a definition beside one another; what is the same is folded away. */
export function ComparisonView({ titles, before, after }: ComparisonViewProps) {
  const parts = sideBySide(JSON.stringify(before, null, 2), JSON.stringify(after, null, 2));
  const [left, right] = titles;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by the keyboard too
    <section className="rsv-diff" tabIndex={0} aria-label={`${left} и ${right} рядом`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{left}</th>
            <th scope="col">{right}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of a text has no other name
            <Fragment key={index}>
              {'folded' in part ? (
                <tr className="rsv-folded">
                  <td colSpan={2}>одинаковых строк: {part.folded}</td>
                </tr>
              ) : (
                part.rows.map((row, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a row of a text has no other name
                  <tr key={at} className={row.before === row.after ? undefined : 'rsv-changed'}>
                    <td>{row.before}</td>
                    <td>{row.after}</td>
                  </tr>
                ))
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
