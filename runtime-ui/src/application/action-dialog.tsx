import type { ApiTypes } from '@reglament/core/api';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ActionView, ApplicationCard } from '../api.ts';
import { NewerDialog, useNewer } from '../applicant/newer-dialog.tsx';
import type { Answers } from '../form/index.ts';
import { issueInput } from '../issue/issue-input.ts';
import { useMe } from '../session/me.ts';
import { Notice } from '../ui/notice.tsx';
import type { ActionProps } from './action-props.ts';
import { caseName } from './case-name.ts';
import { CommentField } from './comment-field.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { FormDialog, useShortForm } from './form-dialog.tsx';
import { decisionFiles, formSources } from './form-sources.ts';
import { serviceQuery } from './service-queries.ts';
import { useAction } from './use-action.ts';

function useDialogWork({ card, action, onClose, onDone }: ActionProps) {
  const { run, busy, failure } = useAction();
  const form = useShortForm(() => beginningOf(card, action));
  const [comment, setComment] = useState('');
  const [attempted, setAttempted] = useState(false);
  const commentMissing = action.comment === 'required' && comment.trim() === '';
  const submit = async (applicantChoice?: ApiTypes['ApplicantChoice']) => {
    const input = form.read();
    setAttempted(true);
    if (input === undefined || commentMissing) return;
    const given = { ...(action.input ? { input } : {}), comment: comment.trim(), applicantChoice };
    const done = await run({ id: card.id, version: card.version, code: action.code, ...given });
    if (!done) return;
    onDone?.(done);
    onClose();
  };
  return { form, comment, setComment, commentWrong: attempted && commentMissing, busy, failure, submit };
}

function beginningOf(card: ApplicationCard, action: ActionView): Answers {
  if (action.issues) return issueInput(card);
  // Sending a decision back starts from its present files, so that one can take some away.
  return action.input?.schema.properties.files ? { files: decisionFiles(card).map((file) => file.id) } : {};
}

/** What the questions of an action draw from. */
function useSources({ card, action }: Pick<ActionProps, 'card' | 'action'>) {
  const me = useMe();
  const { data: service } = useQuery(serviceQuery(card.service.code, card.service.version));
  // By convention `files` are those of the decision; what else an action attaches belongs to the application.
  const purpose = action.input?.schema.properties.files ? 'decision' : 'attachment';
  return useMemo(
    () => formSources({ me, service, card, purpose, decides: action.decides }),
    [me, service, card, purpose, action.decides],
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
  const sources = useSources(props);
  const newer = useNewer(work.failure, work.busy);
  return (
    <FormDialog
      {...{ title: action.title, deed: action.title, busy: work.busy, failure: work.failure, onClose }}
      lead={`${caseName(card.number)}, ${card.service.title}`}
      submit={{ title: action.confirm ?? 'Сохранить', danger: action.tone === 'danger' }}
      onSubmit={() => void work.submit()}
      notices={
        <>
          {newer ? (
            <NewerDialog
              conflict={newer}
              busy={work.busy}
              onChoose={(choice) => void work.submit(choice)}
              onClose={onClose}
            />
          ) : null}
          {work.failure && !newer ? (
            <FailureNotice failure={work.failure} {...(onRefresh ? { onRefresh } : {})} />
          ) : null}
          <DroppedSignatures card={card} action={action} />
        </>
      }
      {...(action.input ? { questions: { name: 'input', form: action.input, sources, work: work.form } } : {})}
    >
      {action.comment === 'none' ? null : (
        <CommentField
          value={work.comment}
          required={action.comment === 'required'}
          wrong={work.commentWrong}
          failure={work.failure}
          onChange={work.setComment}
        />
      )}
    </FormDialog>
  );
}
