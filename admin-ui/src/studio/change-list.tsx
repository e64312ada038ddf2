import { plural, Tag } from '@reglament/runtime-ui/ui';

interface ChangeListProps {
  changes: readonly {
    readonly code: string;
    readonly pointer: string;
    readonly message: string;
    readonly breaking: boolean;
    readonly drafts?: number;
    readonly openCases?: number;
  }[];
}

/** What is new, in Russian: what does not fit the old first, with the cases that it touches. */
export function ChangeList({ changes }: ChangeListProps) {
  if (changes.length === 0) return <p className="rg-muted">Отличий от действующей версии нет.</p>;
  const ordered = changes.toSorted((one, other) => Number(other.breaking) - Number(one.breaking));
  return (
    <ul className="rs-changes" aria-label="Изменения">
      {ordered.map(({ code, pointer, message, breaking, drafts = 0, openCases = 0 }) => (
        <li key={`${code}${pointer}${message}`}>
          {breaking ? <Tag tone="warning">несовместимо</Tag> : null} {message}
          {drafts + openCases > 0 ? (
            <span className="rg-muted">
              {' '}
              – задевает {plural(drafts, ['черновик', 'черновика', 'черновиков'])} и{' '}
              {plural(openCases, ['открытую заявку', 'открытые заявки', 'открытых заявок'])}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
