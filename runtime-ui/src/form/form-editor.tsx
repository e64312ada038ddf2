import { type JsonObject, withoutEmptied } from '@reglament/core/rules';
import type { FormDefinition } from '@reglament/format';
import Form from '@rjsf/core/lib/components/Form.js';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { type Ref, useCallback, useMemo, useRef } from 'react';
import { afterPointer } from './after-pointer.ts';
import { type Answers, errorTree, type FieldProblem, pointerOf } from './answers.ts';
import { fields } from './fields/registry.tsx';
import { type FormHandle, useFormHandle } from './form-handle.ts';
import { FormHostContext, type FormSources } from './form-host.ts';
import { type FormFacts, useFormState } from './form-state.ts';
import { GroupContext, useGroups } from './group-context.ts';
import { useHost } from './host-state.ts';
import { optionalGroups, withoutAnswer } from './optional-groups.ts';
import { plainForm } from './plain-form.ts';
import { useProblems } from './problems.ts';
import { SectionNavigator } from './section-navigator.tsx';
import { useSectionView } from './section-view.ts';
import { SectionsContext } from './sections.ts';
import { templates } from './templates/registry.tsx';
import { formValidator } from './validator.ts';
import { widgets } from './widgets/registry.ts';

interface FormEditorProps {
  /** Prefix of element ids; unique on the screen, without underscores. */
  name: string;
  form: FormDefinition;
  answers: Answers;
  onChange: (answers: Answers) => void;
  facts: FormFacts;
  sources?: FormSources;
  /** What the server said about these answers. */
  problems?: readonly FieldProblem[];
  /** Without section cards: a short form in a dialog. */
  bare?: boolean;
  disabled?: boolean;
  ref?: Ref<FormHandle> | undefined;
}

const nothing: readonly FieldProblem[] = [];

/** What a form puts in by itself: nothing but the defaults that the definition names. */
export const formDefaults = {
  arrayMinItems: { populate: 'never' },
  emptyObjectFields: 'skipEmptyDefaults',
  constAsDefaults: 'never',
  requiredBooleanDefault: 'skip',
} as const;

/** Any form of any definition: of a service, of an action, of an applicant. */
export function FormEditor(props: FormEditorProps) {
  const { name, answers, facts, sources, bare = false, problems = nothing, ref } = props;
  const form = plainForm(props.form);
  const latest = useRef(answers);
  latest.current = answers;
  const { host, unreadable } = useHost(sources, { today: facts.today, answers: latest });
  const state = useFormState({ form, answers, facts });
  const section = useSectionView({ name, form, state, bare });
  const told = useProblems({ name, answers, state, unreadable, problems });
  const groups = useGroups(
    optionalGroups(form, answers, state.requiredFields),
    useLatest((path) => {
      latest.current = withoutEmptied(withoutAnswer(latest.current, path) as JsonObject, form) as Answers;
      props.onChange(latest.current);
    }),
  );
  useFormHandle(ref, { name, form, host, state, latest, unreadable, demand: told.demand, show: section.show });
  return (
    <FormHostContext value={host}>
      <SectionsContext value={section.sections}>
        <GroupContext value={groups}>
          <div className={section.large ? 'rg-form rg-form-large' : 'rg-form'}>
            {section.large ? <SectionNavigator {...section.navigation} wrong={told.problems} /> : null}
            <div className="rg-form-sections">
              <Fields
                {...props}
                form={form}
                view={section.view}
                problems={told.problems}
                latest={latest}
                onTouch={told.touch}
              />
              {section.large ? <SectionNavigator.Steps {...section.navigation} /> : null}
            </div>
          </div>
        </GroupContext>
      </SectionsContext>
    </FormHostContext>
  );
}

interface FieldsProps extends Pick<FormEditorProps, 'name' | 'form' | 'answers' | 'onChange' | 'disabled'> {
  view: ReturnType<typeof useSectionView>['view'];
  problems: readonly FieldProblem[];
  latest: { current: Answers };
  onTouch: (field: string) => void;
}

/** The part that rjsf draws: the mounted sections with what is wrong in them. */
function Fields({ name, form, answers, onChange, disabled = false, view, problems, latest, onTouch }: FieldsProps) {
  const errors = useMemo(() => errorTree(problems), [problems]);
  return (
    <Form
      idPrefix={name}
      tagName="div"
      schema={view.schema as RJSFSchema}
      uiSchema={view.uiSchema as UiSchema}
      formData={answers}
      validator={formValidator}
      widgets={widgets}
      templates={templates}
      fields={fields}
      extraErrors={errors}
      experimental_defaultFormStateBehavior={formDefaults}
      noValidate
      noHtml5Validate
      showErrorList={false}
      disabled={disabled}
      onChange={({ formData }) => {
        latest.current = withoutEmptied((formData ?? {}) as JsonObject, form) as Answers;
        onChange(latest.current);
      }}
      onBlur={(id) => {
        const field = pointerOf(name, id).split('/')[1] ?? '';
        afterPointer(() => onTouch(field));
      }}
    >
      {/* Submitting is the screen's own business. */}
      <span hidden />
    </Form>
  );
}

/** A function that stays the same one and does what the last drawing meant. */
function useLatest<Given>(run: (given: Given) => void): (given: Given) => void {
  const latest = useRef(run);
  latest.current = run;
  return useCallback((given) => latest.current(given), []);
}
