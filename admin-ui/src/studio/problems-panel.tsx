import type { Json } from '@reglament/core/rules';
import { plural, Tag } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { titleAround } from './conflict/conflict-places.ts';
import type { Finding } from './draft-session.ts';

interface ProblemsPanelProps {
  /** What the findings are of. */
  content: Json;
  findings: readonly Finding[];
  onJump: (finding: Finding) => void;
  onFix: (finding: Finding) => void;
  /** Which part of the definition a finding is of, as the screen calls it. */
  partOf?: ((pointer: string) => string) | undefined;
}

const tones = { error: 'error', warning: 'warning', info: 'neutral' } as const;
const words = { error: 'Ошибка', warning: 'Предупреждение', info: 'Заметка' } as const;

function countsOf(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length;
  const parts = [
    [count('error'), ['ошибка', 'ошибки', 'ошибок']],
    [count('warning'), ['предупреждение', 'предупреждения', 'предупреждений']],
    [count('info'), ['заметка', 'заметки', 'заметок']],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, forms]) => plural(number, forms))
    .join(', ');
}

const PANEL = 'rs-problems';

/** How many there are, where it is seen on every tab, however long the tab is; leads to the list. */
export function ProblemsLink({ findings }: Pick<ProblemsPanelProps, 'findings'>) {
  if (findings.length === 0) return null;
  const go = () => {
    const panel = document.getElementById(PANEL);
    if (!(panel instanceof HTMLDetailsElement)) return;
    panel.open = true;
    panel.scrollIntoView({ block: 'center' });
    panel.querySelector('ul')?.focus({ preventScroll: true });
  };
  return <Button onClick={go}>К замечаниям: {findings.length}</Button>;
}

/** What the check says, always below: a click leads to the place, a quick fix mends it. */
export function ProblemsPanel({ content, findings, onJump, onFix, partOf }: ProblemsPanelProps) {
  return (
    <details id={PANEL} className="rs-problems" open={findings.some(({ level }) => level === 'error')}>
      <summary>{findings.length === 0 ? 'Замечаний нет' : `Замечания: ${countsOf(findings)}`}</summary>
      {findings.length > 1 ? <p className="rg-hint">F8 ведёт к следующему.</p> : null}
      {findings.length > 0 ? (
        <ul tabIndex={-1} aria-label="Замечания">
          {findings.map((finding) => (
            <li key={`${finding.code}${finding.pointer}${finding.message}`}>
              <Tag tone={tones[finding.level]}>{words[finding.level]}</Tag>
              {partOf === undefined ? null : <strong className="rs-problem-part">{partOf(finding.pointer)}</strong>}
              <button type="button" className="rs-problem" onClick={() => onJump(finding)}>
                {finding.message}
              </button>
              <Whose title={titleAround(content, finding.pointer)} said={finding.message} />
              <span className="rg-muted">{finding.todo}.</span>
              {finding.fix ? (
                <Button size="small" onClick={() => onFix(finding)}>
                  {finding.fix.title}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </details>
  );
}

/** The same may be wrong in many places: what tells them apart is the title of the thing. */
function Whose({ title, said }: { title: string; said: string }) {
  if (title === '' || title.includes('[') || said.includes(title)) return null;
  return <span className="rg-muted rs-problem-of">«{title.length > 60 ? `${title.slice(0, 60)}…` : title}».</span>;
}
