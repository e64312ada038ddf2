import type { FieldKind } from '../field-kinds.ts';
import type { Side } from './part-moves.ts';

/** What is done with a part of a group or of a row. */
export type PartAct =
  | 'choose'
  | 'name'
  | 'up'
  | 'down'
  | 'remove'
  /** Out of the group it stands in. */
  | 'out'
  /** Into a group beside it, by its code. */
  | { readonly into: string }
  | { readonly add: FieldKind; readonly side: Side }
  /** Another part of the field comes beside it. */
  | { readonly take: string; readonly side: Side };
