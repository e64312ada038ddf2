import { Button, Modal } from 'antd';
import { useId, useState } from 'react';
import type { IncomingView } from '../api.ts';
import { problemAt } from '../client.ts';
import { AreaField } from '../ui/area-field.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { Notice } from '../ui/notice.tsx';

interface RefuseDialogProps {
  view: IncomingView;
  /** What came of the last try. */
  failure: Error | null;
  busy: boolean;
  onClose: () => void;
  /** Closes this when it is done; what was typed stays here otherwise. */
  onRefuse: (text: string) => Promise<void>;
}

/** Nothing is given: the other body is told why. */
export function RefuseDialog({ view, failure, busy, onClose, onRefuse }: RefuseDialogProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [attempted, setAttempted] = useState(false);
  const missing = attempted && text.trim() === '';
  const wrong = missing ? 'Напишите причину: её прочитает ведомство, которое спрашивает' : problemAt(failure, 'text');
  const submit = async () => {
    setAttempted(true);
    if (text.trim() === '') return document.getElementById(id)?.focus();
    await onRefuse(text.trim());
  };
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button type="primary" danger loading={busy} onClick={() => void submit()}>
        Отказать
      </Button>
    </>
  );
  return (
    <Modal open title={`Отказать в сведениях: запрос № ${view.number}`} onCancel={onClose} width={640} footer={footer}>
      <DialogBody>
        {attempted && failure !== null && wrong === undefined ? <Notice tone="error">{failure.message}</Notice> : null}
        <AreaField
          id={id}
          label="Почему сведения не предоставляются"
          rows={4}
          maxLength={20_000}
          required
          mistake={wrong}
          value={text}
          onChange={setText}
        />
      </DialogBody>
    </Modal>
  );
}
