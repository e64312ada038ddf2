import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';

interface ReasonDialogProps {
  title: string;
  lead: string;
  label: string;
  /** What to say when nothing was written. */
  missing: string;
  okText: string;
  danger?: boolean;
  send: (text: string) => Promise<void>;
  onClose: () => void;
  onDone: () => void;
}

const SHORTEST = 5;

/** A decision that is not taken back: it takes words, and the words stay. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, lead, label, missing, okText, danger = false, send, onClose, onDone } = props;
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const [field, note] = [useId(), useId()];
  const work = useMutation({ mutationFn: () => send(text), onSuccess: onDone });
  const submit = () => {
    const short = text.trim().length < SHORTEST;
    setProblem(short ? missing : '');
    if (!short) work.mutate();
  };
  return (
    <Modal
      open
      width={560}
      title={title}
      okText={okText}
      okButtonProps={{ danger }}
      cancelText="Отмена"
      confirmLoading={work.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        <p>{lead}</p>
        {work.error ? <Notice tone="error">{work.error.message}</Notice> : null}
        <div className={problem ? 'rg-field rg-field-wrong' : 'rg-field'}>
          <div className="rg-field-label">
            <label htmlFor={field}>{label}</label>
          </div>
          <Input.TextArea
            id={field}
            value={text}
            rows={3}
            maxLength={500}
            autoFocus
            aria-required="true"
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? note : undefined}
            onChange={(event) => setText(event.target.value)}
          />
          {problem ? (
            <div className="rg-error" id={note} role="alert">
              {problem}
            </div>
          ) : null}
        </div>
      </div>
    </Modal>
  );
}
