import { type ReactNode, useEffect, useRef } from 'react';

interface DialogBodyProps {
  /** false: its fields are on their way. */
  ready?: boolean;
  children: ReactNode;
}

/** What a dialog asks: the focus begins at its first field, not at the cross that shuts it. */
export function DialogBody({ ready = true, children }: DialogBodyProps) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (ready) body.current?.querySelector<HTMLElement>('input:not([type="file"], :disabled), textarea')?.focus();
  }, [ready]);
  return (
    <div ref={body} className="rg-dialog">
      {children}
    </div>
  );
}
