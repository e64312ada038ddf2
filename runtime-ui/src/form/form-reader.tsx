import { isAnswered, type Json, titleOf } from '@reglament/core/rules';
import type { FormDefinition, JsonSchema } from '@reglament/format';
import type { ReactNode } from 'react';
import { locale } from '../locale/locale.ts';
import { Card } from '../ui/card.tsx';
import { type Detail, Details } from '../ui/details.tsx';
import type { Answers } from './answers.ts';
import type { FormSources } from './form-host.ts';
import { type FormFacts, useFormState } from './form-state.ts';
import { plainForm } from './plain-form.ts';
import { choiceTitle, valueText } from './value-text.ts';
import { fieldOptions } from './view-schema.ts';
import { WebLinks } from './web-links.tsx';

interface FieldView {
  code: string;
  schema: JsonSchema;
  value: unknown;
  form: FormDefinition | undefined;
  reading: Reading;
}

interface Reading {
  sources: FormSources;
  filledOnly: boolean;
  links: boolean;
}

function fileLinks(ids: unknown, sources: FormSources) {
  const list = Array.isArray(ids) ? ids : ids === undefined ? [] : [ids];
  if (list.length === 0) return '—';
  return (
    <ul className="rg-plain-list">
      {list.map((id) => (
        <li key={String(id)}>
          <a href={`/api/files/${String(id)}/content`} target="_blank" rel="noreferrer">
            {sources.files?.find((file) => file.id === id)?.name ?? 'Файл'}
          </a>
        </li>
      ))}
    </ul>
  );
}

function nested(schema: JsonSchema, value: unknown, reading: Reading) {
  const data = (value ?? {}) as Answers;
  const items = Object.entries(schema.properties ?? {})
    .filter(([code]) => !reading.filledOnly || isAnswered(data[code] as Json | undefined))
    .map(([code, child]) => detailOf({ code, schema: child, value: data[code], form: undefined, reading }));
  return <Details items={items} />;
}

function detailOf({ code, schema, value, form, reading }: FieldView): Detail {
  const { sources } = reading;
  const options = fieldOptions(schema, form?.ui?.[code]);
  const label = schema.title ?? code;
  if (options.widget === 'files') return { key: code, label, value: fileLinks(value, sources), wide: true };
  if (options.widget === undefined && Array.isArray(value) && schema.items?.properties) {
    const { items } = schema;
    const rows = value.map((row, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows of an answer that is only read have no other name
      <li key={index}>{nested(items, row, reading)}</li>
    ));
    return { key: code, label, value: rows.length > 0 ? <ol className="rg-read-rows">{rows}</ol> : '—', wide: true };
  }
  if (schema.type === 'object') return { key: code, label, value: nested(schema, value, reading), wide: true };
  const text = valueText(value, { schema, options, sources });
  return {
    key: code,
    label,
    value: reading.links ? foreignWords(text, schema, value) : text,
    wide: options.wide === true || text.length > 80,
  };
}

/** What another system has written; by its words, with the code of the other system for whoever asks there. */
function foreignWords(text: string, schema: JsonSchema, value: unknown): ReactNode {
  const words = <WebLinks text={text} />;
  return choiceTitle(schema, value) === undefined ? words : <span title={String(value)}>{words}</span>;
}

function withOrigin(detail: Detail, origin: ReactNode): Detail {
  if (origin === undefined) return detail;
  const value = (
    <>
      {detail.value} {origin}
    </>
  );
  return { ...detail, value };
}

interface FormReaderProps {
  form: FormDefinition;
  answers: Answers;
  facts: FormFacts;
  sources?: FormSources;
  bare?: boolean;
  /** Leaves out what was not answered. */
  filledOnly?: boolean;
  /** Addresses in the texts can be opened: for what another system has written. */
  links?: boolean;
  /** Where the values of some fields come from, by code. */
  origins?: Readonly<Record<string, ReactNode>>;
}

/** Any form, only to read: what is visible by the rules, as lists of facts. */
export function FormReader(props: FormReaderProps) {
  const { answers, facts, sources = {}, bare = false, origins = {} } = props;
  const { filledOnly = false, links = false } = props;
  const form = plainForm(props.form);
  const state = useFormState({ form, answers, facts });
  return form.sections
    .filter((section) => state.visibleSections.has(section.code))
    .map((section) => {
      const items = section.fields.flatMap((code) => {
        const schema = form.schema.properties[code];
        const shown =
          schema && state.visibleFields.has(code) && (!filledOnly || isAnswered(answers[code] as Json | undefined));
        return shown
          ? [
              withOrigin(
                detailOf({ code, schema, value: answers[code], form, reading: { sources, filledOnly, links } }),
                origins[code],
              ),
            ]
          : [];
      });
      if (items.length === 0) return null;
      if (bare)
        return (
          <div key={section.code} className="rg-bare-section">
            <Details items={items} />
          </div>
        );
      return (
        <Card key={section.code} title={titleOf(section.title, locale)}>
          <Details items={items} />
        </Card>
      );
    });
}
