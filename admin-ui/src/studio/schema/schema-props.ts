import type { Choice } from '../tab-props.ts';
import type { Word } from './words.ts';

/** What the places of a schema can name. */
export interface SchemaFacts {
  /** Fields of the form. */
  readonly fields: readonly Choice[];
  /** Codes of common descriptions. */
  readonly definitions: readonly string[];
}

export interface SchemaNodeProps {
  label: string;
  schema: object;
  facts: SchemaFacts;
  /** What can be said here; the whole language where nothing else is given. */
  known?: readonly Word[];
  onChange: (schema: object) => void;
}
