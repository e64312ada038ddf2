import type { JsonSchema } from '@reglament/format';
import type { Part } from '../list-commands.ts';
import { SchemaNumbers } from './schema-numbers.tsx';

const limits = {
  string: [
    ['minLength', 'Не короче, знаков'],
    ['maxLength', 'Не длиннее, знаков'],
  ],
  integer: [
    ['minimum', 'Не меньше'],
    ['maximum', 'Не больше'],
  ],
  number: [
    ['minimum', 'Не меньше'],
    ['maximum', 'Не больше'],
  ],
  array: [
    ['minItems', 'Не меньше записей'],
    ['maxItems', 'Не больше записей'],
  ],
} as const;

/** How long, how much, how many. */
export function Limits({ schema, onChange }: { schema: JsonSchema; onChange: (change: Part<JsonSchema>) => void }) {
  const own =
    schema.format !== undefined || schema.oneOf !== undefined ? undefined : limits[schema.type as keyof typeof limits];
  return own && <SchemaNumbers schema={schema} keywords={own} onChange={onChange} />;
}
