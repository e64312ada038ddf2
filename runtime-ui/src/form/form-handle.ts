import type { FormDefinition } from '@reglament/format';
import { type Ref, useImperativeHandle } from 'react';
import { flushSync } from 'react-dom';
import { type Answers, elementId, labelOf, type SummaryItem } from './answers.ts';
import type { FormHost } from './form-host.ts';
import type { FormStateView } from './form-state.ts';
import type { Unreadable } from './host-state.ts';
import { type Demand, unreadProblems } from './problems.ts';

export interface FormHandle {
  /** Commits what is still being typed and gives the answers. */
  flush: () => Answers;
  /** Shows every problem and returns them; `complete` asks for the required answers too. */
  check: (complete: boolean) => SummaryItem[];
  /** Whether all that is typed can be saved as it is; shows nothing. */
  isSound: () => boolean;
  focus: (pointer: string) => void;
}

interface HandleInput {
  name: string;
  form: FormDefinition;
  host: FormHost;
  state: FormStateView;
  latest: { current: Answers };
  unreadable: Unreadable;
  demand: (demand: Demand) => void;
  show: (field: string) => void;
}

/** What a screen may ask of its form. */
export function useFormHandle(ref: Ref<FormHandle> | undefined, input: HandleInput): void {
  const { name, form, host, state, latest, unreadable, demand, show } = input;
  useImperativeHandle(ref, () => ({
    flush: () => {
      flushSync(() => {
        for (const commit of [...host.drafts.values()]) commit();
      });
      return latest.current;
    },
    check: (complete) => {
      demand(complete ? 'complete' : 'shape');
      const unread = unreadProblems(unreadable, name);
      const found = state
        .check(latest.current, complete)
        .filter(({ pointer }) => !unread.some((one) => one.pointer === pointer));
      const named = unread.map((one) => ({ ...one, message: `${labelOf(form, one.pointer)}: ${one.message}` }));
      return [...found, ...named].map((problem) => ({ ...problem, form: name }));
    },
    isSound: () => unreadable.size === 0 && state.check(latest.current, false).length === 0,
    focus: (pointer) => {
      show(pointer.split('/')[1] ?? '');
      focusElement(elementId(name, pointer));
    },
  }));
}

/** Of a group the first of its controls takes the focus. */
function focusElement(id: string): void {
  const target = document.getElementById(id);
  const inner = target?.matches('fieldset, [role=group], [role=radiogroup]')
    ? target.querySelector<HTMLElement>('input, button, textarea')
    : target;
  (inner ?? target)?.focus();
  (target ?? inner)?.scrollIntoView({ block: 'center' });
}
