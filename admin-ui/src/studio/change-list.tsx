import { plural, Tag } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { saveText } from '../field/save-text.ts';
import { type ListedChange, partsOf, textOf } from './versions/change-text.ts';
import './versions/style.css';

interface ChangeListProps {
  changes: readonly ListedChange[];
  /** What the text is about, for its heading and the name of its file; without it there is no text to take away. */
  about?: string;
}

/** What is new, in Russian: what does not fit the old first, with the cases that it touches; then part by part. */
export function ChangeList({ changes, about }: ChangeListProps) {
  if (changes.length === 0) return <p className="rg-muted">Отличий от действующей версии нет.</p>;
  const parts = partsOf(changes);
  return (
    <div className="rsv-changes">
      {parts.map(({ title, changes: inPart }) => (
        <div key={title}>
          <p className="rsv-part">{title}</p>
          <ul className="rs-changes" aria-label={`Изменения: ${title}`}>
            {inPart.map((change) => (
              <ChangeLine key={`${change.code}${change.pointer}${change.message}`} change={change} />
            ))}
          </ul>
        </div>
      ))}
      {about === undefined ? null : (
        <Button size="small" onClick={() => saveText(`${about}.txt`, textOf(about, changes))}>
          Скачать изменения текстом
        </Button>
      )}
    </div>
  );
}

function ChangeLine({ change: { message, breaking, drafts = 0, openCases = 0 } }: { change: ListedChange }) {
  const touched = [
    ...(drafts > 0 ? [plural(drafts, ['черновик', 'черновика', 'черновиков'])] : []),
    ...(openCases > 0 ? [plural(openCases, ['открытую заявку', 'открытые заявки', 'открытых заявок'])] : []),
  ];
  return (
    <li>
      {breaking ? <Tag tone="warning">несовместимо</Tag> : null} {message}
      {touched.length > 0 ? <span className="rg-muted"> – задевает {touched.join(', ')}</span> : null}
    </li>
  );
}
