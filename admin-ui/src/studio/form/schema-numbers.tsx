import type { JsonSchema } from '@reglament/format';
import { InputNumber } from 'antd';
import { useId } from 'react';
import type { Part } from '../list-commands.ts';

type Keyword = {
  [Key in keyof JsonSchema]-?: NonNullable<JsonSchema[Key]> extends number ? Key : never;
}[keyof JsonSchema];

interface SchemaNumbersProps {
  schema: JsonSchema;
  /** Keywords of JSON Schema whose value is a number, with what the administrator reads. */
  keywords: readonly (readonly [Keyword, string])[];
  onChange: (change: Part<JsonSchema>) => void;
}

/** Numbers of a field's schema in one row; an empty input takes the keyword away. */
export function SchemaNumbers({ schema, keywords, onChange }: SchemaNumbersProps) {
  const id = useId();
  return (
    <div className="rs-row">
      {keywords.map(([keyword, label]) => (
        <div key={keyword} className="rg-field">
          <div className="rg-field-label">
            <label htmlFor={`${id}${keyword}`}>{label}</label>
          </div>
          <InputNumber
            id={`${id}${keyword}`}
            value={schema[keyword] ?? null}
            changeOnWheel={false}
            onChange={(value) => onChange({ [keyword]: value ?? undefined })}
          />
        </div>
      ))}
    </div>
  );
}
