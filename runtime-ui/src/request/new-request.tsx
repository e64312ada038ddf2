import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { RequestForm, RequestKindView, RequestView, ServiceView } from '../api.ts';
import { formSources } from '../application/form-sources.ts';
import { newUuid } from '../application/uuid.ts';
import { dropInput, findInput, keepInput } from '../decision/kept-input.ts';
import { type Answers, ErrorSummary, FormEditor } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { keyOf, useKey } from '../ui/keys.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { PrefillNotice } from './prefill-notice.tsx';
import { requestFormQuery } from './queries.ts';
import { RequestFailure } from './request-failure.tsx';
import { useFilledForm } from './use-filled-form.ts';
import { useQuestion } from './use-question.ts';
import { useRequestCommands } from './use-request-commands.ts';

export interface NewRequestProps {
  applicationId: string;
  service: ServiceView;
  kind: RequestKindView;
  onCreated: (view: RequestView, sent: boolean, unprepared?: string) => void;
  onClose: () => void;
}

/** «Создать запрос»: the form of what is asked, filled from the application. */
export function NewRequest(props: NewRequestProps) {
  const { applicationId, kind } = props;
  const form = useQuery(requestFormQuery(applicationId, kind.entry));
  return (
    <Card id="new-request" title={`Новый запрос: ${kind.title}`}>
      {form.isPending ? <Loading /> : null}
      {form.error ? (
        <Notice tone="error" actions={<Button onClick={() => form.refetch()}>Повторить</Button>}>
          {form.error.message}
        </Notice>
      ) : null}
      {form.data ? <Filling {...props} prefilled={form.data} /> : null}
    </Card>
  );
}

/** What the application says and the person has taken out: said as null, or it would be filled in again. */
function emptied(filled: Answers, read: Answers): Answers {
  return Object.fromEntries(
    Object.keys(filled)
      .filter((field) => !Object.hasOwn(read, field))
      .map((field) => [field, null]),
  );
}

/** What a person does with a new request: keeps it, sends it, or has it made ready for their signature. */
type CreationStep = 'save' | 'send' | 'prepare';

type FillingProps = NewRequestProps & { prefilled: RequestForm };

/** What is typed is kept for this tab, and the key with it, until the request is there or given up. */
function useNewRequest({ applicationId, kind, prefilled, onCreated, onClose }: FillingProps) {
  const me = useMe();
  const place = { userId: me.user.id, applicationId, action: `request.${kind.entry}` };
  const keyPlace = { ...place, action: `${place.action}.key` };
  const [key] = useState(() => String(findInput(keyPlace)?.key ?? newUuid()));
  const [answers, setAnswers] = useState<Answers>(() => findInput(place) ?? prefilled.question);
  const commands = useRequestCommands(applicationId);
  const question = useQuestion(commands.failure);
  const drop = () => [place, keyPlace].forEach(dropInput);
  const change = (next: Answers) => {
    setAnswers(next);
    keepInput(place, next);
    question.forget();
  };
  const [step, setStep] = useState<CreationStep | null>(null);
  const make = async (wanted: CreationStep) => {
    const read = question.read(wanted !== 'save');
    if (!read) return;
    keepInput(keyPlace, { key });
    const view = await commands.create({
      entry: kind.entry,
      key,
      question: { ...emptied(prefilled.question, read), ...read },
      send: wanted === 'send',
    });
    if (!view) return;
    const made = wanted === 'prepare' ? await commands.prepareMade(view) : { view };
    drop();
    onCreated(made.view, wanted === 'send', made.problem);
  };
  const create = async (wanted: CreationStep) => {
    if (step !== null) return;
    setStep(wanted);
    await make(wanted);
    setStep(null);
  };
  const close = () => {
    drop();
    onClose();
  };
  return { answers, change, create, close, question, busy: step, failure: commands.failure };
}

function Filling(props: FillingProps) {
  const { service, kind, prefilled } = props;
  const work = useNewRequest(props);
  const { question } = work;
  const me = useMe();
  const sources = useMemo(() => formSources({ me, service, card: undefined, purpose: 'attachment' }), [me, service]);
  const form = useFilledForm({ ...prefilled, service, filled: prefilled.question, answers: work.answers });
  // The button that was pressed is at the top of the tab; the form is below the list, and most of it below the screen.
  useEffect(() => {
    const title = document.getElementById('new-request-title');
    title?.focus();
    title?.scrollIntoView({ block: 'start' });
  }, []);
  useKey('save', 'Сохранить запрос', () => void work.create('save'));
  const step = mainStep(kind);
  useKey('main', stepTitles[step], work.busy === null ? () => void work.create(step) : undefined);
  return (
    <>
      {work.failure ? <RequestFailure failure={work.failure} /> : null}
      <ErrorSummary items={question.summary.items} attempt={question.summary.attempt} onGo={question.go} />
      <PrefillNotice faults={prefilled.faults} />
      <FormEditor
        ref={question.form}
        name="question"
        bare
        form={form}
        answers={work.answers}
        onChange={work.change}
        facts={question.facts}
        sources={sources}
        problems={question.problems}
      />
      {kind.files ? <p className="rg-hint">Файлы прикладывают к сохранённому запросу: нажмите «Сохранить».</p> : null}
      <NewRequestButtons kind={kind} work={work} />
    </>
  );
}

const stepTitles = { prepare: 'Подготовить запрос к отправке', send: 'Сохранить и отправить запрос' };

/** What the official has to sign is prepared first. */
function mainStep(kind: RequestKindView): 'prepare' | 'send' {
  return kind.signedBy === 'official' ? 'prepare' : 'send';
}

function NewRequestButtons({ kind, work }: { kind: RequestKindView; work: ReturnType<typeof useNewRequest> }) {
  const { busy } = work;
  const main = mainStep(kind);
  const common = (step: CreationStep) => ({
    loading: busy === step,
    disabled: busy !== null && busy !== step,
    onClick: () => void work.create(step),
  });
  return (
    <div className="rg-request-buttons">
      <Button {...common('save')}>Сохранить</Button>
      <Button type="primary" {...common(main)} {...keyOf('main')}>
        {stepTitles[main]}
      </Button>
      <Button type="text" disabled={busy !== null} onClick={work.close}>
        Вернуться без сохранения
      </Button>
    </div>
  );
}
