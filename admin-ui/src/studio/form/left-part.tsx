import { type ReactNode, useState } from 'react';
import { OpenIcon } from './tree/kind-icon.tsx';
import './left-part.css';

interface LeftPartProps {
  title: string;
  children: ReactNode;
}

/** A part of the left column that can be folded; on a phone, where the parts stand one above the other, it begins folded. */
export function LeftPart({ title, children }: LeftPartProps) {
  const [open, setOpen] = useState(() => !window.matchMedia('(max-width: 820px)').matches);
  return (
    <section className={open ? 'rs-left-part rs-left-open' : 'rs-left-part'} aria-label={title}>
      <h2 className="rs-left-head">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <OpenIcon open={open} />
          {title}
        </button>
      </h2>
      {open ? <div className="rs-left-body">{children}</div> : null}
    </section>
  );
}
