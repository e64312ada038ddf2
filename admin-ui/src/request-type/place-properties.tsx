import type { JsonSchema, MessageForm } from '@reglament/format';
import { CommittedInput } from '../studio/committed-input.tsx';
import { BodyIdentifier } from '../studio/form/extras/body-identifier.tsx';
import { russian } from '../studio/words.ts';
import type { EditSide } from './edit-type.ts';
import { helpField, identifierField, type PlaceRow, prefillField, renameField } from './places.ts';

interface PlacePropertiesProps {
  row: PlaceRow;
  name: 'question' | 'answer';
  side: MessageForm;
  onEdit: EditSide;
}

/** What can be said of a place: its name, the words beneath it, what stands in it from the beginning. */
export function PlaceProperties({ row: { path, schema }, name, side, onEdit }: PlacePropertiesProps) {
  const title = schema.title ?? path;
  const help = path.includes('.') ? (schema.description ?? '') : russian(side.form.ui?.[path]?.help);
  return (
    <div className="rs-properties rt-properties">
      <CommittedInput
        label="Название поля"
        value={title}
        maxLength={500}
        onCommit={(text) => {
          if (text.trim() !== '') onEdit(`Название: ${text}`, (one) => renameField(one, path, text.trim()));
        }}
      />
      <CommittedInput
        label="Пояснение под полем"
        value={help}
        maxLength={500}
        onCommit={(text) => onEdit(`Пояснение: ${title}`, (one) => helpField(one, path, text.trim()))}
      />
      {isPlain(schema) ? (
        <CommittedInput
          label="Значение по умолчанию"
          value={textOf(schema.default)}
          maxLength={500}
          hint={hintOf(schema)}
          onCommit={(text) => {
            const value = valueIn(schema, text.trim());
            if (value !== null) onEdit(`По умолчанию: ${title}`, (one) => prefillField(one, path, value));
          }}
        />
      ) : null}
      {name === 'question' && schema.type === 'string' && !path.includes('.') ? (
        <BodyIdentifier
          field={path}
          value={side.form.ui?.[path]?.bodyIdentifier}
          wrong={undefined}
          onChange={(code) => onEdit(`Идентификатор ведомства: ${title}`, (one) => identifierField(one, path, code))}
        />
      ) : null}
    </div>
  );
}

function isPlain({ type }: JsonSchema): boolean {
  return type === 'string' || type === 'number' || type === 'integer' || type === 'boolean';
}

function hintOf({ type, oneOf, enum: list, format }: JsonSchema): string {
  const known = [...(oneOf ?? []).map((one) => one.const), ...(list ?? [])].filter((one) => one !== undefined);
  if (known.length > 0) return `Одно из: ${known.slice(0, 8).map(String).join(', ')}`;
  if (type === 'boolean') return '«да» или «нет»; пусто – не задано';
  if (format === 'date') return 'ГГГГ-ММ-ДД; пусто – не задано';
  return 'Стоит в поле, пока сотрудник не заменит; пусто – не задано. Из заявки поле заполняет услуга.';
}

/** null: the text is no value of this field. */
function valueIn({ type }: JsonSchema, text: string): string | number | boolean | undefined | null {
  if (text === '') return undefined;
  if (type === 'boolean') return text === 'да' ? true : text === 'нет' ? false : null;
  if (type !== 'number' && type !== 'integer') return text;
  const number = Number(text.replace(',', '.'));
  return Number.isNaN(number) ? null : number;
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  return String(value);
}
