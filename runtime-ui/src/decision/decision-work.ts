import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ActionView, ApplicationCard } from '../api.ts';
import { inputProblems } from '../application/action-input.ts';
import type { Arrival } from '../application/arrival.ts';
import { listPlace } from '../application/list-place.ts';
import { useAction } from '../application/use-action.ts';
import { type Answers, type FormHandle, heldUpload, type SummaryItem } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { initialInput } from './decision-input.ts';
import type { DecisionProps } from './decision-props.ts';
import { dropInput, keepInput } from './kept-input.ts';
import { useRepeat } from './use-repeat.ts';

interface Summary {
  items: SummaryItem[];
  attempt: number;
  /** The very answers that were found wrong. */
  of: Answers;
}

export type DecisionWork = ReturnType<typeof useDecisionWork>;

function arrivalOf({ title, done = `Выполнено: ${title}` }: ActionView, { state }: ApplicationCard): Arrival {
  return { done: { title: done, numbered: false, state } };
}

/** The input of an action as it is typed, kept, checked and sent. */
export function useDecisionWork({ card, service, action }: DecisionProps) {
  const me = useMe();
  const navigate = useNavigate();
  const { run, busy, failure, clear } = useAction();
  const place = { userId: me.user.id, applicationId: card.id, action: action.code };
  const form = useRef<FormHandle>(null);
  const [answers, setAnswers] = useState<Answers>(() =>
    initialInput({ ...place, kind: action.decides, card, service, input: action.input }),
  );
  const [comment, setComment] = useState('');
  const [summary, setSummary] = useState<Summary>({ items: [], attempt: 0, of: answers });
  const problems = useMemo(() => inputProblems(failure), [failure]);
  const repeat = useRepeat({ card, service, action, input: answers, failure, place });
  const commentMissing = action.comment === 'required' && comment.trim() === '';

  const change = (next: Answers) => {
    setAnswers(next);
    keepInput(place, next);
  };
  const drop = () => [place, repeat.place].forEach(dropInput);
  const typed = (): Answers => form.current?.flush() ?? answers;
  const submit = async () => {
    if (heldUpload()) return;
    const input = typed();
    const said = repeat.read();
    const items = [...(form.current?.check(true) ?? []), ...(repeat.form.current?.check(true) ?? [])];
    setSummary(({ attempt }) => ({ items, attempt: attempt + 1, of: input }));
    if (items.length > 0 || commentMissing) return;
    const given = { input, comment: comment.trim(), ...(said ? { repeat: said } : {}) };
    const done = await run({ id: card.id, version: card.version, code: action.code, ...given });
    if (!done) return;
    drop();
    await navigate(`/applications/${card.id}`, { replace: true, state: arrivalOf(action, done) });
  };
  /** Back to the list with nothing changed. */
  const cancel = () => {
    drop();
    void navigate(listPlace());
  };
  const commentWrong = summary.attempt > 0 && commentMissing;
  return {
    form,
    repeat,
    answers,
    change,
    typed,
    comment,
    setComment,
    commentWrong,
    // Of answers that have changed since, each field tells for itself what is still wrong.
    summary: summary.of === answers ? summary : { ...summary, items: [] },
    problems,
    failure,
    clear,
    busy,
    submit,
    cancel,
  };
}
