import type { ServiceDefinition } from '@reglament/format';
import { FormEditor } from '@reglament/runtime-ui/form';
import { Empty } from '@reglament/runtime-ui/ui';
import { Button, Segmented } from 'antd';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { firstWords } from '../first-words.ts';
import type { TabProps } from '../tab-props.ts';
import { LinkDialog } from './block/link-dialog.tsx';
import { BulkDialog } from './bulk/bulk-dialog.tsx';
import { FieldProperties } from './field-properties.tsx';
import { behind, useFieldWork } from './field-work.tsx';
import { addSection } from './form-commands.ts';
import { Palette } from './palette.tsx';
import { countUses, type FieldUses } from './recode.ts';
import { SectionBlock } from './section-block.tsx';
import { FieldTable } from './table/field-table.tsx';

interface FormTabProps extends Omit<TabProps, 'procedures'> {
  chosen: string | undefined;
  onChoose: (field: string | undefined) => void;
  undo: () => Promise<void>;
}

/** «Форма»: what can be added on the left, the form in the middle, what can be said of a field on the right. */
export function FormTab(props: FormTabProps) {
  const { service, edit, chosen, onChoose } = props;
  const [view, setView] = useState<'edit' | 'table' | 'preview'>('edit');
  const [beside, setBeside] = useState<'bulk' | 'link'>();
  const work = useFieldWork(props);
  const act = useLatest(work.act);
  const name = useLatest(work.name);
  const choose = useLatest(onChoose);
  // What is first in sight can be worked on while the rest of a large form is still being drawn.
  const drawn = useDeferredValue(Number.POSITIVE_INFINITY, firstSections);
  const uses = useMemo(() => (view === 'edit' ? countUses(service) : noUses), [service, view]);
  return (
    <div className={view === 'table' ? 'rs-form rs-form-wide' : 'rs-form'}>
      {view === 'table' ? null : <Palette onAdd={(kind) => work.add(kind)} onBlock={work.addBlock} />}
      <div className="rs-middle">
        <div className="rs-toolbar">
          <Segmented
            value={view}
            options={[
              { value: 'edit', label: 'Состав' },
              { value: 'table', label: 'Таблицей' },
              { value: 'preview', label: 'Как увидят' },
            ]}
            onChange={(next) => setView(next as typeof view)}
          />
          <Button
            onClick={() => {
              edit('Добавлен раздел', (one) => addSection(one, firstWords.nextSection(one.form.sections.length + 1)));
              // The next fields go into it, not behind the field that was chosen before.
              onChoose(undefined);
            }}
          >
            Добавить раздел
          </Button>
          {view === 'table' ? (
            <Button onClick={() => setBeside('bulk')}>Поля из таблицы…</Button>
          ) : (
            <Button onClick={() => setBeside('link')}>Раздел из другой услуги…</Button>
          )}
        </div>
        {beside === 'bulk' ? (
          <BulkDialog {...props} place={behind(service, chosen)} onClose={() => setBeside(undefined)} />
        ) : null}
        {beside === 'link' ? <LinkDialog {...{ service, edit }} onClose={() => setBeside(undefined)} /> : null}
        {view === 'table' ? <FieldTable {...props} /> : null}
        {view === 'preview' ? <Preview service={service} /> : null}
        {view === 'edit' && service.form.sections.length === 0 ? (
          <Empty title="В форме пока нет полей">Выберите вид поля слева: раздел появится сам.</Empty>
        ) : null}
        {view === 'edit'
          ? service.form.sections
              .slice(0, drawn)
              .map((section) => (
                <SectionBlock
                  key={section.code}
                  {...props}
                  section={section}
                  uses={uses}
                  chosen={chosen}
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
