import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { IncomingView } from '../api.ts';
import { DialogBody } from '../ui/dialog-body.tsx';

interface RefuseDialogProps {
  view: IncomingView;
  onClose: () => void;
  onRefuse: (text: string) => Promise<void>;
}

/** Nothing is given: the other body is told why. */
export function RefuseDialog({ view, onClose, onRefuse }: RefuseDialogProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const wrong = attempted && text.trim() === '';
  const submit = async () => {
    setAttempted(true);
    if (text.trim() === '') return document.getElementById(id)?.focus();
    setBusy(true);
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
        <div className={wrong ? 'rg-field rg-field-wide rg-field-wrong' : 'rg-field rg-field-wide'}>
          <div className="rg-field-label">
            <label htmlFor={id}>Почему сведения не предоставляются</label>
            <span className="rg-required" aria-hidden="true">
              Требуется
            </span>
          </div>
          <Input.TextArea
            id={id}
            value={text}
            onChange={(event) => setText(event.target.value)}
            rows={4}
            className="rg-textarea"
            maxLength={20_000}
            aria-required
            aria-invalid={wrong || undefined}
            aria-describedby={wrong ? `${id}-error` : undefined}
          />
          {wrong ? (
            <div className="rg-error" id={`${id}-error`}>
              Напишите причину: её прочитает ведомство, которое спрашивает
            </div>
          ) : null}
        </div>
      </DialogBody>
    </Modal>
  );
}
