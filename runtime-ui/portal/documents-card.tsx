import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { ServiceView } from '../src/api.ts';
import { documentsOf } from '../src/application/papers.ts';
import type { Answers } from '../src/form/index.ts';
import { Card } from '../src/ui/card.tsx';
import { sizeText, todayIn } from '../src/ui/format.ts';
import { Notice } from '../src/ui/notice.tsx';
import { Tag } from '../src/ui/status-tag.tsx';
import type { Applying } from './form-facts.ts';
import { keepFile, type PortalDocument } from './portal-api.ts';

export interface Documents {
  list: readonly PortalDocument[];
  problem: string | undefined;
  /** The name of a file that is on its way: what is sent now would go without it. */
  coming: string | undefined;
  add: (code: string, files: readonly File[]) => Promise<void>;
  remove: (id: string) => void;
}

/** Files that go along, each under the paper that it is. */
export function useDocuments(): Documents {
  const [list, setList] = useState<readonly PortalDocument[]>([]);
  const [problem, setProblem] = useState<string>();
  const [coming, setComing] = useState<readonly File[]>([]);
  return {
    list,
    problem,
    coming: coming[0]?.name,
    async add(code, files) {
      setProblem(undefined);
      setComing((before) => [...before, ...files]);
      try {
        for (const file of files) {
          const kept = await keepFile(file);
          setList((before) => [...before, { ...kept, name: freeName(before, kept.name), code }]);
        }
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      } finally {
        setComing((before) => before.filter((one) => !files.includes(one)));
      }
    },
    remove: (id) => setList((before) => before.filter((one) => one.id !== id)),
  };
}

/** Names in one zip differ. */
function freeName(list: readonly PortalDocument[], name: string): string {
  if (!list.some((one) => one.name === name)) return name;
  const [, base = name, extension = ''] = /^(.+?)(\.[^.]+)?$/.exec(name) ?? [];
  for (let number = 2; ; number += 1) {
    const next = `${base} (${number})${extension}`;
    if (!list.some((one) => one.name === next)) return next;
  }
}

interface DocumentsCardProps {
  service: ServiceView & { timeZone: string };
  answers: Answers;
  applicant: Applying;
  documents: Documents;
  /** Went with the application before. */
  earlier?: readonly PortalDocument[];
}

/** The papers that these answers demand. */
export function usePapers({ service, answers, applicant }: Omit<DocumentsCardProps, 'documents' | 'earlier'>) {
  return useMemo(() => {
    const { kind, hasRepresentative } = applicant;
    const nobody = { submittedBy: null, notification: null };
    const representative = hasRepresentative ? { kind: 'person' as const } : null;
    const content = { applicant: { kind }, representative, ...nobody, answers };
    const today = todayIn(service.timeZone, new Date());
    return documentsOf({ service, content, source: 'epgu', today, card: undefined, present: new Set() });
  }, [service, answers, applicant]);
}

export function DocumentsCard({ documents, earlier = [], ...asked }: DocumentsCardProps) {
  const papers = usePapers(asked);
  return (
    <Card title="Документы" description="Уйдут вместе с заявлением одним архивом.">
      {papers.length === 0 ? <p className="rg-muted">Для этой услуги документы не нужны.</p> : null}
      <ul className="rp-papers">
        {papers.map(({ code, title, description, needed }) => (
          <li key={code}>
            <div className="rp-paper-head">
              <span>
                {title}
                {description ? <span className="rg-muted rg-block">{description}</span> : null}
              </span>
              {needed && !earlier.some((one) => one.code === code) ? <Tag tone="warning">Нужен</Tag> : null}
              <AttachButton title={title} onChoose={(files) => void documents.add(code, files)} />
            </div>
            <ul className="rg-file-list">
              {earlier
                .filter((one) => one.code === code)
                .map(({ id, name }) => (
                  <li className="rg-file" key={id}>
                    <PaperClipOutlined aria-hidden="true" />
                    <span className="rg-file-name">{name}</span>
                    <span className="rg-muted">приложен раньше</span>
                  </li>
                ))}
              {documents.list
                .filter((one) => one.code === code)
                .map(({ id, name, size }) => (
                  <li className="rg-file" key={id}>
                    <PaperClipOutlined aria-hidden="true" />
                    <span className="rg-file-name">{name}</span>
                    <span className="rg-muted">{sizeText(size)}</span>
                    <Button
                      size="small"
                      icon={<DeleteOutlined aria-hidden="true" />}
                      aria-label={`Убрать файл «${name}»`}
                      onClick={() => documents.remove(id)}
                    />
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
      <div className="rg-muted" role="status">
        {documents.coming === undefined ? null : `Загружается файл «${documents.coming}»: дождитесь конца загрузки`}
      </div>
      {documents.problem === undefined ? null : <Notice tone="error">{documents.problem}</Notice>}
    </Card>
  );
}

function AttachButton({ title, onChoose }: { title: string; onChoose: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-paper={title}
        onChange={(event) => {
          onChoose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button
        icon={<UploadOutlined aria-hidden="true" />}
        aria-label={`Приложить: ${title}`}
        onClick={() => input.current?.click()}
      >
        Приложить
      </Button>
    </>
  );
}
