import type { FormDefinition } from '@reglament/format';
import { type Answers, FormEditor, type FormHandle } from '@reglament/runtime-ui/form';
import { type Ref, useState } from 'react';

const caseFacts = { source: 'employee', applicant: { kind: 'person' }, hasRepresentative: false } as const;

interface FormPreviewProps {
  name: string;
  form: FormDefinition;
  /** Absent: what is typed stays here and goes nowhere. */
  answers?: Answers;
  onChange?: (answers: Answers) => void;
  ref?: Ref<FormHandle>;
}

/** A form of a message as the clerk will see it. */
export function FormPreview({ name, form, answers, onChange, ref }: FormPreviewProps) {
  const [own, setOwn] = useState<Answers>({});
  const today = new Date().toISOString().slice(0, 10);
  return (
    <FormEditor
      ref={ref}
      name={name}
      form={form}
      answers={answers ?? own}
      facts={{ today, rules: {}, caseFacts }}
      onChange={onChange ?? setOwn}
    />
  );
}
