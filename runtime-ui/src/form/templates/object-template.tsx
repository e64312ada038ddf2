import type { ObjectFieldTemplateProps } from '@rjsf/utils';
import { Button } from 'antd';
import { useContext } from 'react';
import { Card } from '../../ui/card.tsx';
import { AddressTools } from '../address/address-tools.tsx';
import { GroupContext } from '../group-context.ts';
import { SectionsContext } from '../sections.ts';
import { errorsId } from '../widgets/aria.ts';
import { FieldErrors } from './field-template.tsx';

/** The root draws sections as cards; an object inside a form is a group of fields with a legend. */
export function ObjectTemplate(props: ObjectFieldTemplateProps) {
  return props.fieldPathId.path.length === 0 ? <Sections {...props} /> : <Group {...props} />;
}

function Sections({ properties }: ObjectFieldTemplateProps) {
  const { sections, bare } = useContext(SectionsContext);
  const contentOf = new Map(properties.map((property) => [property.name, property.content]));
  return sections.map((section) => {
    const fields = section.fields.flatMap((code) => contentOf.get(code) ?? []);
    if (fields.length === 0) return null;
    const grid = <div className="rg-grid">{fields}</div>;
    if (bare)
      return (
        <div key={section.code} className="rg-bare-section">
          {grid}
        </div>
      );
    return (
      <Card key={section.code} id={section.id} title={section.title} description={section.description}>
        {grid}
      </Card>
    );
  });
}

function Group({ title, description, properties, fieldPathId, errorSchema, required }: ObjectFieldTemplateProps) {
  const errors = errorSchema?.__errors ?? [];
  const inArray = typeof fieldPathId.path.at(-1) === 'number';
  return (
    <fieldset
      className={inArray ? 'rg-group rg-group-item' : 'rg-group'}
      id={fieldPathId.$id}
      tabIndex={-1}
      aria-describedby={errors.length > 0 ? errorsId(fieldPathId.$id) : undefined}
    >
      {inArray ? null : (
        <legend>
          {title}
          {required ? <span className="rg-required">Требуется</span> : null}
        </legend>
      )}
      {description ? <div className="rg-hint">{description}</div> : null}
      {inArray ? null : <Optional title={title} path={fieldPathId.path} />}
      <AddressTools title={title} />
      <div className="rg-grid">{properties.map((property) => property.content)}</div>
      <FieldErrors id={fieldPathId.$id} errors={errors} />
    </fieldset>
  );
}

/** Of a group that may stay empty: that it may, or how to empty it again. */
function Optional({ title, path }: { title: string; path: readonly (string | number)[] }) {
  const { quiet, begun, clear } = useContext(GroupContext);
  const pointer = `/${path.join('/')}`;
  if (!quiet.has(pointer) && !begun.has(pointer)) return null;
  return (
    <div className="rg-group-state">
      <span className="rg-hint">Необязательно: заполните или оставьте пустым</span>
      {begun.has(pointer) ? (
        <Button
          size="small"
          type="link"
          aria-label={`Очистить: ${title}`}
          // What was typed is committed a moment after the click; emptying comes after that.
          onClick={() => window.setTimeout(() => clear(path), 0)}
        >
          Очистить
        </Button>
      ) : null}
    </div>
  );
}
