import { Checkbox, Radio } from 'antd';
import { type ReactNode, type Ref, useId, useImperativeHandle, useMemo, useRef } from 'react';
import type { ApplicantKind, ApplicationContent, ServiceView } from '../api.ts';
import { ApplicantBlock } from '../applicant/applicant-block.tsx';
import type { ApplicantDemand } from '../applicant/applicant-form.ts';
import type { Problem } from '../client.ts';
import {
  type FieldProblem,
  FormEditor,
  type FormFacts,
  type FormHandle,
  type FormSources,
  type SummaryItem,
} from '../form/index.ts';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { notificationForm, problemsOfPart } from './content.ts';

type Part = keyof ApplicationContent;

export interface EditorHandle {
  flush: () => void;
  /** Every problem of every part, shown at its field. */
  check: (complete: boolean) => SummaryItem[];
  /** Whether all that is typed could be saved; nothing is shown of what could not. */
  isSound: () => boolean;
  go: (item: Pick<SummaryItem, 'form' | 'pointer'>) => void;
}

interface EditorProps {
  service: ServiceView;
  content: ApplicationContent;
  onChange: (content: ApplicationContent) => void;
  facts: FormFacts;
  sources: FormSources;
  problems: readonly Problem[];
  /** The look-up of the applicant takes the focus: a new application begins with it. */
  autoFocus?: boolean;
  /** The questions of the service stand first: of a procedure the people are known, and nobody scrolls past them. */
  questionsFirst?: boolean;
  ref?: Ref<EditorHandle>;
}

/** What each part of the screen needs of the whole. */
interface PartProps {
  content: ApplicationContent;
  /** Puts several parts at once. */
  change: (parts: Partial<ApplicationContent>) => void;
  told: Record<Part, FieldProblem[]>;
  facts: FormFacts;
  handle: (part: Part) => (form: FormHandle | null) => void;
}

const parts = ['applicant', 'representative', 'submittedBy', 'notification', 'answers'] as const satisfies Part[];
const anyone: readonly ApplicantKind[] = ['person', 'soleTrader', 'organisation'];

/** The whole of an application that a person fills in: applicant, who acts for them, notification, the service's form. */
export function ApplicationEditor({
  service,
  content,
  onChange,
  facts,
  sources,
  problems,
  autoFocus = false,
  questionsFirst = false,
  ref,
}: EditorProps) {
  const handles = useRef(new Map<Part, FormHandle>()).current;
  const latest = useRef(content);
  latest.current = content;
  useImperativeHandle(ref, () => ({
    flush: () => {
      for (const form of handles.values()) form.flush();
    },
    check: (complete) => parts.flatMap((part) => handles.get(part)?.check(complete) ?? []),
    isSound: () => [...handles.values()].every((form) => form.isSound()),
    go: ({ form, pointer }) => handles.get(form as Part)?.focus(pointer),
  }));
  const told = useMemo(
    () =>
      Object.fromEntries(parts.map((part) => [part, problemsOfPart(problems, part)])) as Record<Part, FieldProblem[]>,
    [problems],
  );
  const plain = useMemo<FormFacts>(() => ({ today: facts.today }), [facts.today]);
  const part: PartProps = {
    content,
    told,
    facts: plain,
    // From the latest, since several parts may be committed before the screen is drawn anew.
    change: (changed) => {
      latest.current = { ...latest.current, ...changed };
      onChange(latest.current);
    },
    handle: (name) => (form) => {
      if (form) handles.set(name, form);
      else handles.delete(name);
    },
  };
  const questions = (
    <FormEditor
      name="answers"
      ref={part.handle('answers')}
      form={service.form}
      answers={content.answers}
      onChange={(answers) => part.change({ answers })}
      facts={facts}
      sources={sources}
      problems={told.answers}
    />
  );
  return (
    <>
      {questionsFirst ? questions : null}
      <ApplicantPart {...part} kinds={service.applicants} autoFocus={autoFocus} />
      <ContactPart {...part} />
      {questionsFirst ? null : questions}
    </>
  );
}

interface PersonProps extends PartProps {
  part: 'applicant' | 'representative' | 'submittedBy';
  kinds: readonly ApplicantKind[];
  demand?: ApplicantDemand;
  autoFocus?: boolean;
  onFilled?: () => void;
}

function Person({ part, kinds, demand = 'whole', content, change, told, facts, handle, ...more }: PersonProps) {
  return (
    <ApplicantBlock
      name={part}
      ref={handle(part)}
      data={content[part]}
      onChange={(data) => change({ [part]: data })}
      kinds={kinds}
      demand={demand}
      {...(more.autoFocus ? { autoFocus: true } : {})}
      {...(more.onFilled ? { onFilled: more.onFilled } : {})}
      facts={facts}
      problems={told[part]}
    />
  );
}

function ApplicantPart({ kinds, autoFocus, ...props }: PartProps & Pick<PersonProps, 'kinds' | 'autoFocus'>) {
  const whole = props.told.applicant.find(({ pointer }) => pointer === '');
  return (
    <Card title="Заявитель" id="part-applicant">
      {whole ? <Notice tone="error">{whole.message}</Notice> : null}
      <Person
        {...props}
        part="applicant"
        kinds={kinds}
        {...(autoFocus ? { autoFocus } : {})}
        onFilled={() => document.querySelector<HTMLElement>('#part-contact input')?.focus()}
      />
    </Card>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="rg-group rg-switch">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function ContactPart(props: PartProps) {
  const { content, change, told, facts, handle } = props;
  return (
    <Card title="Представитель и уведомление" id="part-contact">
      <div className="rg-switch">
        <Checkbox
          checked={content.representative !== null}
          onChange={(event) => change({ representative: event.target.checked ? { kind: 'person' } : null })}
        >
          От имени заявителя действует представитель
        </Checkbox>
      </div>
      {content.representative ? (
        <Group title="Представитель">
          <Person {...props} part="representative" kinds={anyone} />
        </Group>
      ) : null}
      <SubmittedBySwitch {...props} />
      {content.submittedBy ? (
        <Group title="Кто сдал документы">
          <Person {...props} part="submittedBy" kinds={anyone} demand="name" />
        </Group>
      ) : null}
      <FormEditor
        name="notification"
        ref={handle('notification')}
        bare
        form={notificationForm}
        answers={(content.notification ?? {}) as Record<string, unknown>}
        onChange={(answers) =>
          change({
            notification: answers.way === undefined ? null : (answers as unknown as ApplicationContent['notification']),
          })
        }
        facts={facts}
        problems={told.notification}
      />
    </Card>
  );
}

/** «Кто сдал документы»: the applicant, the representative or somebody else. */
function SubmittedBySwitch({ content, change }: PartProps) {
  const id = useId();
  const options = [
    { value: 'self', label: content.representative ? 'Заявитель или представитель' : 'Заявитель' },
    { value: 'other', label: 'Другое лицо' },
  ];
  return (
    <div className="rg-switch">
      <div className="rg-field-label" id={id}>
        Кто сдал документы
      </div>
      <Radio.Group
        role="radiogroup"
        aria-labelledby={id}
        value={content.submittedBy ? 'other' : 'self'}
        onChange={(event) => change({ submittedBy: event.target.value === 'other' ? { kind: 'person' } : null })}
        options={options}
      />
    </div>
  );
}
