import type { FormDefinition } from '@reglament/format';
import Form from '@rjsf/core/lib/components/Form.js';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { Component, memo, type ReactNode, useMemo } from 'react';
import { type DrawnField, drawingOf, orderOf } from './drawn-field.ts';
import { fields } from './fields/registry.tsx';
import { formDefaults } from './form-editor.tsx';
import { FormHostContext, type Option } from './form-host.ts';
import { GroupContext } from './group-context.ts';
import { optionalGroups } from './optional-groups.ts';
import { SectionsContext } from './sections.ts';
import { templates } from './templates/registry.tsx';
import { formValidator } from './validator.ts';
import { widgets } from './widgets/registry.ts';

interface FieldDrawingProps extends DrawnField {
  /** Prefix of element ids, unique on the screen, without underscores. */
  name: string;
  required: boolean;
  grounds?: readonly Option[] | undefined;
}

/**
 * One question as a form draws it, and nothing but its look: neither the keyboard nor a screen reader gets in. Drawn anew only when
 * it has changed itself: an editor has hundreds of them.
 */
export const FieldDrawing = memo(function FieldDrawing({ name, required, grounds, ...field }: FieldDrawingProps) {
  const { code, schema, ui, named } = field;
  const { form, view } = useMemo(
    () => drawingOf({ code, schema, ui, named }, required),
    [code, schema, ui, named, required],
  );
  const around = useMemo(
    () => surroundings(form, { code, sample: view.sample, required }),
    [form, code, view, required],
  );
  const host = useMemo(() => ({ ...still, ...(grounds === undefined ? {} : { grounds }) }), [grounds]);
  return (
    <div inert>
      <DrawingBoundary of={view}>
        <FormHostContext value={host}>
          <SectionsContext value={around.sections}>
            <GroupContext value={around.groups}>
              <Form
                key={orderOf(schema)}
                idPrefix={`${name}-${code}`}
                tagName="div"
                schema={view.schema as RJSFSchema}
                uiSchema={view.uiSchema as UiSchema}
                formData={view.sample}
                validator={formValidator}
                widgets={widgets}
                templates={templates}
                fields={fields}
                experimental_defaultFormStateBehavior={formDefaults}
                noValidate
                noHtml5Validate
                showErrorList={false}
              >
                <span hidden />
              </Form>
            </GroupContext>
          </SectionsContext>
        </FormHostContext>
      </DrawingBoundary>
    </div>
  );
});

const still = {
  drafts: new Map<string, () => void>(),
  reportUnreadable: () => undefined,
  on: undefined,
  answerOf: () => undefined,
};

interface Drawn {
  code: string;
  sample: Record<string, unknown>;
  required: boolean;
}

/** What a form tells its parts: here there is one question, without a card around it. */
function surroundings(form: FormDefinition, { code, sample, required }: Drawn) {
  const groups = optionalGroups(form, sample, new Set(required ? [code] : []));
  const only = { code: 'only', id: `only-${code}`, title: '', description: undefined, fields: [code] };
  return { groups: { ...groups, clear: () => undefined }, sections: { bare: true, sections: [only] } };
}

/** What the linter has not come to yet may be of any shape: one question that cannot be drawn takes no other along. */
class DrawingBoundary extends Component<{ of: unknown; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: { of: unknown }): void {
    if (this.state.failed && before.of !== this.props.of) this.setState({ failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <p className="rg-error">Поле задано с ошибкой, поэтому не нарисовано. Что исправить – в списке ошибок внизу.</p>
    ) : (
      this.props.children
    );
  }
}
