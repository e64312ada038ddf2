import { ExclamationCircleOutlined } from '@ant-design/icons';
import { type FieldTemplateProps, getUiOptions } from '@rjsf/utils';
import type { FieldOptions } from '../view-schema.ts';
import { descriptionId, errorsId, helpId, labelId } from '../widgets/aria.ts';

/** Errors of one field, in the words that also stand in the summary. */
export function FieldErrors({ id, errors }: { id: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <div id={errorsId(id)} className="rg-error">
      {errors.map((error) => (
        <div key={error}>
          <ExclamationCircleOutlined aria-hidden="true" /> {error}
        </div>
      ))}
    </div>
  );
}

function FieldLabel({
  id,
  label,
  grouped,
  required,
}: {
  id: string;
  label: string;
  grouped: boolean;
  required: boolean;
}) {
  return (
    <div className="rg-field-label">
      {grouped ? (
        <span id={labelId(id)}>{label}</span>
      ) : (
        <label id={labelId(id)} htmlFor={id}>
          {label}
        </label>
      )}
      {/* Of a single input aria-required tells it; a group has no such attribute. */}
      {required ? (
        <span className="rg-required" aria-hidden={!grouped}>
          Требуется
        </span>
      ) : null}
    </div>
  );
}

/** One question: label with the mark, explanation, input, help, errors. Groups of fields draw their own title. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, rawDescription, rawErrors = [], children, hidden, required = false, uiSchema } = props;
  if (hidden) return <div hidden>{children}</div>;
  const options = getUiOptions(uiSchema) as FieldOptions;
  const isGroup = options.widget === undefined;
  // What is wrong with a group as a whole is told in its words; the frame of an input is red for what is wrong with itself.
  const wrong = !isGroup && rawErrors.length > 0;
  const className = ['rg-field', options.wide ? 'rg-field-wide' : '', wrong ? 'rg-field-wrong' : ''].join(' ').trim();
  if (isGroup) return <div className={className}>{children}</div>;
  const isCheckbox = options.widget === 'checkbox';
  return (
    <div className={className}>
      {isCheckbox ? null : <FieldLabel id={id} label={label} grouped={options.grouped ?? false} required={required} />}
      {rawDescription ? (
        <div id={descriptionId(id)} className="rg-hint">
          {rawDescription}
        </div>
      ) : null}
      {children}
      {options.help ? (
        <div id={helpId(id)} className="rg-hint">
          {options.help}
        </div>
      ) : null}
      <FieldErrors id={id} errors={rawErrors} />
    </div>
  );
}
