/** What an entry of a history is about, told by its type. Pure. */

const prefixes = {
  files: ['file', 'signature', 'receivedDocuments', 'originals'],
  requests: ['request'],
  messages: ['notice', 'portal', 'publication'],
  term: ['deadline', 'term'],
  data: ['edited', 'reconciled', 'corrected', 'valuesAccepted', 'acceptanceWithdrawn'],
} as const;

/** `actions`: all that no other kind is about. */
export type HistoryKind = 'actions' | keyof typeof prefixes;

export interface TypeFilter {
  readonly prefixes: readonly string[];
  /** Types that begin with one of them, or all the others. */
  readonly within: boolean;
}

export function typesOf(kind: HistoryKind): TypeFilter {
  if (kind !== 'actions') return { prefixes: prefixes[kind], within: true };
  return { prefixes: Object.values(prefixes).flat(), within: false };
}
