import type { FormSection } from '@reglament/format';
import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import type { TabProps } from '../tab-props.ts';
import { optionalRussian, russian, withRussian } from '../words.ts';
import { SourceLine } from './block/source-line.tsx';
import { fieldKinds } from './field-kinds.ts';
import type { FieldWork } from './field-work.tsx';
import { changeSection, moveSection, removeSection } from './form-commands.ts';
import type { FieldUses } from './recode.ts';
import { clearDrop, dropIndex, markDrop } from './row/drop-place.ts';
import { type FieldAct, FieldRow, type RowLook } from './row/field-row.tsx';
import { KindPicker } from './row/kind-picker.tsx';
import { RowMenu } from './row/row-menu.tsx';
import type { GivenTitle } from './row/title-input.tsx';

interface SectionBlockProps extends Pick<TabProps, 'service' | 'edit' | 'problemAt'> {
  section: FormSection;
  /** Other places of the definition that name a field, by its code. */
  uses: ReadonlyMap<string, FieldUses>;
  chosen: string | undefined;
  /** Fields are drawn as people will see them; undefined: they are lines of a list. */
  look: RowLook | undefined;
  /** The same functions each time: a row is drawn anew only when something of its own has changed. */
  onChoose: (field: string) => void;
  onAct: (field: string, act: FieldAct) => void;
  onTitle: (field: string, given: GivenTitle) => void;
  work: FieldWork;
}

/** A section with its fields; a field can be dropped, or added, between any two. */
export function SectionBlock(props: SectionBlockProps) {
  const { service, edit, problemAt, section, work } = props;
  const title = russian(section.title);
  const end = { section: section.code, index: section.fields.length };
  const drop = (event: React.DragEvent) => {
    event.preventDefault();
    clearDrop(event);
    const place = { section: section.code, index: dropIndex(event) };
    const field = event.dataTransfer.getData('application/x-field');
    const kind = fieldKinds.find(({ code }) => code === event.dataTransfer.getData('application/x-field-kind'));
    if (field !== '') work.move(field, place);
    else if (kind !== undefined) work.add(kind, place);
  };
  return (
    <section
      className={props.look === undefined ? 'rg-card rs-section' : 'rg-card rs-section rs-section-drawn'}
      aria-label={`Раздел ${title}`}
    >
      <SectionHead service={service} edit={edit} problemAt={problemAt} section={section} />
      {props.look !== undefined && section.description !== undefined ? (
        <p className="rg-card-description">{russian(section.description)}</p>
      ) : null}
      <ol
        className={props.look === undefined ? 'rs-fields' : 'rs-fields rs-fields-drawn'}
        onDragOver={(event) => {
          event.preventDefault();
          markDrop(event);
        }}
        onDragLeave={clearDrop}
        onDrop={drop}
      >
        {section.fields.length === 0 ? (
          <li className="rg-muted">Пустой раздел: выберите вид поля слева или перетащите его сюда.</li>
        ) : null}
        {section.fields.map((field, index) => (
          <Fragment key={field}>
            <Picker {...{ section, work, index }} />
            <Row {...props} field={field} index={index} />
          </Fragment>
        ))}
        <Picker {...{ section, work }} index={end.index} />
      </ol>
      <Button
        size="small"
        className="rs-section-end"
        aria-label={`Добавить поле в раздел ${title}`}
        onClick={() => work.setInserting(end)}
      >
        + Поле
      </Button>
    </section>
  );
}

/** Where somebody is adding a field just now. */
function Picker({ section, work, index }: Pick<SectionBlockProps, 'section' | 'work'> & { index: number }) {
  if (work.inserting?.section !== section.code || work.inserting.index !== index) return null;
  return (
    <KindPicker
      onPick={(kind) => work.add(kind, { section: section.code, index })}
      onClose={() => work.setInserting(undefined)}
    />
  );
}

type RowProps = SectionBlockProps & { field: string; index: number };

