import type { ServiceDefinition } from '@reglament/format';
import { FormEditor, namedIn } from '@reglament/runtime-ui/form';
import { Empty } from '@reglament/runtime-ui/ui';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { TabProps } from '../tab-props.ts';
import { russian } from '../words.ts';
import { FieldProperties } from './field-properties.tsx';
import { useFieldWork } from './field-work.tsx';
import { FormToolbar } from './form-toolbar.tsx';
import { useFormView } from './form-view.ts';
import { LeftColumn } from './left-column.tsx';
import { countUses, type FieldUses } from './recode.ts';
import type { RowLook } from './row/field-row.tsx';
import { SectionBlock } from './section-block.tsx';
import { FieldTable } from './table/field-table.tsx';

interface FormTabProps extends Omit<TabProps, 'procedures'> {
  chosen: string | undefined;
  onChoose: (field: string | undefined) => void;
  undo: () => Promise<void>;
}

/** «Форма»: what can be added on the left, the form in the middle, what can be said of a field on the right. */
export function FormTab(props: FormTabProps) {
  const { service, chosen, onChoose } = props;
  const [view, setView] = useFormView();
  const work = useFieldWork(props);
  const act = useLatest(work.act);
  const name = useLatest(work.name);
  const choose = useLatest(onChoose);
  // What is first in sight can be worked on while the rest of a large form is still being drawn.
  const drawn = useDeferredValue(Number.POSITIVE_INFINITY, firstSections);
  const rows = view === 'screen' || view === 'list';
  const uses = useMemo(() => (rows ? countUses(service) : noUses), [service, rows]);
  const look = useLook(service);
  return (
    <div className={view === 'table' ? 'rs-form rs-form-wide' : 'rs-form'}>
      {view === 'table' ? null : <LeftColumn {...props} work={work} onRows={() => rows || setView('screen')} />}
      <div className="rs-middle">
        <FormToolbar {...props} view={view} onView={setView} />
        {view === 'table' ? <FieldTable {...props} /> : null}
        {view === 'preview' ? <Preview service={service} /> : null}
        {rows && service.form.sections.length === 0 ? (
          <Empty title="В форме пока нет полей">Выберите вид поля слева: раздел появится сам.</Empty>
        ) : null}
        {rows
          ? service.form.sections
              .slice(0, drawn)
              .map((section) => (
                <SectionBlock
                  key={section.code}
                  {...props}
                  section={section}
                  uses={uses}
                  chosen={chosen}
                  look={view === 'screen' ? look : undefined}
                  onChoose={choose}
                  onAct={act}
                  onTitle={name}
                  work={work}
                />
              ))
          : null}
      </div>
      {view === 'table' ? null : (
        <section className="rs-side" aria-label="Свойства поля">
          {chosen !== undefined && service.form.schema.properties[chosen] !== undefined ? (
            <FieldProperties key={chosen} {...props} field={chosen} onRecoded={onChoose} />
          ) : (
            <p className="rg-muted">Выберите поле, чтобы править его свойства.</p>
          )}
        </section>
      )}
    </div>
  );
}

const firstSections = 3;

const noUses: ReadonlyMap<string, FieldUses> = new Map();

/** The same while no field's own drawing depends on what has changed. */
function useLook({ form, grounds }: ServiceDefinition): RowLook {
  const named = namedIn(form);
  return useMemo(() => {
    const options = (grounds ?? []).map(({ code, title }) => ({ value: code, label: russian(title) }));
    return { named, grounds: options };
  }, [named, grounds]);
}

/** One function for as long as the screen stands, which does what the newest one does. */
function useLatest<Args extends unknown[]>(work: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(work);
  latest.current = work;
  return useCallback((...args: Args) => latest.current(...args), []);
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
