import type { FormDefinition } from '@reglament/format';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { SchemaNode } from './schema-node.tsx';
import { countWords, fieldWords, formWords } from './words.ts';

interface AnswerRulesProps {
  form: FormDefinition;
  /** Where a finding about the form as a whole leads to, if here. */
  place?: string;
  onChange: (label: string, form: FormDefinition) => void;
}

const WHOLE = '';

/** What answers must be together, and what a field must be beside its properties: the language of the form's check, word by word. */
export function AnswerRules({ form, place: at, onChange }: AnswerRulesProps) {
  const { schema } = form;
  const [place, setPlace] = useState(WHOLE);
  const id = useId();
  const fields = Object.entries(schema.properties).map(([code, { title }]) => ({ value: code, label: title ?? code }));
  const facts = { fields, definitions: Object.keys(schema.definitions ?? {}) };
  const field = place === WHOLE ? undefined : schema.properties[place];
  const title = field?.title ?? place;
  const count = countWords(schema, formWords);
  return (
    <details className="rg-card rsc-rules" data-place={at}>
      <summary>Связи между ответами{count > 0 ? `: ${count}` : ''}</summary>
      <p className="rg-hint">
        То, чего не говорят обязательность, «Показывать, когда» и границы поля: запреты сочетаний, «если…, то…» для
        нескольких полей, общие описания. Обычной услуге это не нужно. Нарушено – заявку не сохранить, и сказано, какое
        поле не подходит.
      </p>
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={id}>О чём правило</label>
        </div>
        <Select
          id={id}
          className="rs-wide"
          showSearch={{ optionFilterProp: 'label' }}
          value={place}
          options={[{ value: WHOLE, label: 'О форме целиком' }, ...fields]}
          onChange={setPlace}
        />
      </div>
      {field === undefined ? (
        <SchemaNode
          key={WHOLE}
          label="Форма"
          {...{ schema, facts }}
          known={formWords}
          onChange={(next) => onChange('Связи между ответами', { ...form, schema: next as typeof schema })}
        />
      ) : (
        <SchemaNode
          key={place}
          label={title}
          schema={field}
          facts={facts}
          known={fieldWords}
          onChange={(next) =>
            onChange(`Правило поля: ${title}`, {
              ...form,
              schema: { ...schema, properties: { ...schema.properties, [place]: next } },
            })
          }
        />
      )}
    </details>
  );
}
