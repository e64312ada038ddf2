import type { Finding } from '../draft-session.ts';
import { tabTitleOf } from '../finding-tab.ts';

interface WarningListProps {
  findings: readonly Pick<Finding, 'level' | 'message' | 'pointer'>[];
  /** A service: its parts have names. */
  named: boolean;
}

/** What is agreed to by «Предупреждения прочитаны»: here, not only under the editor that the dialog covers. */
export function WarningList({ findings, named }: WarningListProps) {
  const warnings = findings.filter(({ level }) => level === 'warning');
  if (warnings.length === 0) return null;
  return (
    <>
      <h2 className="rs-part">Предупреждения: {warnings.length}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by keys too */}
      <ul className="rsp-warnings" tabIndex={0} aria-label="Предупреждения">
        {warnings.map(({ pointer, message }) => (
          <li key={pointer + message}>
            {named ? <strong>{tabTitleOf(pointer)}: </strong> : null}
            {message}
          </li>
        ))}
      </ul>
    </>
  );
}
