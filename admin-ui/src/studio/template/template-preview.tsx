import type { ApiTypes } from '@reglament/core/api';
import { requestBlob } from '@reglament/runtime-ui/client';
import { type Paper, PaperWindow, paperFrom } from '@reglament/runtime-ui/paper';
import { Card, Notice } from '@reglament/runtime-ui/ui';
import { Button, Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { findByNumber } from '../tryout/case-queries.ts';
import type { DraftPlace } from '../tryout/tryout-queries.ts';

interface TemplatePreviewProps {
  place: DraftPlace;
  template: string;
}

/** The very document that the template gives, made by the server: of a made-up application or of a real one. */
export function TemplatePreview({ place, template }: TemplatePreviewProps) {
  const [number, setNumber] = useState('');
  const [paper, setPaper] = useState<Paper>();
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useId();
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (paper === undefined) return;
    // What was asked for comes below the button, and below the screen as often as not.
    shown.current?.scrollIntoView({ block: 'nearest' });
    return () => URL.revokeObjectURL(paper.url);
  }, [paper]);
  const make = async (format: 'pdf' | 'docx') => {
    setBusy(true);
    setFailure('');
    try {
      await place.flush();
      const blob = await paperOf(place.id, { template, ...(await applicationOf(number)) }, format);
      if (format === 'pdf') setPaper(await paperFrom(blob));
      else download(blob, `${template}.docx`);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title="Просмотр">
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={field}>Номер заявки</label>
        </div>
        <Input id={field} value={number} onChange={(event) => setNumber(event.target.value)} />
        <div className="rg-hint">Пусто – вымышленный пример; с номером – заявка, которую вы вправе видеть</div>
      </div>
      <div className="rs-row">
        <Button type="primary" loading={busy} onClick={() => void make('pdf')}>
          Показать документ
        </Button>
        <Button disabled={busy} onClick={() => void make('docx')}>
          Скачать DOCX
        </Button>
      </div>
      {failure === '' ? null : <Notice tone="error">{failure}</Notice>}
      {paper === undefined ? null : (
        <div ref={shown} className="ra-wide">
          <PaperWindow
            key={paper.url}
            paper={paper}
            name="Документ"
            label="Просмотр документа"
            file={`${template}.pdf`}
          />
        </div>
      )}
    </Card>
  );
}

function paperOf(id: string, body: ApiTypes['DraftPaper'], format: string): Promise<Blob> {
  return requestBlob(`/api/admin/drafts/${id}/paper`, { method: 'POST', body, query: { format } });
}

async function applicationOf(number: string): Promise<{ applicationId?: string }> {
  const wanted = number.trim();
  return wanted === '' ? {} : { applicationId: await findByNumber(wanted) };
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  Object.assign(link, { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
