import { CheckCircleFilled, DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import type { ApplicationCard, ApplicationContent, DocumentView, FileView, ServiceView } from '../api.ts';
import { documentsOf } from '../application/papers.ts';
import { variantOf, variantWords } from '../application/variant.ts';
import { request } from '../client.ts';
import { FileView as Shown } from '../file-view/file-view.tsx';
import { viewedFiles } from '../file-view/viewed-file.ts';
import { elementId, FileTarget, PendingRows, UploadButton, useLooseFiles, useUploads } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { Signatures } from '../signature/signatures.tsx';
import { Card } from '../ui/card.tsx';
import { instantText, sizeText, todayIn } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { WhyNot } from '../why/why-not.tsx';
import { mayAttach, mayChangeDocuments, mayReceive } from './document-rights.ts';
import { ReceivedPapers } from './received-papers.tsx';

interface DocumentsPanelProps {
  service: ServiceView;
  content: ApplicationContent;
  source: string;
  card: ApplicationCard | undefined;
  /** Makes the row that files hang on, when there is none yet. */
  ensureSaved: () => Promise<{ id: string }>;
}

interface FileRowProps {
  file: FileView;
  onRemove: (() => void) | undefined;
  card: ApplicationCard | undefined;
  onSigned: () => void;
}

function FileRow({ file, onRemove, card, onSigned }: FileRowProps) {
  const me = useMe();
  return (
    <li className="rg-file rg-file-signed">
      <PaperClipOutlined aria-hidden="true" />
      <a className="rg-file-name" href={`/api/files/${file.id}/content`} target="_blank" rel="noreferrer">
        {file.name}
      </a>
      <span className="rg-muted">
        {sizeText(file.size)}, {instantText(file.createdAt, me.organisation.timeZone)}
      </span>
      <Shown id={file.id} among={viewedFiles(card?.files ?? [])} />
      {onRemove ? (
        <Button
          size="small"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={`Удалить файл «${file.name}»`}
          onClick={onRemove}
        />
      ) : null}
      <Signatures
        file={file}
        addable={mayAttach(card, me)}
        removable={mayChangeDocuments(card, me)}
        pairing={card && onRemove ? { application: card.id, files: card.files } : undefined}
        onChanged={onSigned}
      />
    </li>
  );
}

interface PlaceProps extends Pick<DocumentsPanelProps, 'card' | 'ensureSaved'> {
  /** Code of the paper; none for other files. */
  code: string | undefined;
  title: string;
  files: readonly FileView[];
  writable: boolean;
  /** What it is, above its files. */
  head: ReactNode;
}

/** The files of one paper: what is there, what is on its way, «Загрузить документ», or dropped on it. */
function FilePlace({ card, ensureSaved, code, title, files, writable, head }: PlaceProps) {
  const queryClient = useQueryClient();
  const { modal, message } = App.useApp();
  const refresh = (id: string) => queryClient.invalidateQueries({ queryKey: ['application', id] });
  const uploads = useUploads({
    target: async () => {
      const { id } = await ensureSaved();
      return {
        applicationId: id,
        purpose: code ? ('document' as const) : ('attachment' as const),
        ...(code ? { documentCode: code } : {}),
      };
    },
    onStored: () => void ensureSaved().then(({ id }) => refresh(id)),
  });
  const remove = (file: FileView) =>
    modal.confirm({
      title: `Удалить файл «${file.name}»?`,
      okText: 'Удалить',
      cancelText: 'Отменить',
      okButtonProps: { danger: true },
      onOk: async () => {
        if (!card) return;
        await request(`/api/applications/${card.id}/files/${file.id}`, { method: 'DELETE' }).catch((failure: Error) =>
          message.error(failure.message),
        );
        await refresh(card.id);
      },
    });
  // What is meant for no paper of the list is among the other files.
  useLooseFiles(writable && code === undefined ? uploads.start : undefined);
  return (
    <FileTarget className="rg-paper" onFiles={writable ? uploads.start : undefined}>
      {head}
      <ul className="rg-file-list rg-paper-files">
        {files.map((file) => (
          <FileRow
            key={file.id}
            file={file}
            card={card}
            onRemove={writable ? () => remove(file) : undefined}
            onSigned={() => void (card && refresh(card.id))}
          />
        ))}
        <PendingRows uploads={uploads} />
      </ul>
      {writable ? (
        <UploadButton
          {...(code ? { id: elementId('documents', `/${code}`) } : {})}
          label={title}
          many
          small
          onFiles={uploads.start}
        />
      ) : null}
    </FileTarget>
  );
}

function Paper({ document, ...place }: { document: DocumentView } & Omit<PlaceProps, 'code' | 'title' | 'head'>) {
  const head = (
    <div>
      <strong>{document.title}</strong>{' '}
      {document.present ? (
        <Tag tone="success">
          <CheckCircleFilled aria-hidden="true" /> Представлен
        </Tag>
      ) : document.needed ? (
        <span className="rg-required">Требуется</span>
      ) : null}
      {document.description ? <div className="rg-hint">{document.description}</div> : null}
    </div>
  );
  return (
    <li>
      <FilePlace {...place} code={document.code} title={document.title} head={head} />
    </li>
  );
}

/** Papers to hand in, as the answers of this moment demand, with their files; and papers taken in by hand. */
export function DocumentsPanel({ service, content, source, card, ensureSaved }: DocumentsPanelProps) {
  const me = useMe();
  const files = card?.files ?? [];
  const received = card?.receivedDocuments ?? [];
  const present = new Set(
    [...files.map(({ document }) => document), ...received.map(({ document }) => document)].flatMap(
      (code) => code ?? [],
    ),
  );
  const today = todayIn(me.organisation.timeZone, new Date());
  const one = { service, content, source, today, card };
  const documents = documentsOf({ ...one, present });
  const variant = variantWords(variantOf(one), service);
  const writable = mayAttach(card, me);
  const others = files.filter(
    ({ purpose, document }) => purpose === 'attachment' || (purpose === 'document' && document === null),
  );
  const place = { card, ensureSaved, writable };
  return (
    <>
      <Card
        title="Документы"
        description={
          writable
            ? 'Перечень зависит от ответов в заявке. Приложите файлы – кнопкой, перетащив на строку документа или из буфера, Ctrl+V, – или внесите бумаги в перечень принятых.'
            : 'Перечень зависит от ответов в заявке. Приложите файлы или внесите бумаги в перечень принятых.'
        }
      >
        <WhyNot reason={card?.closed.documents} />
        {variant ? (
          <p className="rg-variant" role="status">
            {variant}
          </p>
        ) : null}
        {documents.length === 0 ? <Empty title="По этой заявке документы не требуются" /> : null}
        <ul className="rg-papers">
          {documents.map((document) => (
            <Paper
              key={document.code}
              document={document}
              {...place}
              writable={mayChangeDocuments(card, me)}
              files={files.filter((file) => file.document === document.code && file.purpose === 'document')}
            />
          ))}
          {writable || others.length > 0 ? (
            <li>
              <FilePlace
                {...place}
                code={undefined}
                title="Прочие файлы"
                files={others}
                head={<strong>Прочие файлы</strong>}
              />
            </li>
          ) : null}
        </ul>
      </Card>
      {card ? (
        // Anew only when the stored list is another: lines being typed outlive other changes of the case.
        <ReceivedPapers
          key={JSON.stringify(card.receivedDocuments)}
          card={card}
          documents={documents}
          writable={mayReceive(card, me)}
        />
      ) : null}
    </>
  );
}
