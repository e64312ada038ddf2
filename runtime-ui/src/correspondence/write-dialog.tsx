import type { ApiTypes } from '@reglament/core/api';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Modal } from 'antd';
import { useId, useState } from 'react';
import type { ApplicationCard, MessageView } from '../api.ts';
import { FailureNotice } from '../application/failure-notice.tsx';
import { newUuid } from '../application/uuid.ts';
import { problemAt, request } from '../client.ts';
import { FileTarget, PendingRows, UploadButton, type Uploads, useHeldUpload, useUploads } from '../form/index.ts';
import { AreaField } from '../ui/area-field.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { useKey } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { WhyNot } from '../why/why-not.tsx';
import { correspondenceQuery } from './queries.ts';

/** `MessageToApplicant` of the interface. */
const MOST_TEXT = 3000;

interface WriteDialogProps {
  card: ApplicationCard;
  /** What is answered; absent: the body writes by itself. */
  question: MessageView | undefined;
  onClose: () => void;
}

function useWriting({ card, question, onClose }: WriteDialogProps) {
  const queryClient = useQueryClient();
  const [key] = useState(newUuid);
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly string[]>([]);
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const { queryKey } = correspondenceQuery(card.id);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ['application', card.id] });
  const uploads = useUploads({
    target: async () => ({ applicationId: card.id, purpose: 'attachment' }),
    onStored: ({ id }) => {
      // Several are stored at the same time: each is added to what is chosen by then.
      setFiles((known) => [...known, id]);
      refresh();
    },
  });
  const held = useHeldUpload();
  const send = async () => {
    setAttempted(true);
    if (text.trim() === '' || busy) return;
    if (held) return announce(held);
    setBusy(true);
    setFailure(null);
    try {
      const body = { key, text, files: [...files], ...(question === undefined ? {} : { question: question.id }) };
      const path = `/api/applications/${card.id}/correspondence`;
      const list = await request<ApiTypes['Correspondence']>(path, { method: 'POST', body });
      queryClient.setQueryData(queryKey, list);
      announce('Сообщение отправляется в личный кабинет заявителя');
      onClose();
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setBusy(false);
    }
  };
  return { text, setText, files, setFiles, uploads, held, attempted, busy, failure, send, refresh };
}

/** The answer to a question, or a message of the body's own, with files of the case. */
export function WriteDialog(props: WriteDialogProps) {
  const { card, question, onClose } = props;
  const work = useWriting(props);
  const heldId = useId();
  useKey('main', 'Отправить', () => void work.send());
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button
        type="primary"
        loading={work.busy}
        disabled={work.held !== undefined}
        aria-describedby={heldId}
        onClick={() => void work.send()}
      >
        Отправить
      </Button>
    </>
  );
  const empty = work.attempted && work.text.trim() === '';
  const title = question === undefined ? 'Написать заявителю' : 'Ответ заявителю';
  return (
    <Modal open title={title} onCancel={onClose} width={640} destroyOnHidden footer={footer}>
      <DialogBody>
        {work.failure ? <FailureNotice failure={work.failure} onRefresh={work.refresh} /> : null}
        {question === undefined ? null : <blockquote className="rg-quote">{question.text}</blockquote>}
        <AreaField
          label="Текст сообщения"
          rows={5}
          maxLength={MOST_TEXT}
          mistake={empty ? 'Напишите, что передать заявителю' : problemAt(work.failure, 'text')}
          value={work.text}
          onChange={work.setText}
        />
        <FilesPart card={card} chosen={work.files} onChange={work.setFiles} uploads={work.uploads} />
        <p className="rg-hint">Заявитель увидит это в личном кабинете на портале.</p>
        <div id={heldId}>
          <WhyNot reason={work.held} />
        </div>
      </DialogBody>
    </Modal>
  );
}

interface FilesPartProps {
  card: ApplicationCard;
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
  uploads: Uploads;
}

/** Files of the case, chosen one by one; a new one is chosen by itself. */
function FilesPart({ card, chosen, onChange, uploads }: FilesPartProps) {
  const mayAdd = card.closed.files === null;
  if (card.files.length === 0 && !mayAdd) return null;
  return (
    <FileTarget className="rg-request-add" onFiles={mayAdd ? uploads.start : undefined}>
      <fieldset className="rg-fieldset">
        <legend className="rg-field-label">Приложить файлы заявки</legend>
        <Checkbox.Group
          className="rg-checks"
          value={[...chosen]}
          onChange={(ids) => onChange(ids)}
          options={card.files.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <ul className="rg-file-list">
          <PendingRows uploads={uploads} />
        </ul>
      </fieldset>
      {mayAdd ? <UploadButton label="к сообщению заявителю" many onFiles={uploads.start} /> : null}
    </FileTarget>
  );
}
