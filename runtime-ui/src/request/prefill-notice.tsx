import { Notice } from '../ui/notice.tsx';
import type { OriginLine } from './request-words.ts';

interface PrefillNoticeProps {
  lines: readonly OriginLine[];
  /** What could not be taken from the application, and why. */
  faults: readonly string[];
}

/** What the application filled and from where; what it could not say. */
export function PrefillNotice({ lines, faults }: PrefillNoticeProps) {
  return (
    <>
      {faults.length > 0 ? (
        <Notice tone="warning" title="Не всё удалось взять из заявки: заполните сами">
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {lines.length > 0 ? (
        <details className="rg-request-origins">
          <summary>Заполнено из заявки: {lines.length}</summary>
          <ul>
            {lines.map(({ field, from }) => (
              <li key={field}>
                {field} – {from}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
