import { FilePdfOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ApplicationCard, DocumentView, ReceivedDocument } from '../api.ts';
import { FailureNotice } from '../application/failure-notice.tsx';
import { request } from '../client.ts';
import { Card } from '../ui/card.tsx';
import { announce } from '../ui/live-region.tsx';
import { WhyNot } from '../why/why-not.tsx';
import { EditedPaper, ReadPaper } from './received-paper.tsx';
import { ReturnOriginals } from './return-originals.tsx';

interface ReceivedPapersProps {
  card: ApplicationCard;
  documents: readonly DocumentView[];
  writable: boolean;
}

/** The list as it is typed; it replaces the stored one whole. */
function usePapers({ card, documents }: ReceivedPapersProps) {
  const queryClient = useQueryClient();
  const [rows, setRows] = useState<readonly ReceivedDocument[]>(card.receivedDocuments);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['application', card.id] });
  const put = (index: number, row: ReceivedDocument | undefined) =>
    setRows(rows.flatMap((other, place) => (place === index ? (row ?? []) : other)));
  /** The next paper of the service that is not there yet, or an empty line. */
  const add = () => {
    const next = documents.find(({ present, code }) => !present && !rows.some(({ document }) => document === code));
    const named = { document: next?.code ?? null, title: next?.title ?? '' };
    setRows([...rows, { ...named, form: 'copy', sheets: 1, copies: 1, returnedAt: null, returnedTo: null }]);
  };
  const save = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const items = rows.map((row) => ({ ...row, title: row.title.trim() }));
      const body = { version: card.version, items };
      await request(`/api/applications/${card.id}/received-documents`, { method: 'PUT', body });
      announce('Перечень принятых документов сохранён');
      await refresh();
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setBusy(false);
    }
  };
  const changed = JSON.stringify(rows) !== JSON.stringify(card.receivedDocuments);
  return { rows, put, add, save, busy, failure, changed, refresh };
}

type Papers = ReturnType<typeof usePapers>;

/** The list of papers taken in by hand, original or copy, with sheets; and the receipt for them. */
export function ReceivedPapers(props: ReceivedPapersProps) {
  const { card, documents, writable } = props;
  const papers = usePapers(props);
  const receipt = (
    <Button
      size="small"
      icon={<FilePdfOutlined aria-hidden="true" />}
      href={`/api/applications/${card.id}/receipt`}
      target="_blank"
    >
      Расписка
    </Button>
  );
  return (
    <Card title="Принятые бумаги" extra={card.receivedDocuments.length > 0 ? receipt : null}>
      {papers.failure ? <FailureNotice failure={papers.failure} onRefresh={() => void papers.refresh()} /> : null}
      <WhyNot reason={card.closed.papers} />
      {papers.rows.length === 0 ? (
        <p className="rg-muted">Бумаги не принимались.</p>
      ) : (
        <PapersTable papers={papers} documents={documents} writable={writable} />
      )}
      <div className="rg-action-bar rg-received-bar">
        {writable ? <PapersButtons papers={papers} /> : null}
        {papers.changed ? null : <ReturnOriginals card={card} />}
      </div>
    </Card>
  );
}

function PapersTable({ papers, documents, writable }: { papers: Papers } & Omit<ReceivedPapersProps, 'card'>) {
  return (
    <table className="rg-table rg-received">
      <caption className="rg-visually-hidden">Принятые бумаги</caption>
      <thead>
        <tr>
          <th scope="col">Документ</th>
          <th scope="col">Вид</th>
          <th scope="col">Листов</th>
          <th scope="col">Экземпляров</th>
          <th scope="col">Возвращён</th>
          {writable ? <th scope="col">Действия</th> : null}
        </tr>
      </thead>
      <tbody>
        {papers.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name before they are saved
          <tr key={index}>
            {writable ? (
              <EditedPaper
                row={row}
                number={index + 1}
                titles={documents}
                onChange={(next) => papers.put(index, next)}
              />
            ) : (
              <ReadPaper row={row} />
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PapersButtons({ papers }: { papers: Papers }) {
  const unnamed = papers.rows.some(({ title }) => title.trim() === '');
  return (
    <>
      <Button icon={<PlusOutlined aria-hidden="true" />} onClick={papers.add}>
        Добавить документ
      </Button>
      {papers.changed ? (
        <Button type="primary" loading={papers.busy} onClick={papers.save} disabled={unnamed}>
          Сохранить перечень
        </Button>
      ) : null}
    </>
  );
}
