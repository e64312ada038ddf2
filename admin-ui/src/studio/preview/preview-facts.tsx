import type { JsonObject } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import type { FormSources } from '@reglament/runtime-ui/form';
import { Loading, Notice, Tag } from '@reglament/runtime-ui/ui';
import { useState } from 'react';
import { RequestContent } from '../tryout/request-content.tsx';
import type { Trial } from '../tryout/trial-edit.ts';
import { type DraftPlace, useWalk } from '../tryout/tryout-queries.ts';
import type { PreviewSubject } from './preview-subject.ts';
import { type RuleReading, ruleReadings } from './rule-readings.ts';

interface PreviewFactsProps {
  service: ServiceDefinition;
  place: DraftPlace;
  subject: PreviewSubject;
  dictionaries: FormSources['dictionaries'] | undefined;
}

/** What stands behind the form: the data, each condition with its reason, what each request would send. */
export function PreviewFacts(props: PreviewFactsProps) {
  const [asked, setAsked] = useState(false);
  const { subject, service } = props;
  return (
    <>
      <details className="rst-more">
        <summary>Данные</summary>
        <pre className="rs-code rsp-data">{JSON.stringify(subject.answers, null, 2)}</pre>
      </details>
      <details className="rst-more">
        <summary>Условия и причины</summary>
        <Readings service={service} subject={subject} />
      </details>
      {(service.requests ?? []).length > 0 ? (
        <details className="rst-more" onToggle={({ currentTarget }) => setAsked(currentTarget.open)}>
          <summary>Что уйдёт поставщикам</summary>
          {asked ? <Requests {...props} /> : null}
        </details>
      ) : null}
    </>
  );
}

const words = {
  shown: 'Поле показано',
  required: 'Поле обязательно',
  section: 'Раздел показан',
  document: 'Документ обязателен',
  documentShown: 'Документ предложен',
  request: 'Запрос предложен',
  named: 'Условие',
} as const satisfies Record<RuleReading['about'], string>;

function Readings({ service, subject }: Pick<PreviewFactsProps, 'service' | 'subject'>) {
  const { today, caseFacts } = subject;
  const readings = ruleReadings(service, { answers: subject.answers as JsonObject, today, caseFacts });
  if (readings.length === 0) return <p className="rg-muted">Условий у услуги нет.</p>;
  return (
    <ul className="rs-list">
      {readings.map(({ pointer, about, title, value, reason }) => (
        <li key={pointer} className="rsp-reading">
          <Verdict value={value} /> {words[about]}: <strong>{title}</strong>
          <span className="rg-block rg-muted">{reason}</span>
        </li>
      ))}
    </ul>
  );
}

function Verdict({ value }: Pick<RuleReading, 'value'>) {
  if (value === null) return <Tag tone="error">с ошибкой</Tag>;
  if (value === 'unknown') return <Tag tone="neutral">неизвестно</Tag>;
  return value ? <Tag tone="success">да</Tag> : <Tag tone="neutral">нет</Tag>;
}

function Requests({ service, place, subject, dictionaries }: PreviewFactsProps) {
  const { applicant, representative, answers } = subject;
  const trial: Trial = {
    title: '',
    applicant,
    ...(representative ? { representative } : {}),
    answers,
    steps: [],
  };
  const { data, error } = useWalk(place, trial, { as: undefined, stamp: service });
  if (error) return <Notice tone="warning">{error.message}</Notice>;
  if (data === undefined) return <Loading />;
  return (
    <ul className="rs-list">
      {data.requests.map((request) => (
        <li key={request.code} className="rsp-reading">
          <strong>{request.title}</strong>
          {request.reason === null ? null : <span className="rg-block rg-muted">{request.reason}</span>}
          <RequestContent request={request} today={data.present.today} dictionaries={dictionaries} />
        </li>
      ))}
    </ul>
  );
}
