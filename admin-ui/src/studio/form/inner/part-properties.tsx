import type { JsonSchema } from '@reglament/format';
import { Button } from 'antd';
import { CommittedInput } from '../../committed-input.tsx';
import type { Part } from '../../list-commands.ts';
import type { TabProps } from '../../tab-props.ts';
import { ChoiceList } from '../choice-list.tsx';
import type { FieldWork } from '../field-work.tsx';
import { kindWords } from '../kind-words.ts';
import { Limits } from '../limits.tsx';
import { changeInner, innerOf, withInner } from './inner-commands.ts';
import { InnerFields, PartBasics } from './inner-fields.tsx';
import { PartMenu } from './part-menu.tsx';
import { aroundPart, changePart, chosenAt, partAt, pointerIn } from './part-path.ts';

interface PartPropertiesProps extends Pick<TabProps, 'service' | 'edit' | 'problemAt'> {
  field: string;
  part: string;
  onChoose: (chosen: string) => void;
  onPart: FieldWork['part'];
}

/** Everything that can be said of a part of a group or of a row. */
export function PartProperties(props: PartPropertiesProps) {
  const { service, edit, problemAt, field, part, onChoose, onPart } = props;
  const whole = service.form.schema.properties[field];
  const schema = partAt(whole, part);
  const around = whole && aroundPart(whole, part);
  if (whole === undefined || schema === undefined || around === undefined) return null;
  const code = part.slice(part.lastIndexOf('/') + 1);
  const name = schema.title ?? code;
  const at = `/form/schema/properties/${field}${pointerIn(whole, part)}`;
  const put = (step: string, next: JsonSchema) => edit(step, (one) => changePart(one, { field, part }, () => next));
  const set = (step: string, change: Part<JsonSchema>) => put(`${step}: ${name}`, changeInner(around, code, change));
  const inner = innerOf(schema);
  const order = Object.keys(around.properties ?? {});
  return (
    <div className="rs-properties">
      <WayTo {...{ whole, field, part, onChoose }} />
      <CommittedInput
        id="rs-field-title"
        label="Название поля"
        value={name}
        place={at}
        wrong={problemAt(at)}
        onCommit={(title) => set('Название поля', { title })}
      />
      <p className="rg-muted">
        {kindWords(schema, undefined)}, код <code>{code}</code>
      </p>
      <PartBasics
        {...{ inner: around, code, schema }}
        first={order[0] === code}
        last={order.at(-1) === code}
        onChange={put}
      >
        <PartMenu {...{ whole, field, part }} onAct={(act) => onPart({ field, part }, act)}>
          <Button size="small" aria-label={`Переместить: ${name}`}>
            Переместить…
          </Button>
        </PartMenu>
      </PartBasics>
      <Answer {...{ schema, set }} />
      {inner === undefined ? null : (
        <InnerFields
          {...{ inner, problemAt }}
          at={`${at}${schema.type === 'array' ? '/items' : ''}`}
          onOpen={(own) => onChoose(chosenAt({ field, part: `${part}/${own}` }))}
          onChange={(step, next) =>
            put(`${step}: ${name}`, {
              ...around,
              properties: { ...around.properties, [code]: withInner(schema, next) },
            })
          }
        />
      )}
    </div>
  );
}

interface AnswerProps {
  schema: JsonSchema;
  set: (step: string, change: Part<JsonSchema>) => void;
}

/** What is explained of the question, and what may be answered. */
function Answer({ schema, set }: AnswerProps) {
  const text = (value: string) => (value.trim() === '' ? undefined : value);
  const choices = schema.oneOf ?? schema.items?.oneOf;
  return (
    <>
      <CommittedInput
        label="Пояснение к вопросу"
        multiline
        value={schema.description ?? ''}
        onCommit={(value) => set('Пояснение к вопросу', { description: text(value) })}
      />
      <Limits schema={schema} onChange={(change) => set('Границы', change)} />
      {schema.type === 'string' && schema.oneOf === undefined && schema.format === undefined ? (
        <CommittedInput
          label="Образец ответа (регулярное выражение)"
          hint="Например ^[0-9]{6}$ – ровно шесть цифр"
          maxLength={1000}
          value={schema.pattern ?? ''}
          onCommit={(value) => set('Образец', { pattern: text(value) })}
        />
      ) : null}
      {choices === undefined ? null : (
        <ChoiceList
          choices={choices}
          onChange={(step, oneOf) =>
            set(step, schema.type === 'array' ? { items: { ...schema.items, oneOf } } : { oneOf })
          }
        />
      )}
    </>
  );
}

interface WayToProps extends Pick<PartPropertiesProps, 'field' | 'part' | 'onChoose'> {
  whole: JsonSchema;
}

/** What it stands in; a press leads there. */
function WayTo({ whole, field, part, onChoose }: WayToProps) {
  const codes = part.split('/').slice(0, -1);
  const around = codes.map((code, at) => {
    const own = codes.slice(0, at + 1).join('/');
    return { chosen: chosenAt({ field, part: own }), title: partAt(whole, own)?.title ?? code };
  });
  return (
    <nav className="rs-part-way" aria-label="Часть чего это поле">
      {[{ chosen: field, title: whole.title ?? field }, ...around].map(({ chosen, title }) => (
        <span key={chosen}>
          <button type="button" className="rs-part-up" onClick={() => onChoose(chosen)}>
            {title}
          </button>
          <span aria-hidden="true"> › </span>
        </span>
      ))}
    </nav>
  );
}
