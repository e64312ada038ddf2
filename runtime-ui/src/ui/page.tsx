import { type ReactNode, useEffect, useRef } from 'react';

interface PageProps {
  title: string;
  /** Shown instead of the title in the heading, when the heading needs more than plain text. */
  heading?: ReactNode;
  /** One sentence of help beneath the heading. */
  lead?: ReactNode;
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** A screen: sets the title of the tab and brings the focus to the heading, so that a screen reader says where one is. */
export function Page({ title, heading, lead, actions, narrow, children }: PageProps) {
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Регламент`;
  }, [title]);
  useEffect(() => {
    const heading = headingRef.current;
    // A screen that begins with an input has put the focus there itself.
    const begun = heading?.closest('.rg-page')?.contains(document.activeElement) ?? false;
    if (!begun && document.querySelector('[role="dialog"]') === null) heading?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={narrow ? 'rg-page rg-page-narrow' : 'rg-page'}>
      <div className="rg-page-head">
        <div className="rg-page-heading">
          <h1 ref={headingRef} tabIndex={-1}>
            {heading ?? title}
          </h1>
          {lead ? <p className="rg-lead">{lead}</p> : null}
        </div>
        {actions ? <div className="rg-page-actions">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}
