import { Button, Modal } from 'antd';
import { useId, useState } from 'react';
import { problemAt } from '../client.ts';
import { AreaField } from '../ui/area-field.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { Notice } from '../ui/notice.tsx';

interface ReasonDialogProps {
  title: string;
  lead: string;
  label: string;
  button: string;
  /** What came of the last try. */
  failure: Error | null;
  busy: boolean;
  onClose: () => void;
  /** Closes this when it is done; what was typed stays here otherwise. */
  onSubmit: (reason: string) => Promise<void>;
}

const SHORTEST = 3;

/** Something is taken back: the act says why. */
export function ReasonDialog({ title, lead, label, button, failure, busy, onClose, onSubmit }: ReasonDialogProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [attempted, setAttempted] = useState(false);
  const reason = text.trim();
  const missing = attempted && reason.length < SHORTEST;
  const wrong = missing ? 'Напишите причину: она останется в акте' : problemAt(failure, 'reason');
  const submit = async () => {
    setAttempted(true);
    if (reason.length < SHORTEST) return document.getElementById(id)?.focus();
    await onSubmit(reason);
  };
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button type="primary" danger loading={busy} onClick={() => void submit()}>
        {button}
      </Button>
    </>
  );
  return (
    <Modal open title={title} onCancel={onClose} width={640} footer={footer}>
      <DialogBody>
        {attempted && failure !== null && wrong === undefined ? <Notice tone="error">{failure.message}</Notice> : null}
        <p>{lead}</p>
        <AreaField
          id={id}
          label={label}
          rows={3}
          maxLength={1_000}
          required
          mistake={wrong}
          value={text}
          onChange={setText}
        />
      </DialogBody>
    </Modal>
  );
}
