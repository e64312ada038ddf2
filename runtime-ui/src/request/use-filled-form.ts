import { useRef } from 'react';
import { formWithOrigins } from './request-words.ts';

/** The same object while nothing that it says has changed: a form is not drawn anew at each key. */
export function useFilledForm(given: Parameters<typeof formWithOrigins>[0]): ReturnType<typeof formWithOrigins> {
  const drawn = useRef<{ ui: string; form: typeof given.form; result: ReturnType<typeof formWithOrigins> }>(undefined);
  const result = formWithOrigins(given);
  const ui = JSON.stringify(result.ui);
  if (drawn.current?.ui !== ui || drawn.current.form !== given.form) drawn.current = { ui, form: given.form, result };
  return drawn.current.result;
}
