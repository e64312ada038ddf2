import { EyeOutlined } from '@ant-design/icons';
import type { ApiTypes } from '@reglament/core/api';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { DecisionKind, RepeatAnswer } from '../api.ts';
import { requestBlob } from '../client.ts';
import { type Paper, PaperWindow, paperFrom } from '../file-view/paper-window.tsx';
import { Card } from '../ui/card.tsx';
import { keyOf, useKey } from '../ui/keys.ts';
import { Loading, Notice } from '../ui/notice.tsx';

export interface PreviewInput {
  kind?: DecisionKind;
  grounds?: ApiTypes['DecisionPreview']['grounds'];
  text?: string;
  message?: string;
  repeat?: RepeatAnswer;
}

interface PreviewProps {
  applicationId: string;
  /** What the form holds at the moment of asking. */
  read: () => PreviewInput;
  /** Shown without being asked: a decision that is only read. */
  atOnce?: boolean;
}

/** The document as the server makes it; undefined until it was asked for. */
function useDocument({ applicationId, read }: PreviewProps) {
  const [paper, setPaper] = useState<Paper | undefined>(undefined);
  const [failure, setFailure] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const url = paper?.url;
  useEffect(
    () => () => {
      if (url) URL.revokeObjectURL(url);
    },
    [url],
  );
  const show = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const path = `/api/applications/${applicationId}/decision/preview`;
      setPaper(await paperFrom(await requestBlob(path, { method: 'POST', body: read() })));
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setBusy(false);
    }
  };
  return { paper, failure, busy, show };
}

/** The very document that the decision will give, made by the server from what is typed. */
export function Preview(props: PreviewProps) {
  const { paper, failure, busy, show } = useDocument(props);
  const begun = useRef(!props.atOnce);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void show();
  });
  useKey('preview', 'Показать документ решения', props.atOnce ? undefined : () => void show());
  const button = (
    <Button size="small" icon={<EyeOutlined aria-hidden="true" />} onClick={show} loading={busy} {...keyOf('preview')}>
      {paper ? 'Обновить просмотр' : 'Показать'}
    </Button>
  );
  return (
    <div className="rg-preview">
      <Card title="Документ решения" extra={button}>
        {failure ? <Notice tone="error">{failure.message}</Notice> : null}
        {busy && !paper ? <Loading label="Документ готовится…" /> : null}
        {paper ? (
          <PaperWindow
            key={paper.url}
            paper={paper}
            name="Документ решения"
            label="Просмотр документа решения"
            file="Решение.pdf"
          />
        ) : null}
        {paper || busy ? null : (
          <div className="rg-preview-place">
            Нажмите «Показать» или Ctrl+P: документ составится из введённого и будет точно таким, каким его выпустят.
          </div>
        )}
      </Card>
    </div>
  );
}
