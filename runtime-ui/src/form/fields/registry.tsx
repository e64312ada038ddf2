import SchemaField from '@rjsf/core/lib/components/fields/SchemaField.js';
import type { FieldProps, RegistryFieldsType } from '@rjsf/utils';
import { useContext } from 'react';
import { GroupContext } from '../group-context.ts';
import { isQuiet } from '../optional-groups.ts';

/** Inside of a group that nobody has to fill in nothing is marked as demanded before the group is begun. */
function QuestionField(props: FieldProps) {
  const groups = useContext(GroupContext);
  const required = (props.required ?? false) && !isQuiet(groups, props.fieldPathId.path);
  return <SchemaField {...props} required={required} />;
}

/** A question whose only answer is `null` asks nothing: nothing is drawn of it, and nothing is written for it. */
const NothingField = () => null;

export const fields: RegistryFieldsType = { SchemaField: QuestionField, NullField: NothingField };
