import { type ReactNode, useEffect, useRef } from 'react';

interface ScreenProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** A screen of the portal: the title of the tab, and the focus on the heading. */
export function Screen({ title, lead, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Портал услуг (демонстрация)`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <div className="rp-screen">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead ? <p className="rp-lead">{lead}</p> : null}
      {children}
    </div>
  );
}
