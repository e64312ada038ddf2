import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { ApplicationCard, DutyView } from '../api.ts';
import { inputProblems } from '../application/action-input.ts';
import { FailureNotice } from '../application/failure-notice.tsx';
import { formSources } from '../application/form-sources.ts';
import { request } from '../client.ts';
import { type Answers, FormEditor, type FormHandle, heldUpload, useHeldUpload } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { DialogBody } from '../ui/dialog-body.tsx';
import { todayIn } from '../ui/format.ts';
import { useKey } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { WhyNot } from '../why/why-not.tsx';
import { bodyOf, type EntrySpec } from './entry-forms.ts';
import { dutyQuery } from './queries.ts';

interface EntryDialogProps {
  card: ApplicationCard;
  duty: DutyView;
  spec: EntrySpec;
  onClose: () => void;
  /** When it is shut: the button that opened it may be gone with what was owed. */
  onDone: () => void;
}

function useEntry({ card, duty, spec, onClose, onDone }: EntryDialogProps) {
  const queryClient = useQueryClient();
  const form = useRef<FormHandle>(null);
  const [answers, setAnswers] = useState<Answers>(spec.beginning);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['application', card.id] });
  const submit = async () => {
    if (busy || heldUpload()) return;
    const input = form.current?.flush() ?? answers;
    const first = form.current?.check(true)[0];
    if (first) return form.current?.focus(first.pointer);
    setBusy(true);
    setFailure(null);
    try {
      const path = `/api/applications/${card.id}/duty/${spec.path}`;
      const body = bodyOf(input, duty.version);
      const changed = await request<DutyView>(path, { method: 'POST', body });
      queryClient.setQueryData(dutyQuery({ id: card.id, version: changed.version }).queryKey, changed);
      announce(spec.done);
      onClose();
      await refresh();
      onDone();
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setBusy(false);
    }
  };
  return { form, answers, setAnswers, busy, failure, refresh, submit };
}

/** A payment, an exemption, the reason of a withdrawal: a short form over the card. */
export function EntryDialog(props: EntryDialogProps) {
  const { card, spec, onClose } = props;
  const me = useMe();
  const work = useEntry(props);
  const { timeZone } = me.organisation;
  const facts = useMemo(() => ({ today: todayIn(timeZone, new Date()) }), [timeZone]);
  const sources = useMemo(() => formSources({ me, service: undefined, card, purpose: 'attachment' }), [me, card]);
  const problems = useMemo(() => inputProblems(work.failure), [work.failure]);
  const held = useHeldUpload();
  useKey('main', spec.submit, () => void work.submit());
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button type="primary" loading={work.busy} disabled={held !== undefined} onClick={() => void work.submit()}>
        {spec.submit}
      </Button>
    </>
  );
  return (
    <Modal
      open
      title={spec.title}
      onCancel={onClose}
      width={640}
      destroyOnHidden
      mask={{ closable: false }}
      footer={footer}
    >
      <DialogBody>
        <p className="rg-muted">{spec.lead}</p>
        {work.failure ? <FailureNotice failure={work.failure} onRefresh={() => void work.refresh()} /> : null}
        <FormEditor
          ref={work.form}
          name="duty"
          bare
          form={spec.form}
          answers={work.answers}
          onChange={work.setAnswers}
          facts={facts}
          sources={sources}
          problems={problems}
        />
        <div role="status">
          <WhyNot reason={held} />
        </div>
      </DialogBody>
    </Modal>
  );
}
