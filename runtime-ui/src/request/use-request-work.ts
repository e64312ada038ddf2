import { useState } from 'react';
import type { RequestView } from '../api.ts';
import type { Answers } from '../form/index.ts';
import { announce } from '../ui/live-region.tsx';
import { isUnsent, sameQuestion } from './request-words.ts';
import { useQuestion } from './use-question.ts';
import { type RequestStep, useRequestCommands } from './use-request-commands.ts';

/** What was typed, over the version that it was typed on: what someone else wrote since is not lost unseen. */
interface Typed {
  question: Answers;
  version: number;
}

/** One request under a person's hands: its fields as they are typed, saved before any step. */
export function useRequestWork(view: RequestView) {
  const commands = useRequestCommands(view.application);
  const question = useQuestion(commands.failure);
  const [typed, setTyped] = useState<Typed | null>(null);
  const [reopened, setReopened] = useState<number | null>(null);
  const may = (action: RequestView['actions'][number]) => view.actions.includes(action);
  // What was prepared to be signed is read only until one says that it has to change.
  const editing = may('edit') && (view.status === 'draft' || reopened === view.version);
  const dirty = editing && typed !== null && !sameQuestion(typed.question, view.question);

  /** From the first key on, what is typed stands on the version that was on the screen. */
  const begin = () => setTyped((before) => before ?? { question: view.question, version: view.version });
  const change = (next: Answers) => {
    question.forget();
    setTyped((before) => ({ question: next, version: before?.version ?? view.version }));
  };
  /** The request with what was typed; undefined when that was not accepted. */
  const saved = async (complete: boolean): Promise<RequestView | undefined> => {
    if (!editing) return view;
    const read = question.read(complete);
    if (!read) return undefined;
    if (view.status === 'draft' && sameQuestion(read, view.question)) return view;
    const after = await commands.save(view.id, { version: typed?.version ?? view.version, question: read });
    if (after) setTyped(null);
    return after;
  };
  const save = async () => {
    const after = await saved(false);
    if (after) announce('Запрос сохранён');
  };
  const take = async (step: RequestStep) => {
    const on = step === 'prepare' || step === 'send' ? await saved(true) : view;
    const after = on && (await commands.take(step, on));
    if (after) announce(`Выполнено. Статус запроса: ${after.statusTitle}`);
  };
  /** Takes the present version, with what was typed on top of it. */
  const rebase = () => {
    commands.clear();
    setTyped((before) => before && { ...before, version: view.version });
  };
  /** What was typed goes; the request stands as a colleague left it. */
  const giveWay = () => {
    commands.clear();
    question.forget();
    setTyped(null);
  };
  return {
    ...commands,
    question,
    answers: typed?.question ?? view.question,
    editing,
    dirty,
    may,
    begin,
    change,
    saved,
    save,
    take,
    rebase,
    yield: giveWay,
    reopen: () => setReopened(view.version),
    unsent: isUnsent(view.status),
  };
}

export type RequestWork = ReturnType<typeof useRequestWork>;
