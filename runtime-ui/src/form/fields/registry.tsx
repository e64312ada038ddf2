import ArrayField from '@rjsf/core/lib/components/fields/ArrayField.js';
import SchemaField from '@rjsf/core/lib/components/fields/SchemaField.js';
import type { FieldProps, RegistryFieldsType } from '@rjsf/utils';
import { useContext, useRef, useState } from 'react';
import { GroupContext } from '../group-context.ts';
import { isQuiet } from '../optional-groups.ts';
import { RowsContext } from '../rows-context.ts';

/** Inside of a group that nobody has to fill in nothing is marked as demanded before the group is begun. */
function QuestionField(props: FieldProps) {
  const groups = useContext(GroupContext);
  const required = (props.required ?? false) && !isQuiet(groups, props.fieldPathId.path);
  return <SchemaField {...props} required={required} />;
}

/** The rows as a whole, for what concerns several at once: pasting from a spreadsheet, putting a removed one back. */
function RowsField(props: FieldProps) {
  const latest = useRef(props);
  latest.current = props;
  const [rows] = useState(() => ({
    list: () => (Array.isArray(latest.current.formData) ? (latest.current.formData as readonly unknown[]) : []),
    put: (list: readonly unknown[]) => latest.current.onChange([...list], latest.current.fieldPathId.path),
  }));
  return (
    <RowsContext value={rows}>
      <ArrayField {...(props as FieldProps<unknown[]>)} />
    </RowsContext>
  );
}

/** A question whose only answer is `null` asks nothing: nothing is drawn of it, and nothing is written for it. */
const NothingField = () => null;

export const fields: RegistryFieldsType = {
  SchemaField: QuestionField,
  ArrayField: RowsField,
  NullField: NothingField,
};
