import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { assignKept, type Kept } from './exchange-queries.ts';

interface AssignProps {
  message: Kept;
  onClose: () => void;
  onDone: (request: number) => void;
}

const SHORTEST = 5;

/** What is wrong with the number and with the words; nothing when both will do. */
function problemsOf(number: string, words: string): { number: string; words: string } {
  return {
    number: /^[1-9]\d{0,14}$/.test(number.trim()) ? '' : 'Укажите номер запроса цифрами.',
    words: words.trim().length >= SHORTEST ? '' : 'Напишите, что выяснено: хотя бы несколько слов.',
  };
}

/** «Назначить запросу»: a person has found out whose answer it is. */
export function AssignDialog({ message, onClose, onDone }: AssignProps) {
  const [number, setNumber] = useState('');
  const [words, setWords] = useState('');
  const [told, setTold] = useState({ number: '', words: '' });
  const work = useMutation({
    mutationFn: () => assignKept(message, { request: Number(number), resolution: words }),
    onSuccess: () => onDone(Number(number)),
  });
  const submit = () => {
    const problems = problemsOf(number, words);
    setTold(problems);
    if (problems.number === '' && problems.words === '') work.mutate();
  };
  return (
    <Modal
      open
      width={560}
      title="Назначить ответ запросу"
      okText="Назначить"
      cancelText="Отмена"
      confirmLoading={work.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        <p>Ответ подействует, как если бы пришёл сам. В истории заявки будет видно, кто его назначил и почему.</p>
        {work.error ? <Notice tone="error">{work.error.message}</Notice> : null}
        <Field label="Номер запроса" problem={told.number}>
          {(aria) => (
            <Input
              {...aria}
              value={number}
              inputMode="numeric"
              maxLength={15}
              autoFocus
              onChange={({ target }) => setNumber(target.value)}
            />
          )}
        </Field>
        <Field label="Что выяснено" problem={told.words}>
          {(aria) => (
            <Input.TextArea
              {...aria}
              value={words}
              rows={3}
              maxLength={500}
              onChange={({ target }) => setWords(target.value)}
            />
          )}
        </Field>
      </div>
    </Modal>
  );
}

interface Aria {
  id: string;
  'aria-required': 'true';
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

interface FieldProps {
  label: string;
  problem: string;
  children: (aria: Aria) => ReactNode;
}

function Field({ label, problem, children }: FieldProps) {
  const [field, note] = [useId(), useId()];
  const wrong = problem !== '';
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'}>
      <div className="rg-field-label">
        <label htmlFor={field}>{label}</label>
      </div>
      {children({
        id: field,
        'aria-required': 'true',
        'aria-invalid': wrong ? true : undefined,
        'aria-describedby': wrong ? note : undefined,
      })}
      {wrong ? (
        <div className="rg-error" id={note} role="alert">
          {problem}
        </div>
      ) : null}
    </div>
  );
}
