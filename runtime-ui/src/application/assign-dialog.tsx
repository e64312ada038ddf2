import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { dateText, plural } from '../ui/format.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { employeeField } from './action-kind.ts';
import type { ActionProps } from './action-props.ts';
import { caseName } from './case-name.ts';
import { CommentField } from './comment-field.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { type Candidate, candidatesQuery } from './queries.ts';
import { useAction } from './use-action.ts';

const searchFrom = 8;

interface CandidateRowProps {
  candidate: Candidate;
  busy: boolean;
  onChoose: () => void;
}

function CandidateRow({ candidate, busy, onChoose }: CandidateRowProps) {
  return (
    <li className="rg-candidate">
      <div className="rg-candidate-name">
        <strong>{candidate.name}</strong>
        {candidate.assigned ? <Tag tone="info">Назначен сейчас</Tag> : null}
        {candidate.awayTo ? <Tag tone="warning">Отсутствует до {dateText(candidate.awayTo)}</Tag> : null}
        <span className="rg-muted">{candidate.position}</span>
      </div>
      <span className="rg-muted">В работе: {plural(candidate.load, ['заявка', 'заявки', 'заявок'])}</span>
      <Button
        onClick={onChoose}
        disabled={busy || candidate.assigned}
        aria-label={`Назначить заявку на исполнителя: ${candidate.name}`}
      >
        Назначить заявку на исполнителя
      </Button>
    </li>
  );
}

/** «Назначить исполнителя»: the employees who may work on this service, each with what they have in hand. */
export function AssignDialog({ card, action, onClose, onDone, onRefresh }: ActionProps) {
  const { data: candidates, error, isPending } = useQuery(candidatesQuery(card.id, action.code));
  const { run, busy, failure } = useAction();
  const [typed, setTyped] = useState('');
  const [comment, setComment] = useState('');
  const [attempted, setAttempted] = useState(false);
  const commentMissing = action.comment === 'required' && comment.trim() === '';
  const field = employeeField(action.input) ?? 'executor';
  const wanted = typed.trim().toLocaleLowerCase('ru');
  const shown = (candidates ?? []).filter(({ name }) => name.toLocaleLowerCase('ru').includes(wanted));
  const choose = async (candidate: Candidate) => {
    setAttempted(true);
    if (commentMissing) return;
    const said = comment.trim() === '' ? {} : { comment: comment.trim() };
    const input = { [field]: candidate.id };
    const done = await run({ id: card.id, version: card.version, code: action.code, input, ...said });
    if (!done) return;
    onDone?.(done);
    onClose();
  };
  return (
    <Modal
      open
      title={action.title}
      onCancel={onClose}
      width={720}
      footer={<Button onClick={onClose}>Отменить</Button>}
      destroyOnHidden
    >
      <p className="rg-muted">
        {caseName(card.number)}, {card.service.title}
      </p>
      {failure ? <FailureNotice failure={failure} {...(onRefresh ? { onRefresh } : {})} /> : null}
      {error ? <Notice tone="error">{error.message}</Notice> : null}
      {isPending ? <Loading /> : null}
      {action.comment !== 'required' ? null : (
        <CommentField
          value={comment}
          required
          wrong={attempted && commentMissing}
          failure={failure}
          onChange={setComment}
        />
      )}
      {candidates && candidates.length > searchFrom ? (
        <Input
          placeholder="Найти по имени"
          aria-label="Найти сотрудника по имени"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          allowClear
        />
      ) : null}
      {candidates && shown.length === 0 ? (
        <Empty title="Подходящих сотрудников нет">
          {card.reviewers ?? 'Обратитесь к администратору: исполнителю нужна роль для этой услуги.'}
        </Empty>
      ) : null}
      <ul className="rg-candidates">
        {shown.map((candidate) => (
          <CandidateRow key={candidate.id} candidate={candidate} busy={busy} onChoose={() => choose(candidate)} />
        ))}
      </ul>
    </Modal>
  );
}
