import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { EarlierRefusals } from '../api.ts';
import { inputProblems } from '../application/action-input.ts';
import { groundsOf } from '../application/form-sources.ts';
import { request } from '../client.ts';
import type { Answers, FormHandle } from '../form/index.ts';
import type { DecisionProps } from './decision-props.ts';
import { findInput, keepInput } from './kept-input.ts';
import { addedGrounds, repeatAnswer, repeatForm } from './repeat-form.ts';

function earlierRefusalsQuery(id: string) {
  return queryOptions({
    queryKey: ['application', id, 'earlierRefusals'],
    queryFn: ({ signal }) => request<EarlierRefusals>(`/api/applications/${id}/earlier-refusals`, { signal }),
  });
}

interface RepeatInput extends DecisionProps {
  /** The answers of the decision's own form. */
  input: Answers;
  failure: Error | null;
  place: { userId: string; applicationId: string; action: string };
}

/** What is asked of earlier refusals beside the decision's own form; nothing when there are none. */
export function useRepeat({ card, service, action, input, failure, place }: RepeatInput) {
  const asked = action.decides === 'refuse' || action.decides === 'reject';
  const { data } = useQuery({ ...earlierRefusalsQuery(card.id), enabled: asked });
  const form = useRef<FormHandle>(null);
  const own = { ...place, action: `${place.action}.repeat` };
  const [answers, setAnswers] = useState<Answers>(() => findInput(own) ?? {});
  const problems = useMemo(() => inputProblems(failure, 'repeat'), [failure]);
  const codes = codesOf(input.grounds);
  const grounds = groundsOf({ service, card, decides: action.decides }).filter(({ code }) => codes.has(code));
  const chosen = data && data.items.length > 0 ? { data, answers, grounds } : undefined;
  const added = chosen ? addedGrounds(chosen) : [];
  return {
    form,
    definition: chosen && repeatForm(chosen),
    added,
    answers,
    problems,
    change: (next: Answers) => {
      setAnswers(next);
      keepInput(own, next);
    },
    place: own,
    read: () => repeatAnswer(form.current?.flush() ?? answers, added.length > 0),
  };
}

export type RepeatWork = ReturnType<typeof useRepeat>;

function codesOf(grounds: unknown): ReadonlySet<string> {
  if (!Array.isArray(grounds)) return new Set();
  return new Set(grounds.map((one) => (typeof one === 'string' ? one : String((one as { code?: unknown }).code))));
}
