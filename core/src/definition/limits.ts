/** How large a definition may be. Held before parsing and before anything is walked, so that a hostile text costs little. */
export const limits = {
  /** Bytes of a text, by kind: a service form, with its templates, fits in a megabyte. */
  bytes: 1_048_576,
  /** Bytes of a dictionary: lists of an office may be long. */
  dictionaryBytes: 8_388_608,
  /** Bytes of a type of request: it carries the schema files of its message, eight megabytes of them, and its forms. */
  requestTypeBytes: 16_777_216,
  /** Nesting of the JSON text itself; templates and rules have tighter bounds of their own. */
  depth: 64,
  /** Of a type of request: its forms follow a schema that others have written. */
  requestTypeDepth: 120,
  fields: 500,
  requestTypeFields: 5_000,
  fieldNesting: 12,
  requestTypeNesting: 80,
  rules: 300,
  states: 60,
  /** Length of a pattern times its counted repeats, over all patterns: what RE2 unrolls when it compiles. */
  patternCost: 500_000,
  /** Subschemas of a form when every reference is followed. */
  unfoldedSchema: 20_000,
  /** Of them, those inside `anyOf` and `oneOf`, unless they are a plain list of values: each costs a validator five others. */
  alternatives: 4_000,
  /** Nodes of all rules, each followed through the named rules it leads to. */
  unfoldedRules: 500_000,
  /** Findings reported of one definition: the first hundreds tell enough. */
  findings: 200,
} as const;

export function byteLimit(kind: string | undefined): number {
  if (kind === 'requestType') return limits.requestTypeBytes;
  return kind === 'dictionary' ? limits.dictionaryBytes : limits.bytes;
}

export function depthLimit(kind: string | undefined): number {
  return kind === 'requestType' ? limits.requestTypeDepth : limits.depth;
}
