import type { ApiTypes } from '@reglament/core/api';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { ActionView, ApplicationCard } from '../api.ts';
import { NewerDialog, useNewer } from '../applicant/newer-dialog.tsx';
import { type Answers, FormEditor, type FormHandle, heldUpload, useHeldUpload } from '../form/index.ts';
import { issueInput } from '../issue/issue-input.ts';
import { useMe } from '../session/me.ts';
import { DialogBody } from '../ui/dialog-body.tsx';
import { todayIn } from '../ui/format.ts';
import { useKey } from '../ui/keys.ts';
import { Notice } from '../ui/notice.tsx';
import { WhyNot } from '../why/why-not.tsx';
import { inputProblems } from './action-input.ts';
import type { ActionProps } from './action-props.ts';
import { caseName } from './case-name.ts';
import { CommentField } from './comment-field.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { decisionFiles, formSources } from './form-sources.ts';
import { serviceQuery } from './service-queries.ts';
import { useAction } from './use-action.ts';

function useDialogWork({ card, action, onClose, onDone }: ActionProps) {
  const { run, busy, failure } = useAction();
  const form = useRef<FormHandle>(null);
  const [answers, setAnswers] = useState<Answers>(() => beginningOf(card, action));
  const [comment, setComment] = useState('');
  const [attempted, setAttempted] = useState(false);
  const commentMissing = action.comment === 'required' && comment.trim() === '';
  const submit = async (applicantChoice?: ApiTypes['ApplicantChoice']) => {
    if (heldUpload()) return;
    const input = form.current?.flush();
    const first = form.current?.check(true)[0];
    setAttempted(true);
    if (first) return form.current?.focus(first.pointer);
    if (commentMissing) return;
    const given = { ...(input ? { input } : {}), comment: comment.trim(), applicantChoice };
    const done = await run({ id: card.id, version: card.version, code: action.code, ...given });
    if (!done) return;
    onDone?.(done);
    onClose();
  };
  return {
    form,
    answers,
    setAnswers,
    comment,
    setComment,
    commentWrong: attempted && commentMissing,
    busy,
    failure,
    submit,
  };
}

function beginningOf(card: ApplicationCard, action: ActionView): Answers {
  if (action.issues) return issueInput(card);
  // Sending a decision back starts from its present files, so that one can take some away.
  return action.input?.schema.properties.files ? { files: decisionFiles(card).map((file) => file.id) } : {};
}

/** The questions of an action with what they draw from. */
function Questions({ card, action, work }: ActionProps & { work: ReturnType<typeof useDialogWork> }) {
  const { organisation } = useMe();
  const me = useMe();
  const { data: service } = useQuery(serviceQuery(card.service.code, card.service.version));
  const facts = useMemo(() => ({ today: todayIn(organisation.timeZone, new Date()) }), [organisation.timeZone]);
  // By convention `files` are those of the decision; what else an action attaches belongs to the application.
  const purpose = action.input?.schema.properties.files ? 'decision' : 'attachment';
  const sources = useMemo(
    () => formSources({ me, service, card, purpose, decides: action.decides }),
    [me, service, card, purpose, action.decides],
  );
  const problems = useMemo(() => inputProblems(work.failure), [work.failure]);
  if (!action.input) return null;
  return (
    <FormEditor
      ref={work.form}
      name="input"
      bare
      form={action.input}
      answers={work.answers}
      onChange={work.setAnswers}
      facts={facts}
      sources={sources}
      problems={problems}
    />
  );
}

/** What this action costs: the signatures that stand already. */
function DroppedSignatures({ card, action }: Pick<ActionProps, 'card' | 'action'>) {
  const { signing } = card;
  if (!signing?.droppedBy.includes(action.code)) return null;
  const titles = signing.places.filter(({ status }) => status === 'signed').map(({ title }) => title);
  return (
    <Notice tone="warning" title="Подписи под документом перестанут действовать">
      Уже подписали: {titles.join(', ')}. Исправленный документ подпишут заново.
    </Notice>
  );
}

/** An action with a short form: its questions, the comment, «Сохранить» and «Отменить». */
export function ActionDialog(props: ActionProps) {
  const { card, action, onClose, onRefresh } = props;
  const work = useDialogWork(props);
  const newer = useNewer(work.failure, work.busy);
  const held = useHeldUpload();
  useKey('main', action.title, () => void work.submit());
  useKey('save', action.title, () => void work.submit());
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button
        type="primary"
        danger={action.tone === 'danger'}
        loading={work.busy}
        disabled={held !== undefined}
        onClick={() => work.submit()}
      >
        {action.confirm ?? 'Сохранить'}
      </Button>
    </>
  );
  return (
    <Modal
      open
      title={action.title}
      onCancel={onClose}
      width={640}
      destroyOnHidden
      mask={{ closable: false }}
      footer={footer}
    >
      <DialogBody>
        <p className="rg-muted">
          {caseName(card.number)}, {card.service.title}
        </p>
        {newer ? (
          <NewerDialog
            conflict={newer}
            busy={work.busy}
            onChoose={(choice) => void work.submit(choice)}
            onClose={onClose}
          />
        ) : null}
        {work.failure && !newer ? <FailureNotice failure={work.failure} {...(onRefresh ? { onRefresh } : {})} /> : null}
        <DroppedSignatures card={card} action={action} />
        <Questions {...props} work={work} />
        {action.comment === 'none' ? null : (
          <CommentField
            value={work.comment}
            required={action.comment === 'required'}
            wrong={work.commentWrong}
            failure={work.failure}
            onChange={work.setComment}
          />
        )}
        <div role="status">
          <WhyNot reason={held} />
        </div>
      </DialogBody>
    </Modal>
  );
}
