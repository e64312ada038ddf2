import type { ServiceDefinition } from '@reglament/format';
import { FormEditor, namedIn } from '@reglament/runtime-ui/form';
import { Empty } from '@reglament/runtime-ui/ui';
import { startTransition, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { TabProps } from '../tab-props.ts';
import { russian } from '../words.ts';
import { FieldProperties } from './field-properties.tsx';
import { type FieldWork, useFieldWork } from './field-work.tsx';
import { FormToolbar } from './form-toolbar.tsx';
import { useFormView } from './form-view.ts';
import { chosenAt, partAt, placeOf } from './inner/part-path.ts';
import { PartProperties } from './inner/part-properties.tsx';
import { LeftColumn } from './left-column.tsx';
import { countUses, type FieldUses } from './recode.ts';
import type { RowLook } from './row/field-row.tsx';
import { SectionBlock } from './section-block.tsx';
import { ServiceContext } from './service-context.ts';
import { FieldTable } from './table/field-table.tsx';

interface FormTabProps extends Omit<TabProps, 'procedures'> {
  /** A field, or a part of one. */
  chosen: string | undefined;
  onChoose: (field: string | undefined) => void;
  undo: () => Promise<void>;
}

/** «Форма»: what can be added on the left, the form in the middle, what can be said of a field on the right. */
export function FormTab({ chosen: place, ...given }: FormTabProps) {
  const { field: chosen, part } = place === undefined ? noPlace : placeOf(place);
  const props = { ...given, chosen, part };
  const { service, edit, problemAt, onChoose } = given;
  const [view, setView] = useFormView();
  const { work, inserting, menu } = useFieldWork(props);
  const rows = view === 'screen' || view === 'list';
  const drawn = useSectionsInTurn(service);
  // Told a moment later: the whole definition is gone through for them.
  const counted = useDeferredValue(rows ? service : undefined, undefined);
  const uses = useMemo(() => (counted === undefined ? noUses : countUses(counted)), [counted]);
  const look = useLook(service);
  const { sections } = service.form;
  return (
    <ServiceContext value={service}>
      <div className={view === 'table' ? 'rs-form rs-form-wide' : 'rs-form'}>
        {view === 'table' ? null : <LeftColumn {...props} work={work} onRows={() => rows || setView('screen')} />}
        <div className="rs-middle">
          <FormToolbar {...props} view={view} onView={setView} />
          {view === 'table' ? <FieldTable {...props} /> : null}
          {view === 'preview' ? <Preview service={service} /> : null}
          {rows && sections.length === 0 ? (
            <Empty title="В форме пока нет полей">Выберите вид поля слева: раздел появится сам.</Empty>
          ) : null}
          {rows
            ? sections.slice(0, drawn).map((section, index) => {
                const own = new Set(section.fields);
                return (
                  <SectionBlock
                    key={section.code}
                    {...{ form: service.form, edit, problemAt, section, index, uses, work, onChoose }}
                    last={index === sections.length - 1}
                    {...(chosen !== undefined && own.has(chosen) ? { chosen, part } : noPlace)}
                    inserting={inserting?.section === section.code ? inserting.index : undefined}
                    menu={menu !== undefined && own.has(menu) ? menu : undefined}
                    look={view === 'screen' ? look : undefined}
                  />
                );
              })
            : null}
        </div>
        {view === 'table' ? null : (
          <section className="rs-side" aria-label="Свойства поля">
            <Properties {...props} onPart={work.part} />
          </section>
        )}
      </div>
    </ServiceContext>
  );
}

/** The same inputs while the field stays, under another code too: making them anew is the most costly thing on this screen. */
function Properties(props: FormTabProps & { part: string | undefined; onPart: FieldWork['part'] }) {
  const { service, chosen, part, onChoose } = props;
  const [recoded, setRecoded] = useState({ field: chosen, key: chosen });
  const schema = chosen === undefined ? undefined : service.form.schema.properties[chosen];
  if (chosen === undefined || schema === undefined) {
    return <p className="rg-muted">Выберите поле, чтобы править его свойства.</p>;
  }
  if (part !== undefined && partAt(schema, part) !== undefined) {
    return <PartProperties key={`${chosen}/${part}`} {...props} field={chosen} part={part} />;
  }
  const key = recoded.field === chosen ? recoded.key : chosen;
  const onRecoded = (field: string) => {
    setRecoded({ field, key });
    onChoose(field);
  };
  const onOpen = (own: string) => onChoose(chosenAt({ field: chosen, part: own }));
  return <FieldProperties key={key} {...props} field={chosen} schema={schema} onRecoded={onRecoded} onOpen={onOpen} />;
}

/** Fields that surely fill a screen. */
const screenful = 16;

/** How many sections are drawn by now: what is first in sight at once, then one after another, so that a key pressed meanwhile is not late. */
function useSectionsInTurn({ form: { sections } }: ServiceDefinition): number {
  const [drawn, setDrawn] = useState(() => {
    const enough = sections.findIndex(
      (_, index) => sections.slice(0, index + 1).flatMap(({ fields }) => fields).length >= screenful,
    );
    return enough < 0 ? Number.POSITIVE_INFINITY : enough + 1;
  });
  useEffect(() => {
    if (drawn < sections.length) startTransition(() => setDrawn(drawn + 1));
  }, [drawn, sections.length]);
  return drawn;
}

const noPlace = { field: undefined, chosen: undefined, part: undefined };

const noUses: ReadonlyMap<string, FieldUses> = new Map();

/** The same while no field's own drawing depends on what has changed. */
function useLook({ form, grounds }: ServiceDefinition): RowLook {
  const named = namedIn(form);
  return useMemo(() => {
    const options = (grounds ?? []).map(({ code, title }) => ({ value: code, label: russian(title) }));
    return { named, grounds: options };
  }, [named, grounds]);
}

function Preview({ service }: { service: ServiceDefinition }) {
  const [answers, setAnswers] = useState({});
  const today = new Date().toISOString().slice(0, 10);
  if (service.form.sections.length === 0)
    return <Empty title="В форме пока нет полей">Добавьте поля, и они появятся здесь.</Empty>;
  return (
    <section aria-label="Предпросмотр формы">
      <FormEditor
        name="preview"
        form={service.form}
        answers={answers}
        facts={{
          today,
          rules: service.rules,
          caseFacts: { source: 'employee', applicant: { kind: 'person' }, hasRepresentative: false },
        }}
        onChange={setAnswers}
      />
    </section>
  );
}
