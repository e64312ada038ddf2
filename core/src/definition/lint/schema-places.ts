import type { FormDefinition, JsonSchema } from '@reglament/format';
import { definitionOf } from '../../rule/type-of-schema.ts';
import { at } from '../finding.ts';

/** A part of a form's schema that stands for an answer or for a part of one. */
export interface SchemaPart {
  /** JSON pointer: of a part that a reference brings, the place in `definitions` where it is written. */
  readonly pointer: string;
  readonly schema: JsonSchema;
  /** Its name among its neighbours; none for what every row of a list is, and for a common description. */
  readonly code: string | undefined;
  /** Whether it stands in the form itself, and not in a group or a row. */
  readonly isField: boolean;
}

/**
 * Every field of a form with the parts of its groups and rows, written in place or brought by `$ref`: what is checked of the one is
 * checked of the other. A common description is gone through once, whoever refers to it, itself included.
 */
export function schemaParts(form: Pick<FormDefinition, 'schema'>, pointer: string): SchemaPart[] {
  const walk = new Walk(form, `${pointer}/schema`);
  for (const [code, schema] of Object.entries(form.schema.properties)) walk.field(code, schema);
  return walk.found;
}

/** The same of one field alone. */
export function partsOfField(form: Pick<FormDefinition, 'schema'>, field: string): SchemaPart[] {
  const walk = new Walk(form, '');
  const schema = form.schema.properties[field];
  if (schema !== undefined) walk.field(field, schema);
  return walk.found;
}

class Walk {
  readonly found: SchemaPart[] = [];
  private readonly seen = new Set<string>();
  private readonly root: FormDefinition['schema'];
  private readonly place: string;

  constructor({ schema }: Pick<FormDefinition, 'schema'>, place: string) {
    this.root = schema;
    this.place = place;
  }

  field(code: string, schema: JsonSchema): void {
    this.part({ pointer: `${this.place}/properties${at(code)}`, schema, code, isField: true });
  }

  private part(part: SchemaPart): void {
    this.found.push(part);
    const { pointer, schema } = part;
    for (const [code, inner] of Object.entries(schema.properties ?? {})) {
      this.part({ pointer: `${pointer}/properties${at(code)}`, schema: inner, code, isField: false });
    }
    if (schema.items !== undefined) {
      this.part({ pointer: `${pointer}/items`, schema: schema.items, code: undefined, isField: false });
    }
    const common = definitionOf(schema, this.root);
    if (common === undefined || this.seen.has(common.name)) return;
    this.seen.add(common.name);
    const place = `${this.place}/definitions${at(common.name)}`;
    this.part({ pointer: place, schema: common.schema, code: undefined, isField: false });
  }
}
