import ArrayField from '@rjsf/core/lib/components/fields/ArrayField.js';
import ObjectField from '@rjsf/core/lib/components/fields/ObjectField.js';
import SchemaField from '@rjsf/core/lib/components/fields/SchemaField.js';
import type { FieldProps, RegistryFieldsType } from '@rjsf/utils';
import { useContext, useRef, useState } from 'react';
import { AddressContext } from '../address/address-context.ts';
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

/** A group as a whole, where it is an address that is known by its line and by its parts. */
function GroupField(props: FieldProps) {
  const latest = useRef(props);
  latest.current = props;
  const [group] = useState(() => ({
    answers: () => ({ ...(latest.current.formData as Record<string, unknown> | undefined) }),
    put: (answers: Readonly<Record<string, unknown>>) =>
      latest.current.onChange({ ...answers }, latest.current.fieldPathId.path),
    codes: Object.keys(props.schema.properties ?? {}),
  }));
  const isAddress = props.uiSchema?.['ui:options']?.address === true && !props.disabled && !props.readonly;
  return (
    <AddressContext value={isAddress ? group : null}>
      <ObjectField {...(props as FieldProps<Record<string, unknown>>)} />
    </AddressContext>
  );
}

/** A question whose only answer is `null` asks nothing: nothing is drawn of it, and nothing is written for it. */
const NothingField = () => null;

export const fields: RegistryFieldsType = {
  SchemaField: QuestionField,
  ArrayField: RowsField,
  ObjectField: GroupField,
  NullField: NothingField,
};
