import type { ApiTypes } from '@reglament/core/api';
import { Button, Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { NewerDialog, newerOf, useNewer } from '../applicant/newer-dialog.tsx';
import { useKey } from '../ui/keys.ts';
import { ActionDialog } from './action-dialog.tsx';
import { actionKind } from './action-kind.ts';
import type { ActionProps } from './action-props.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { caseName } from './case-name.ts';
import { FailureNotice } from './failure-notice.tsx';
import { useAction } from './use-action.ts';
import { useKeptForm } from './use-kept-form.ts';

/** From the choice of an action to its end: at once, after a question, in a dialog, or on a page of its own. */
export function ActionFlow(given: ActionProps) {
  const props = { ...given, action: useKeptForm(given.action) };
  const kind = actionKind(props.action, props.card.phase);
  if (kind === 'page') return <ToPage {...props} />;
  if (kind === 'assign') return <AssignDialog {...props} />;
  if (kind === 'dialog') return <ActionDialog {...props} />;
  return <PlainAction {...props} ask={kind === 'confirm'} />;
}

function ToPage({ card, action }: ActionProps) {
  const navigate = useNavigate();
  useEffect(() => {
    void navigate(`/applications/${card.id}/actions/${action.code}`);
  }, [navigate, card.id, action.code]);
  return null;
}

function PlainAction({ card, action, onClose, onDone, onRefused, onRefresh, ask }: ActionProps & { ask: boolean }) {
  const { run, busy, failure } = useAction();
  const started = useRef(false);
  const perform = async (applicantChoice?: ApiTypes['ApplicantChoice']) => {
    const done = await run({ id: card.id, version: card.version, code: action.code, applicantChoice });
    if (!done) return;
    onDone?.(done);
    onClose();
  };
  useEffect(() => {
    if (ask || started.current) return;
    started.current = true;
    void perform();
  });
  useEffect(() => {
    if (failure && !newerOf(failure) && onRefused?.(failure)) onClose();
  }, [failure, onRefused, onClose]);
  useKey('main', action.title, ask && !busy ? () => void perform() : undefined);
  const newer = useNewer(failure, busy);
  if (newer) {
    return <NewerDialog conflict={newer} busy={busy} onChoose={(choice) => void perform(choice)} onClose={onClose} />;
  }
  if (!ask && !failure) return null;
  return (
    <Modal
      open
      title={action.title}
      onCancel={onClose}
      destroyOnHidden
      footer={
        <>
          <Button onClick={onClose}>Отменить</Button>
          <Button type="primary" danger={action.tone === 'danger'} loading={busy} onClick={() => perform()} autoFocus>
            {action.title}
          </Button>
        </>
      }
    >
      {failure ? (
        <FailureNotice failure={failure} {...(onRefresh ? { onRefresh } : {})} />
      ) : (
        <p>
          {caseName(card.number)}, {card.service.title}. Сейчас статус «{card.stateTitle}».
        </p>
      )}
    </Modal>
  );
}
