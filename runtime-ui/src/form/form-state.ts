import {
  checkForm,
  type DictionaryTitles,
  formState,
  type JsonObject,
  labelsOf,
  type RuleContext,
  ruleData,
} from '@reglament/core/rules';
import type { FormDefinition } from '@reglament/format';
import { useMemo } from 'react';
import type { Answers, FieldProblem } from './answers.ts';
import { schemaErrors } from './validator.ts';

/** What rules may look at beside the answers. */
export interface FormFacts {
  /** `YYYY-MM-DD` in the body's time zone. */
  today: string;
  rules?: RuleContext['rules'];
  /** What rules read under `case`. */
  caseFacts?: JsonObject;
  dictionaries?: readonly DictionaryTitles[];
}

interface FormStateInput {
  form: FormDefinition;
  answers: Answers;
  facts: FormFacts;
}

export interface FormStateView {
  visibleFields: ReadonlySet<string>;
  requiredFields: ReadonlySet<string>;
  visibleSections: ReadonlySet<string>;
  check: (answers: Answers, complete: boolean) => FieldProblem[];
}

function ruleContext({ form, answers, facts }: FormStateInput): RuleContext {
  return {
    data: ruleData(answers as JsonObject, facts.caseFacts),
    today: facts.today,
    labels: labelsOf(form, facts.dictionaries),
    rules: facts.rules,
  };
}

/** Visible and required by the very functions that the server uses; problems in the same words. */
export function useFormState({ form, answers, facts }: FormStateInput): FormStateView {
  return useMemo(() => {
    const { visibleFields, requiredFields, visibleSections } = formState(form, ruleContext({ form, answers, facts }));
    const check = (given: Answers, complete: boolean): FieldProblem[] =>
      checkForm({
        form,
        answers: given as JsonObject,
        context: ruleContext({ form, answers: given, facts }),
        validate: schemaErrors,
        complete,
      });
    return { visibleFields, requiredFields, visibleSections, check };
  }, [form, answers, facts]);
}
