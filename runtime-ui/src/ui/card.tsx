import { type ReactNode, useId } from 'react';

interface CardProps {
  title: ReactNode;
  description?: ReactNode;
  extra?: ReactNode;
  id?: string;
  children: ReactNode;
}

/** A titled block of a screen; a region with a heading, so that one can jump to it by keyboard. */
export function Card({ title, description, extra, id, children }: CardProps) {
  const own = useId();
  const headingId = `${id ?? own}-title`;
  return (
    <section className="rg-card" aria-labelledby={headingId} id={id}>
      <div className="rg-card-head">
        <h2 id={headingId} tabIndex={-1}>
          {title}
        </h2>
        {extra}
      </div>
      {description ? <p className="rg-card-description">{description}</p> : null}
      <div className="rg-card-body">{children}</div>
    </section>
  );
}
