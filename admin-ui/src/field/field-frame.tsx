import type { ReactNode } from 'react';

interface FieldFrameProps {
  id: string;
  label: string;
  problem?: string | undefined;
  hint?: string | undefined;
  children: ReactNode;
}

/** The label above an input, and beneath it what is wrong or else a hint; both are told with the input by `noteOf`. */
export function FieldFrame({ id, label, problem, hint, children }: FieldFrameProps) {
  return (
    <div className={problem ? 'rg-field rg-field-wrong' : 'rg-field'}>
      <div className="rg-field-label">
        <label htmlFor={id}>{label}</label>
      </div>
      {children}
      {problem || hint ? (
        <div id={`${id}-note`} className={problem ? 'rg-error' : 'rg-hint'}>
          {problem ?? hint}
        </div>
      ) : null}
    </div>
  );
}

/** What ties an input to its note. */
export function noteOf(id: string, { problem, hint }: { problem?: string | undefined; hint?: string | undefined }) {
  return {
    'aria-invalid': problem ? (true as const) : undefined,
    'aria-describedby': problem || hint ? `${id}-note` : undefined,
  };
}
