import type { ReactNode } from 'react';

/** Under each value that is read, where it comes from. */
export function originNotes(sources: Readonly<Record<string, string>>): Record<string, ReactNode> {
  return Object.fromEntries(
    Object.entries(sources).map(([field, from]) => [
      field,
      <span key={field} className="rg-origin">
        {from}
      </span>,
    ]),
  );
}
