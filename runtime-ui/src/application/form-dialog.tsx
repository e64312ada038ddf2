import type { FormDefinition } from '@reglament/format';
import { Button, Modal } from 'antd';
import { type ReactNode, type RefObject, useMemo, useRef, useState } from 'react';
import {
  type Answers,
  FormEditor,
  type FormHandle,
  type FormSources,
  heldUpload,
  useHeldUpload,
} from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { DialogBody } from '../ui/dialog-body.tsx';
import { todayIn } from '../ui/format.ts';
import { useKey } from '../ui/keys.ts';
import { WhyNot } from '../why/why-not.tsx';
import { inputProblems } from './action-input.ts';

/** The answers to a short form, and what is to be sent of them. */
export function useShortForm(beginning: () => Answers) {
  const form = useRef<FormHandle>(null);
  const [answers, setAnswers] = useState<Answers>(beginning);
  /** What is typed; undefined while a file is on its way or something is wrong, which then has the focus. */
  const read = (): Answers | undefined => {
    if (heldUpload()) return undefined;
    const input = form.current?.flush() ?? answers;
    const [first] = form.current?.check(true) ?? [];
    if (first === undefined) return input;
    form.current?.focus(first.pointer);
    return undefined;
  };
  return { form, answers, setAnswers, read };
}

interface FormDialogProps {
  title: string;
  lead: ReactNode;
  submit: { readonly title: string; readonly danger?: boolean };
  /** What the keys that send it do, for the list of keys. */
  deed: string;
  busy: boolean;
  /** What came of sending it, for the fields that it names. */
  failure: Error | null;
  onSubmit: () => void;
  onClose: () => void;
  /** Above the questions: refusals, warnings. */
  notices: ReactNode;
  /** Undefined: nothing is asked. */
  questions?: {
    readonly name: string;
    readonly form: FormDefinition;
    readonly sources: FormSources;
    readonly work: Pick<ReturnType<typeof useShortForm>, 'answers' | 'setAnswers'> & {
      readonly form: RefObject<FormHandle | null>;
    };
  };
  /** Below the questions. */
  children?: ReactNode;
}

/** A short form over the card: its questions, one button that sends it, «Отменить». */
export function FormDialog(props: FormDialogProps) {
  const { title, lead, submit, deed, busy, onSubmit, onClose, notices, children } = props;
  const held = useHeldUpload();
  useKey('main', deed, onSubmit);
  useKey('save', deed, onSubmit);
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button
        type="primary"
        danger={submit.danger === true}
        loading={busy}
        disabled={held !== undefined}
        onClick={onSubmit}
      >
        {submit.title}
      </Button>
    </>
  );
  return (
    <Modal open title={title} onCancel={onClose} width={640} destroyOnHidden mask={{ closable: false }} footer={footer}>
      <DialogBody>
        <p className="rg-muted">{lead}</p>
        {notices}
        <Questions {...props} />
        {children}
        <div role="status">
          <WhyNot reason={held} />
        </div>
      </DialogBody>
    </Modal>
  );
}

function Questions({ questions, failure }: Pick<FormDialogProps, 'questions' | 'failure'>) {
  const { timeZone } = useMe().organisation;
  const facts = useMemo(() => ({ today: todayIn(timeZone, new Date()) }), [timeZone]);
  const problems = useMemo(() => inputProblems(failure), [failure]);
  if (questions === undefined) return null;
  const { name, form, sources, work } = questions;
  return (
    <FormEditor
      ref={work.form}
      name={name}
      bare
      form={form}
      answers={work.answers}
      onChange={work.setAnswers}
      facts={facts}
      sources={sources}
      problems={problems}
    />
  );
}
