import { formState, type JsonObject, labelsOf, ruleData, truth } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import { type Answers, FormEditor, FormReader, type FormSources } from '@reglament/runtime-ui/form';
import { Card, Details, Empty, Tag } from '@reglament/runtime-ui/ui';
import { useMemo } from 'react';
import { russian } from '../words.ts';
import type { PreviewSubject } from './preview-subject.ts';

export type PreviewView = 'applicant' | 'clerk' | 'print';

interface PreviewSheetProps {
  service: ServiceDefinition;
  view: PreviewView;
  subject: PreviewSubject;
  dictionaries: FormSources['dictionaries'] | undefined;
}

/** One of the three ways in which the service is seen; the form is the very one that people get. */
export function PreviewSheet({ service, view, subject, dictionaries = {} }: PreviewSheetProps) {
  const { answers, today, caseFacts } = subject;
  const facts = useMemo(() => ({ today, rules: service.rules, caseFacts }), [today, service.rules, caseFacts]);
  const sources = useMemo(() => ({ dictionaries }), [dictionaries]);
  if (service.form.sections.length === 0) {
    return <Empty title="В форме пока нет полей">Добавьте поля, и они появятся здесь.</Empty>;
  }
  if (view === 'print') {
    return (
      <div className="rsp-paper rg-print">
        <h2>Заявка на услугу</h2>
        <p>{russian(service.title)}</p>
        <FormReader form={service.form} answers={answers} facts={facts} sources={sources} />
      </div>
    );
  }
  return (
    <>
      {view === 'applicant' ? <About service={service} /> : null}
      <FormEditor
        name={`preview-${view}`}
        form={service.form}
        answers={answers}
        facts={facts}
        sources={sources}
        onChange={(next: Answers) => subject.change({ answers: next })}
      />
      <Papers service={service} subject={subject} />
    </>
  );
}

/** What the applicant is told before the first question. */
function About({ service }: { service: ServiceDefinition }) {
  const { term, basis } = service;
  return (
    <Card title={russian(service.title)} description={russian(service.description)}>
      <Details
        items={[
          ...(term === undefined ? [] : [{ key: 'term', label: 'Срок', value: termText(term) }]),
          ...basis.map(({ title, clause }) => ({
            key: title,
            label: 'Основание',
            value: clause ? `${title}, ${clause}` : title,
          })),
        ]}
      />
    </Card>
  );
}

function termText({ days, unit }: NonNullable<ServiceDefinition['term']>): string {
  return unit === 'working' ? `рабочих дней: ${days}` : `календарных дней: ${days}`;
}

/** Papers by their own conditions; a variant may ask for others. */
function Papers({ service, subject }: Pick<PreviewSheetProps, 'service' | 'subject'>) {
  const data = ruleData(subject.answers as JsonObject, subject.caseFacts);
  const { context } = formState(service.form, {
    data,
    today: subject.today,
    rules: service.rules,
    labels: labelsOf(service.form),
  });
  const holds = (rule: unknown, otherwise: boolean) =>
    rule === undefined ? otherwise : truth(rule, context).value === true;
  const shown = service.documents.filter(({ shown: rule, needed }) => holds(rule, true) || holds(needed, false));
  if (shown.length === 0) return null;
  return (
    <Card title="Документы">
      <ul className="rs-list">
        {shown.map(({ code, title, description, needed }) => (
          <li key={code} className="rsp-paper-row">
            <span>
              {russian(title)}
              {description === undefined ? null : <span className="rg-block rg-muted">{russian(description)}</span>}
            </span>
            {holds(needed, false) ? <Tag tone="warning">обязателен</Tag> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
