/** How large a definition may be. Held before parsing and before anything is walked, so that a hostile text costs little. */
export const limits = {
  /** Bytes of a text, by kind: a service form, with its templates, fits in a megabyte. */
  bytes: 1_048_576,
  /** Bytes of a dictionary: lists of an office may be long. */
  dictionaryBytes: 8_388_608,
  /** Nesting of the JSON text itself; templates and rules have tighter bounds of their own. */
  depth: 64,
  fields: 500,
  fieldNesting: 12,
  rules: 300,
  states: 60,
  /** Length of a pattern times its counted repeats, over all patterns: what RE2 unrolls when it compiles. */
  patternCost: 500_000,
  /** Subschemas of a form when every reference is followed. */
  unfoldedSchema: 20_000,
  /** Nodes of all rules, each followed through the named rules it leads to. */
  unfoldedRules: 500_000,
  /** Findings reported of one definition: the first hundreds tell enough. */
  findings: 200,
} as const;

export function byteLimit(kind: string | undefined): number {
  return kind === 'dictionary' ? limits.dictionaryBytes : limits.bytes;
}
