import type { ServiceDefinition } from '@reglament/format';
import { FormEditor } from '@reglament/runtime-ui/form';
import { announce, Empty, plural } from '@reglament/runtime-ui/ui';
import { App, Button, Segmented } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { firstWords } from '../first-words.ts';
import type { TabProps } from '../tab-props.ts';
import { LinkDialog } from './block/link-dialog.tsx';
import { BulkDialog } from './bulk/bulk-dialog.tsx';
import type { FieldKind } from './field-kinds.ts';
import { FieldProperties } from './field-properties.tsx';
import type { FieldAct } from './field-row.tsx';
import {
  addField,
  addSection,
  duplicateField,
  type FieldPlace,
  findField,
  moveField,
  neighbourPlace,
  removeField,
} from './form-commands.ts';
import { Palette } from './palette.tsx';
import { countUses, usesOf } from './recode.ts';
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
  const choose = useLatest(onChoose);
  const uses = useMemo(() => (view === 'edit' ? countUses(service) : noUses), [service, view]);
  return (
    <div className={view === 'table' ? 'rs-form rs-form-wide' : 'rs-form'}>
      {view === 'table' ? null : <Palette onAdd={(kind) => work.add(kind)} />}
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
          ? service.form.sections.map((section) => (
              <SectionBlock
                key={section.code}
                {...props}
                section={section}
                uses={uses}
                chosen={chosen}
                onChoose={choose}
                onAct={act}
                onAdd={work.add}
                onMove={work.move}
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

const noUses: ReadonlyMap<string, number> = new Map();

/** One function for as long as the screen stands, which does what the newest one does. */
function useLatest<Args extends unknown[]>(work: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(work);
  latest.current = work;
  return useCallback((...args: Args) => latest.current(...args), []);
}

/** Behind what is chosen. */
function behind({ form }: ServiceDefinition, chosen: string | undefined): FieldPlace | undefined {
  const own = chosen === undefined ? undefined : findField(form, chosen);
  return own && { ...own, index: own.index + 1 };
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

/** Adding, moving, copying, deleting: told to a screen reader, the focus goes along. */
function useFieldWork({ service, edit, chosen, onChoose, undo }: FormTabProps) {
  const focus = useRef<string>(undefined);
  useEffect(() => {
    if (focus.current === undefined) return;
    const selector = focus.current === 'title' ? '#rs-field-title' : `[data-field="${focus.current}"] .rs-field-name`;
    document.querySelector<HTMLElement>(selector)?.focus();
    focus.current = undefined;
  });
  const titleOf = (field: string) => service.form.schema.properties[field]?.title ?? field;

  const add = (kind: FieldKind, place?: FieldPlace) => {
    const at = place ?? behind(service, chosen);
    const made = addField(service, kind, at);
    edit(`Добавлено поле: ${kind.title}`, () => made.service);
    onChoose(made.field);
    focus.current = 'title';
    announce(`Добавлено поле «${kind.title}». Назовите его.`);
  };
  const move = (field: string, place: FieldPlace) => {
    edit(`Перемещено поле: ${titleOf(field)}`, (one) => moveField(one, field, place));
    focus.current = field;
    const section = service.form.sections.find(({ code }) => code === place.section);
    announce(
      `«${titleOf(field)}»: раздел «${typeof section?.title === 'string' ? section.title : ''}», место ${place.index + 1}`,
    );
  };
  const remove = useRemoval({ service, edit, onChoose, undo });
  const act = (field: string, what: FieldAct) => {
    if (what === 'remove') {
      // The keyboard goes on from the next field, or from the one before the last.
      const order = service.form.sections.flatMap(({ fields }) => fields);
      const at = order.indexOf(field);
      focus.current = order[at + 1] ?? order[at - 1];
      return remove(field);
    }
    if (what === 'rename') {
      onChoose(field);
      focus.current = 'title';
      return;
    }
    if (what === 'duplicate') {
      const made = duplicateField(service, field);
      if (made === undefined) return;
      edit(`Копия поля: ${titleOf(field)}`, () => made.service);
      onChoose(made.field);
      focus.current = 'title';
      return;
    }
    const place = neighbourPlace(service.form, field, what === 'up' ? -1 : 1);
    if (place === undefined) announce('Дальше некуда');
    else move(field, place);
  };
  return { add, act, move };
}

/** Deleting asks nothing and can be taken back at once; what named the field is counted. */
function useRemoval({ service, edit, onChoose, undo }: Pick<FormTabProps, 'service' | 'edit' | 'onChoose' | 'undo'>) {
  const { notification } = App.useApp();
  return (field: string) => {
    const title = service.form.schema.properties[field]?.title ?? field;
    const uses = usesOf(service, field).length;
    edit(`Удалено поле: ${title}`, (one) => removeField(one, field));
    onChoose(undefined);
    announce(`Поле «${title}» удалено`);
    const places = plural(uses, ['место', 'места', 'мест']);
    notification.info({
      key: 'removed-field',
      title: `Поле «${title}» удалено`,
      description: uses > 0 ? `Его ещё называют: ${places}. Они показаны в замечаниях.` : undefined,
      actions: (
        <Button size="small" onClick={() => void undo().then(() => notification.destroy('removed-field'))}>
          Вернуть
        </Button>
      ),
    });
  };
}
