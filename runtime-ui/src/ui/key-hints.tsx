import { Fragment } from 'react';
import { combos } from './keys.ts';

interface KeyHintsProps {
  hints: readonly { key: keyof typeof combos; title: string }[];
}

/** Keys in sight of whoever looks at the buttons; the list of `?` says the same to a screen reader. */
export function KeyHints({ hints }: KeyHintsProps) {
  return (
    <span className="rg-key-hints" aria-hidden="true">
      {hints.map(({ key, title }) => (
        <Fragment key={key}>
          <kbd>{combos[key].combo}</kbd> {title}
        </Fragment>
      ))}
    </span>
  );
}
