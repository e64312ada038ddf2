import { useState } from 'react';

/** How the form is looked at while it is edited; `preview` is for trying it, and is not come back to. */
export type FormView = 'screen' | 'list' | 'table' | 'preview';

const storageKey = 'reglament.formView';
const lasting: ReadonlySet<string> = new Set(['screen', 'list', 'table'] satisfies FormView[]);

/** The way of working that was chosen last, on this computer. */
export function useFormView(): [FormView, (view: FormView) => void] {
  const [view, setView] = useState<FormView>(kept);
  const choose = (next: FormView) => {
    setView(next);
    if (!lasting.has(next)) return;
    try {
      localStorage.setItem(storageKey, next);
    } catch {
      // A full or closed storage costs the convenience, nothing else.
    }
  };
  return [view, choose];
}

function kept(): FormView {
  const found = localStorage.getItem(storageKey);
  return found !== null && lasting.has(found) ? (found as FormView) : 'screen';
}
