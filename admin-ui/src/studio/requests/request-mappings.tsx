import {
  applicationSchema,
  applyMapping,
  checkMapping,
  type JsonObject,
  type MappingSides,
  ruleData,
  unmappedRequired,
} from '@reglament/core/rules';
import type { JsonSchema, Mapping, ServiceDefinition, ServiceRequest } from '@reglament/format';
import { Loading, Notice, Tag } from '@reglament/runtime-ui/ui';
import { changeItem } from '../list-commands.ts';
import type { TabProps } from '../tab-props.ts';
import type { DraftPlace } from '../tryout/tryout-queries.ts';
import { MappingTable } from './mapping-table.tsx';
import { placesOf } from './places.ts';
import { type Sample, type TypeForms, useSample, useTypeForms } from './request-queries.ts';
import { answerPlaces, applicationSources } from './sources.ts';

interface RequestMappingsProps {
  tab: TabProps;
  request: ServiceRequest;
  index: number;
  title: string;
  place: DraftPlace;
  /** Of the application whose values are shown; empty: made up. */
  number: string;
}

/** Out of the application into the question, and out of the answer into the application. */
export function RequestMappings(props: RequestMappingsProps) {
  const { tab, request, place, number } = props;
  const { data: forms, error, isPending } = useTypeForms(request.type);
  const { data: sample } = useSample(place, { service: tab.service, allowed: request.allowed, number });
  if (request.type === '') return <p className="rg-muted">Выберите вид запроса: появятся места вопроса.</p>;
  if (error !== null) return <Notice tone="error">{error.message}</Notice>;
  if (isPending || forms === undefined) return <Loading />;
  return (
    <>
      <Question {...props} {...{ forms, sample }} />
      <Answer {...props} {...{ forms, sample }} />
    </>
  );
}

type SideProps = RequestMappingsProps & { forms: TypeForms; sample: Sample | undefined };

function Question({ tab, request, index, title, sample, forms: { question } }: SideProps) {
  if (question === undefined)
    return <p className="rg-muted">Что спрашивает этот вид, неизвестно: модуль не установлен.</p>;
  const { service } = tab;
  const { prefill = [] } = request;
  const root: JsonSchema = question.schema;
  const demanded = unmappedRequired(
    { kind: 'group', schema: root, root },
    prefill.map(({ to }) => to),
    // One of a choice is demanded only where it is chosen.
  ).filter((path) => question.ui?.[path.split('.')[0] ?? '']?.visible === undefined);
  const sides: MappingSides = {
    source: applicationSchema(service.form),
    target: root,
    conditions: service.form.schema,
    rules: service.rules ?? {},
  };
  return (
    <details className="rsm-side">
      <summary>
        Вопрос: что откуда взять{' '}
        <Tag tone="neutral">{`заполняется мест: ${new Set(prefill.map(({ to }) => to)).size}`}</Tag>
        {demanded.length > 0 ? <Tag tone="error">{`не заполнено обязательных: ${demanded.length}`}</Tag> : null}
      </summary>
      <MappingTable
        {...{ tab, demanded, sides }}
        unattended={request.formless === true || request.automatic === true}
        label={`Вопрос: ${title}`}
        mapping={prefill}
        at={`/requests/${index}/prefill`}
        targets={placesOf(question)}
        groups={applicationSources(service.form)}
        problems={checkMapping(prefill, sides)}
        sample={sample && mapped(prefill, sample.source, { service, sample })}
        onChange={(step, next) => edit(tab, request, { step: `${step}: ${title}`, part: { prefill: optional(next) } })}
      />
    </details>
  );
}

function Answer({ tab, request, index, title, sample, forms: { answer, answerExample } }: SideProps) {
  if (answer === undefined) return null;
  const { service } = tab;
  const { accept = [] } = request;
  const { definitions, ...answers } = service.form.schema;
  const target: JsonSchema = {
    type: 'object',
    properties: { answers },
    ...(definitions === undefined ? {} : { definitions }),
  };
  const sides: MappingSides = { source: answer.schema, target, sourceName: 'в ответе' };
  return (
    <details className="rsm-side">
      <summary>
        Ответ: что принять в заявку{' '}
        <Tag tone="neutral">{`заполняется полей: ${new Set(accept.map(({ to }) => to)).size}`}</Tag>
      </summary>
      <MappingTable
        {...{ tab, sides }}
        demanded={[]}
        label={`Ответ: ${title}`}
        mapping={accept}
        at={`/requests/${index}/accept`}
        targets={answerPlaces(service.form)}
        groups={[{ label: 'Ответ', places: placesOf(answer) }]}
        problems={checkMapping(accept, sides)}
        sample={mapped(accept, answerExample, { service, sample })}
        onChange={(step, next) => edit(tab, request, { step: `${step}: ${title}`, part: { accept: optional(next) } })}
      />
    </details>
  );
}

interface MappedFor {
  readonly service: ServiceDefinition;
  readonly sample: Sample | undefined;
}

/** What the rows give of an example; a condition that is itself wrong gives nothing, and the check says why. */
function mapped(mapping: Mapping, source: JsonObject, { service, sample }: MappedFor) {
  const facts = { source: 'employee', applicant: { kind: sample?.applicant ?? 'person' }, hasRepresentative: true };
  const data = ruleData(sample?.answers ?? {}, facts);
  const today = new Date().toISOString().slice(0, 10);
  try {
    return applyMapping(mapping, { source, rules: { data, today, rules: service.rules ?? {} } });
  } catch {
    return undefined;
  }
}

function optional(mapping: Mapping): Mapping | undefined {
  return mapping.length === 0 ? undefined : mapping;
}

interface RequestEdit {
  readonly step: string;
  readonly part: { readonly prefill?: Mapping | undefined } | { readonly accept?: Mapping | undefined };
}

function edit(tab: TabProps, { code }: ServiceRequest, { step, part }: RequestEdit): void {
  tab.edit(step, (one) => ({ ...one, requests: changeItem(one.requests ?? [], code, part) }));
}
