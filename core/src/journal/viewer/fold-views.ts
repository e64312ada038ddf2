/** Looks at an application as a person reads them. Pure. */

export interface Look {
  readonly id: number;
  readonly at: Date;
  readonly user: { readonly id: string; readonly name: string } | null;
  readonly action: string;
  /** Name of the file or of the request; null: the application itself. */
  readonly subject: string | null;
  readonly subjectId: string | null;
}

export interface FoldedLook extends Look {
  /** When the first of them was; `at` is the last. */
  readonly since: Date;
  readonly times: number;
}

/** Longer pauses are another look. */
const oneLook = 30 * 60_000;

/**
 * Newest first. A file that is watched is read in ranges, each of them on record; a card that is open is read anew with each
 * change: the same look of the same person at the same thing is one.
 */
export function foldLooks(looks: readonly Look[]): FoldedLook[] {
  const folded: FoldedLook[] = [];
  for (const look of looks) {
    const at = folded.findIndex((one) => isSame(one, look));
    const known = folded[at];
    if (known === undefined) folded.push({ ...look, since: look.at, times: 1 });
    else folded[at] = { ...known, since: look.at, times: known.times + 1 };
  }
  return folded;
}

function isSame(known: FoldedLook, older: Look): boolean {
  return (
    known.user?.id === older.user?.id &&
    known.action === older.action &&
    known.subjectId === older.subjectId &&
    known.since.getTime() - older.at.getTime() <= oneLook
  );
}
