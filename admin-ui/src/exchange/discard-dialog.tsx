import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { discardJob, type ParkedJob } from './parked-job.ts';

interface DiscardDialogProps {
  job: ParkedJob;
  onClose: () => void;
  onDone: () => void;
}

const SHORTEST = 5;

/** A job that is given up never comes back, so it takes a reason, and the reason stays. */
export function DiscardDialog({ job, onClose, onDone }: DiscardDialogProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [field, note] = [useId(), useId()];
  const discard = useMutation({ mutationFn: () => discardJob(job, reason), onSuccess: onDone });
  const submit = () => {
    const missing = reason.trim().length < SHORTEST;
    setProblem(missing ? 'Напишите, почему задание не нужно: хотя бы несколько слов.' : '');
    if (!missing) discard.mutate();
  };
  return (
    <Modal
      open
      width={560}
      title={`Удалить задание «${job.title}»`}
      okText="Удалить"
      okButtonProps={{ danger: true }}
      cancelText="Отмена"
      confirmLoading={discard.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        <p>Задание больше не будет выполнено. Ваше имя и причина останутся на записи.</p>
        {discard.error ? <Notice tone="error">{discard.error.message}</Notice> : null}
        <div className={problem ? 'rg-field rg-field-wrong' : 'rg-field'}>
          <div className="rg-field-label">
            <label htmlFor={field}>Причина</label>
          </div>
          <Input.TextArea
            id={field}
            value={reason}
            rows={3}
            maxLength={500}
            autoFocus
            aria-required="true"
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? note : undefined}
            onChange={(event) => setReason(event.target.value)}
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
