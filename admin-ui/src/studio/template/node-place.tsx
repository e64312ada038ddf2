import { CASE_FACTS } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import { Select } from 'antd';
import { itemSubjects, type Subject, subjectsOf } from '../condition/subjects.ts';
import { itemChoices, listChoices, placeholderChoices } from './placeholder-titles.ts';

export interface NodePlace {
  readonly service: ServiceDefinition;
  readonly problemAt: (pointer: string) => string | undefined;
  /** JSON pointer of the list of nodes. */
  readonly pointer: string;
  /** The list whose row this part is about; undefined outside of a repeat. */
  readonly list: string | undefined;
}

/** What a condition of a paper may speak of: as elsewhere, and the decision that is being printed. */
export function templateSubjects({ service, list }: Pick<NodePlace, 'service' | 'list'>): Subject[] {
  const decision = Object.entries(CASE_FACTS)
    .filter(([path]) => path.startsWith('case.decision.'))
    .map(([path, { title, values }]): Subject => {
      if (values === undefined) return { path, title, kind: 'text' };
      return {
        path,
        title,
        kind: 'choice',
        values: Object.entries(values).map(([value, label]) => ({ value, label })),
      };
    });
  return [...itemSubjects(service, list), ...subjectsOf(service), ...decision];
}

/** The service as a condition of a paper reads it: within a repeat, with the row beside the answers. */
export function serviceAt({ service, list }: Pick<NodePlace, 'service' | 'list'>): ServiceDefinition {
  const { form } = service;
  const item = form.schema.properties[list?.replace(/^answers\./, '') ?? '']?.items;
  if (item === undefined) return service;
  return { ...service, form: { ...form, schema: { ...form.schema, properties: { ...form.schema.properties, item } } } };
}

/** What a text at this place may name: of the case, and of the row in a repeat. */
export function choicesAt({ service, list }: NodePlace) {
  const all = placeholderChoices(service.form);
  return list === undefined ? all : [...itemChoices(service.form, list), ...all];
}

interface ListChoiceProps {
  place: NodePlace;
  value: string | undefined;
  wrong: string | undefined;
  /** Set where nothing may be repeated. */
  none?: string;
  onChange: (path: string | undefined) => void;
}

export function ListChoice({ place, value, wrong, none, onChange }: ListChoiceProps) {
  const options = listChoices(place.service.form).map(({ path, title }) => ({ value: path, label: title }));
  const own = value !== undefined && options.every((one) => one.value !== value);
  return (
    <>
      <Select
        className="rs-wide"
        aria-label="Список, строки которого повторяются"
        value={value ?? ''}
        options={[
          ...(none === undefined ? [] : [{ value: '', label: none }]),
          ...(own ? [{ value, label: `Список «${value}»` }] : []),
          ...options,
        ]}
        onChange={(path: string) => onChange(path === '' ? undefined : path)}
      />
      {wrong ? <p className="rg-error">{wrong}</p> : null}
    </>
  );
}
