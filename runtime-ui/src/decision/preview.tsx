import { EyeOutlined } from '@ant-design/icons';
import type { ApiTypes } from '@reglament/core/api';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { DecisionKind, RepeatAnswer } from '../api.ts';
import { requestBlob } from '../client.ts';
import { PdfView } from '../file-view/pdf-view.tsx';
import { plainSight } from '../file-view/sight.ts';
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

/** The bytes to draw, and an address under which the browser has them. */
interface Paper {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly url: string;
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
      const blob = await requestBlob(path, { method: 'POST', body: read() });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      setPaper({ bytes, url: URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' })) });
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
        {paper ? <Shown key={paper.url} paper={paper} /> : null}
        {paper || busy ? null : (
          <div className="rg-preview-place">
            Нажмите «Показать» или Ctrl+P: документ составится из введённого и будет точно таким, каким его утвердят.
          </div>
        )}
      </Card>
    </div>
  );
}

const ignore = () => undefined;

/** As wide as its place; looked at closer in a tab of its own. */
function Shown({ paper: { bytes, url } }: { paper: Paper }) {
  const scroller = useRef<HTMLElement>(null);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled by keyboard, too */}
      <section className="rg-preview-window" ref={scroller} tabIndex={0} aria-label="Просмотр документа решения">
        <PdfView
          name="Документ решения"
          source={bytes}
          sight={plainSight}
          scroller={scroller}
          onPlace={ignore}
          onShown={ignore}
        />
      </section>
      <p>
        <a href={url} target="_blank" rel="noreferrer">
          Открыть в новой вкладке
        </a>{' '}
        ·{' '}
        <a href={url} download="Решение.pdf">
          Скачать
        </a>
      </p>
    </>
  );
}
