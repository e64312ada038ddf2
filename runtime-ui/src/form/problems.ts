import { useCallback, useMemo, useRef, useState } from 'react';
import { type Answers, type FieldProblem, pointerOf } from './answers.ts';
import type { FormStateView } from './form-state.ts';
import type { Unreadable } from './host-state.ts';

/** `touched`: only of fields that were left; `shape`: all that was filled in; `complete`: what is missing, too. */
export type Demand = 'touched' | 'shape' | 'complete';

interface ProblemsInput {
  name: string;
  answers: Answers;
  state: FormStateView;
  unreadable: Unreadable;
  /** What the server said. */
  problems: readonly FieldProblem[];
}

/** What is told at the fields now: found by our rules, unreadable, or said by the server. */
export function useProblems({ name, answers, state, unreadable, problems }: ProblemsInput) {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [demanded, demand] = useState<Demand>('touched');
  const touch = useCallback((field: string) => setTouched((fields) => new Set(fields).add(field)), []);
  const judged = useRef({ problems, answers });
  if (judged.current.problems !== problems) judged.current = { problems, answers };

  const told = useMemo<FieldProblem[]>(() => {
    const unread = unreadProblems(unreadable, name);
    const own = state
      .check(answers, demanded === 'complete')
      .filter(({ field, pointer }) => (demanded !== 'touched' || touched.has(field)) && !isAt(unread, pointer));
    // What the server said holds until the answer it spoke of is changed.
    const before = judged.current.answers;
    const said = problems.filter(
      ({ field, pointer }) => !isAt([...own, ...unread], pointer) && isUnchanged(field, before, answers),
    );
    return [...own, ...unread, ...said];
  }, [state, answers, demanded, touched, unreadable, problems, name]);
  return { problems: told, touch, demand };
}

/** What is said of no field speaks of all of them. */
function isUnchanged(field: string, before: Answers, answers: Answers): boolean {
  const fields = field === '' ? Object.keys({ ...before, ...answers }) : [field];
  return fields.every((one) => before[one] === answers[one]);
}

function isAt(problems: readonly FieldProblem[], pointer: string): boolean {
  return problems.some((problem) => problem.pointer === pointer);
}

export function unreadProblems(unreadable: Unreadable, name: string): FieldProblem[] {
  return [...unreadable].map(([id, message]) => {
    const pointer = pointerOf(name, id);
    return { field: pointer.split('/')[1] ?? '', pointer, message };
  });
}
