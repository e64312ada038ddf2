/** A numbered point of the text; what it lists and its table stand right below it. */
export interface Clause {
  /** Names the same point in every version of the service, so that two texts can be compared point by point. */
  readonly key: string;
  readonly text: string;
  readonly items?: readonly string[];
  readonly table?: ClauseTable;
}

export interface ClauseTable {
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
}

export interface Chapter {
  readonly key: string;
  readonly title: string;
  readonly clauses: readonly Clause[];
}

/** A service as a lawyer reads it. */
export interface Regulation {
  readonly title: string;
  /** Under the title: which version this is and of what day. */
  readonly subtitle: readonly string[];
  readonly chapters: readonly Chapter[];
}

/** A point without anything to list is left out rather than printed empty. */
export function listing(key: string, text: string, items: readonly string[]): Clause[] {
  return items.length === 0 ? [] : [{ key, text, items }];
}

/** The text as a sentence of its own: whoever wrote it may have left out the full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…:;]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
