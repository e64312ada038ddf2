import { Button, Modal } from 'antd';
import { useMemo, useState } from 'react';
import type { ApplicationCard, RequestView, ServiceView } from '../api.ts';
import { formSources } from '../application/form-sources.ts';
import { type Answers, ErrorSummary, FormEditor } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { DialogBody } from '../ui/dialog-body.tsx';
import { announce } from '../ui/live-region.tsx';
import { broughtForm, broughtOf } from './brought-form.ts';
import { RequestFailure } from './request-failure.tsx';
import { useQuestion } from './use-question.ts';
import { useRequestCommands } from './use-request-commands.ts';

interface BringProps {
  view: RequestView;
  card: ApplicationCard;
  service: ServiceView;
  onClose: () => void;
}

/** «Приложить ответ вручную»: the fields of the answer, its files, and how it was got. */
export function BringAnswer({ view, card, service, onClose }: BringProps) {
  const commands = useRequestCommands(view.application);
  const question = useQuestion(commands.failure, 'answer');
  const [answers, setAnswers] = useState<Answers>({});
  const form = useMemo(() => broughtForm(view.answerForm), [view.answerForm]);
  const me = useMe();
  const sources = useMemo(() => formSources({ me, service, card, purpose: 'attachment' }), [me, service, card]);
  const send = async () => {
    const read = question.read(true);
    if (!read) return;
    const after = await commands.bring(view.id, { version: view.version, ...broughtOf(view.answerForm, read) });
    if (!after) return;
    announce('Ответ приложен вручную');
    onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>Отмена</Button>
      <Button type="primary" loading={commands.busy !== null} onClick={() => void send()}>
        Приложить ответ
      </Button>
    </>
  );
  return (
    <Modal
      open
      title={`Ответ на запрос № ${view.number}`}
      onCancel={onClose}
      width={720}
      destroyOnHidden
      mask={{ closable: false }}
      footer={footer}
    >
      <DialogBody>
        <p className="rg-muted">
          Ответ будет помечен: приложен вручную, кем и почему. Запрос больше не ждёт ответа; если он придёт позже, его
          отложат для разбора.
        </p>
        {commands.failure ? <RequestFailure failure={commands.failure} /> : null}
        <ErrorSummary items={question.summary.items} attempt={question.summary.attempt} onGo={question.go} />
        <FormEditor
          ref={question.form}
          name="brought"
          bare
          form={form}
          answers={answers}
          onChange={(next) => {
            question.forget();
            setAnswers(next);
          }}
          facts={question.facts}
          sources={sources}
          problems={question.problems}
        />
      </DialogBody>
    </Modal>
  );
}
