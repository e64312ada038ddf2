import type { FormDefinition, FormSection } from '@reglament/format';
import { Button } from 'antd';
import { Fragment, memo, useState } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import type { TabProps } from '../tab-props.ts';
import { optionalRussian, russian, withRussian } from '../words.ts';
import { SourceLine } from './block/source-line.tsx';
import { fieldKinds } from './field-kinds.ts';
import type { FieldWork } from './field-work.tsx';
import { changeSection, moveSection, removeSection } from './form-commands.ts';
import type { FieldUses } from './recode.ts';
import { clearDrop, dropIndex, leaveDrop, markDrop } from './row/drop-place.ts';
import { FieldRow, type RowLook } from './row/field-row.tsx';
import { KindPicker } from './row/kind-picker.tsx';
import { RowMenu } from './row/row-menu.tsx';
import { useService } from './service-context.ts';

interface SectionBlockProps extends Pick<TabProps, 'edit' | 'problemAt'> {
  form: FormDefinition;
  section: FormSection;
  index: number;
  last: boolean;
  /** Other places of the definition that name a field, by its code. */
  uses: ReadonlyMap<string, FieldUses>;
  /** A field of this section. */
  chosen: string | undefined;
  /** The chosen one of what that field is made of. */
  part: string | undefined;
  /** Before which of its fields somebody is adding one just now. */
  inserting: number | undefined;
  /** Of its fields, whose menu is open. */
  menu: string | undefined;
  /** Fields are drawn as people will see them; undefined: they are lines of a list. */
  look: RowLook | undefined;
  /** The same functions each time: a row is drawn anew only when something of its own has changed. */
  onChoose: (field: string) => void;
  work: FieldWork;
}

/** A section with its fields; a field can be dropped, or added, between any two. */
export const SectionBlock = memo(function SectionBlock(props: SectionBlockProps) {
  const { section, work } = props;
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
      <SectionHead {...props} />
      {props.look !== undefined && section.description !== undefined ? (
        <p className="rg-card-description">{russian(section.description)}</p>
      ) : null}
      <ol
        className={props.look === undefined ? 'rs-fields' : 'rs-fields rs-fields-drawn'}
        onDragOver={(event) => {
          event.preventDefault();
          markDrop(event);
        }}
        onDragLeave={leaveDrop}
        onDrop={drop}
      >
        {section.fields.length === 0 ? (
          <li className="rg-muted">Пустой раздел: выберите вид поля слева или перетащите его сюда.</li>
        ) : null}
        {section.fields.map((field, index) => (
          <Fragment key={field}>
            <Picker {...props} place={index} />
            <Row {...props} field={field} place={index} />
          </Fragment>
        ))}
        <Picker {...props} place={end.index} />
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
}, isSame);

/** The form is another object with every step: what counts is whether these fields of it are others. */
function isSame(before: SectionBlockProps, after: SectionBlockProps): boolean {
  const { form: _form, uses: _uses, problemAt: _problemAt, ...own } = after;
  if (Object.entries(own).some(([key, value]) => before[key as keyof typeof own] !== value)) return false;
  const title = `/form/sections/${after.index}/title`;
  if (before.problemAt(title) !== after.problemAt(title)) return false;
  return after.section.fields.every((field) => isSameField(before, after, field));
}

function isSameField(before: SectionBlockProps, after: SectionBlockProps, field: string): boolean {
  const [was, is] = [before.form, after.form];
  return (
    was.schema.properties[field] === is.schema.properties[field] &&
    was.ui?.[field] === is.ui?.[field] &&
    (was.schema.required === is.schema.required || isRequired(was, field) === isRequired(is, field)) &&
    (before.uses === after.uses || isSameUse(before.uses.get(field), after.uses.get(field))) &&
    (before.problemAt === after.problemAt || wrongWith(before, field) === wrongWith(after, field))
  );
}

function isSameUse(was: FieldUses | undefined, is: FieldUses | undefined): boolean {
  return was?.places === is?.places && was?.requests.join() === is?.requests.join();
}

function isRequired({ schema }: FormDefinition, field: string): boolean {
  return schema.required?.includes(field) ?? false;
}

function wrongWith({ problemAt }: SectionBlockProps, field: string): string | undefined {
  return problemAt(`/form/schema/properties/${field}`) ?? problemAt(`/form/ui/${field}`);
}

/** Where somebody is adding a field just now. */
function Picker({ section, work, inserting, place }: SectionBlockProps & { place: number }) {
  if (inserting !== place) return null;
  return (
    <KindPicker
      onPick={(kind) => work.add(kind, { section: section.code, index: place })}
      onClose={() => work.setInserting(undefined)}
    />
  );
}

type RowProps = SectionBlockProps & { field: string; place: number };

function Row(props: RowProps) {
  const { form, uses, chosen, part, menu, work, field, look, onChoose } = props;
  const used = uses.get(field);
  return (
    <FieldRow
      code={field}
      schema={form.schema.properties[field]}
      ui={form.ui?.[field]}
      required={isRequired(form, field)}
      wrong={wrongWith(props, field)}
      uses={used?.places ?? 0}
      requests={(used?.requests ?? []).map((at) => at + 1).join(', ')}
      chosen={chosen === field}
      part={chosen === field ? part : undefined}
      look={look}
      menu={menu === field ? <OpenMenu {...props} /> : null}
      onChoose={onChoose}
      onAct={work.act}
      onTitle={work.name}
      onPart={work.part}
    />
  );
}

function OpenMenu({ section, work, field, place }: RowProps) {
  const service = useService();
  return (
    <RowMenu
      {...{ service, field }}
      onMove={(act) => work.act(field, act)}
      onInsert={(by) => work.setInserting({ section: section.code, index: place + by })}
      onSection={(code) => {
        const to = service.form.sections.find((one) => one.code === code);
        work.move(field, { section: code, index: to?.fields.length ?? 0 });
      }}
      onClose={work.closeMenu}
    />
  );
}

function SectionHead({ edit, problemAt, section, index, last }: SectionBlockProps) {
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
          <Button size="small" aria-label={`↓ Раздел ниже: ${title}`} disabled={last} onClick={() => move(1)}>
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
      <SourceLine {...{ edit, section }} />
      <SectionMore section={section} change={change} />
    </>
  );
}

interface SectionMoreProps extends Pick<SectionBlockProps, 'section'> {
  change: (label: string, part: Parameters<typeof changeSection>[2]) => void;
}

/** Comes when it is opened for the first time: a large form has many sections, and most of them say nothing here. */
function SectionMore(props: SectionMoreProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details className="rs-section-rule" onToggle={(event) => setOpened(opened || event.currentTarget.open)}>
      <summary>{props.section.visible === undefined ? 'Показывается всегда' : 'Показывается по условию'}</summary>
      {opened ? <OpenedMore {...props} /> : null}
    </details>
  );
}

function OpenedMore({ section, change }: SectionMoreProps) {
  const service = useService();
  return (
    <>
      <CommittedInput
        label="Пояснение под названием раздела"
        multiline
        value={russian(section.description)}
        onCommit={(text) => change('Пояснение раздела', { description: optionalRussian(section.description, text) })}
      />
      <ConditionEditor
        legend="Показывать раздел, когда"
        otherwise="Показывается всегда"
        service={service}
        rule={section.visible}
        onChange={(visible) => change('Условие раздела', { visible })}
      />
    </>
  );
}