function Row({ service, problemAt, section, uses, chosen, work, field, index, ...rest }: RowProps) {
  const { look, onChoose, onAct, onTitle } = rest;
  const { schema, ui = {}, sections } = service.form;
  const used = uses.get(field);
  const menu =
    work.menu === field ? (
      <RowMenu
        {...{ service, field }}
        onMove={(act) => onAct(field, act)}
        onInsert={(by) => work.setInserting({ section: section.code, index: index + by })}
        onSection={(code) => {
          const to = sections.find((one) => one.code === code);
          work.move(field, { section: code, index: to?.fields.length ?? 0 });
        }}
        onClose={work.closeMenu}
      />
    ) : null;
  return (
    <FieldRow
      code={field}
      schema={schema.properties[field]}
      ui={ui[field]}
      required={schema.required?.includes(field) ?? false}
      chosen={chosen === field}
      wrong={problemAt(`/form/schema/properties/${field}`) ?? problemAt(`/form/ui/${field}`)}
      uses={used?.places ?? 0}
      requests={(used?.requests ?? []).map((at) => at + 1).join(', ')}
      look={look}
      menu={menu}
      onChoose={onChoose}
      onAct={onAct}
      onTitle={onTitle}
    />
  );
}

type SectionHeadProps = Pick<SectionBlockProps, 'service' | 'edit' | 'problemAt' | 'section'>;

function SectionHead({ service, edit, problemAt, section }: SectionHeadProps) {
  const { sections } = service.form;
  const index = sections.findIndex(({ code }) => code === section.code);
  const title = russian(section.title);
  const move = (by: -1 | 1) => edit('Перемещён раздел', (one) => moveSection(one, section.code, by));
  const change = (label: string, part: Parameters<typeof changeSection>[2]) =>
    edit(label, (one) => changeSection(one, section.code, part));
  return (
    <>
      <div className="rs-section-head">
        <CommittedInput
          label="Раздел"
          value={title}
          place={`/form/sections/${index}`}
          wrong={problemAt(`/form/sections/${index}/title`)}
          onCommit={(text) => change('Название раздела', { title: withRussian(section.title, text) })}
        />
        <span className="rs-acts">
          <Button size="small" aria-label={`↑ Раздел выше: ${title}`} disabled={index === 0} onClick={() => move(-1)}>
            ↑
          </Button>
          <Button
            size="small"
            aria-label={`↓ Раздел ниже: ${title}`}
            disabled={index === sections.length - 1}
            onClick={() => move(1)}
          >
            ↓
          </Button>
          <Button
            size="small"
            danger
            aria-label={`Удалить раздел ${title}`}
            onClick={() => edit(`Удалён раздел: ${title}`, (one) => removeSection(one, section.code))}
          >
            Удалить
          </Button>
        </span>
      </div>
      <SourceLine {...{ service, edit, section }} />
      <SectionMore service={service} section={section} change={change} />
    </>
  );
}

interface SectionMoreProps extends Pick<SectionBlockProps, 'service' | 'section'> {
  change: (label: string, part: Parameters<typeof changeSection>[2]) => void;
}

/** Comes when it is opened for the first time: a large form has many sections, and most of them say nothing here. */
function SectionMore({ service, section, change }: SectionMoreProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details className="rs-section-rule" onToggle={(event) => setOpened(opened || event.currentTarget.open)}>
      <summary>{section.visible === undefined ? 'Показывается всегда' : 'Показывается по условию'}</summary>
      {opened ? (
        <>
          <CommittedInput
            label="Пояснение под названием раздела"
            multiline
            value={russian(section.description)}
            onCommit={(text) =>
              change('Пояснение раздела', { description: optionalRussian(section.description, text) })
            }
          />
          <ConditionEditor
            legend="Показывать раздел, когда"
            otherwise="Показывается всегда"
            service={service}
            rule={section.visible}
            onChange={(visible) => change('Условие раздела', { visible })}
          />
        </>
      ) : null}
    </details>
  );
}
