import { useMemo, useRef, useState } from 'react';
import { ProblemError } from '../client.ts';
import type { Answers, FieldProblem, FormHandle, SummaryItem } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { todayIn } from '../ui/format.ts';

/** The form of a question or an answer on a screen: its handle, what is wrong with it, what the server said of its fields. */
export function useQuestion(failure: Error | null, part: 'question' | 'answer' = 'question') {
  const { organisation } = useMe();
  const form = useRef<FormHandle>(null);
  const [summary, setSummary] = useState<{ items: SummaryItem[]; attempt: number }>({ items: [], attempt: 0 });
  const facts = useMemo(() => ({ today: todayIn(organisation.timeZone, new Date()) }), [organisation.timeZone]);
  const problems = useMemo(() => problemsOf(failure, part), [failure, part]);
  /** The answers when nothing is wrong with them; `complete` asks for the required ones too. */
  const read = (complete: boolean): Answers | undefined => {
    const answers = form.current?.flush();
    const items = form.current?.check(complete) ?? [];
    setSummary(({ attempt }) => ({ items, attempt: attempt + 1 }));
    return items.length === 0 ? answers : undefined;
  };
  /** What was told is being mended: each field says for itself what is still wrong. */
  const forget = () => setSummary((told) => (told.items.length === 0 ? told : { ...told, items: [] }));
  const go = ({ pointer }: SummaryItem) => form.current?.focus(pointer);
  return { form, facts, problems, summary, read, forget, go };
}

function problemsOf(failure: Error | null, part: string): FieldProblem[] {
  if (!(failure instanceof ProblemError)) return [];
  return failure.problems.map(({ field = '', pointer, message }) => {
    const named = pointer ?? `/${field}`;
    const place = named.startsWith(`/${part}/`) ? named.slice(part.length + 1) : named;
    return { field: place.split('/')[1] ?? '', pointer: place, message };
  });
}
