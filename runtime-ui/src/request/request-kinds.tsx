import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { RequestKindView } from '../api.ts';

interface RequestKindsProps {
  kinds: readonly RequestKindView[];
  /** The one whose form stands open. */
  begun: string | null;
  onCreate: (kind: RequestKindView) => void;
}

/** Where «Создать запрос» of a kind is found. */
export const kindButton = (entry: string) => `create-request-${entry}`;

/** What may be asked in this group, each with «Создать запрос», or why not now. */
export function RequestKinds({ kinds, begun, onCreate }: RequestKindsProps) {
  return (
    <ul className="rg-request-kinds">
      {kinds.map((kind) => (
        <li key={kind.entry} className="rg-request-kind">
          <div className="rg-request-kind-words">
            <strong>{kind.title}</strong>
            {kind.description ? <div className="rg-hint">{kind.description}</div> : null}
            {kind.reason ? <div className="rg-hint">Сейчас создать нельзя. {kind.reason}.</div> : null}
          </div>
          <Button
            id={kindButton(kind.entry)}
            icon={<PlusOutlined aria-hidden="true" />}
            aria-label={`Создать запрос: ${kind.title}`}
            disabled={!kind.open || begun === kind.entry}
            onClick={() => onCreate(kind)}
          >
            Создать запрос
          </Button>
        </li>
      ))}
    </ul>
  );
}
