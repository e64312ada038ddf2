import { PlusOutlined } from '@ant-design/icons';
import type { JsonSchema } from '@reglament/format';
import type { ArrayFieldTemplateProps } from '@rjsf/utils';
import { Button } from 'antd';
import { plural } from '../../ui/format.ts';
import { errorsId } from '../widgets/aria.ts';
import { FieldErrors } from './field-template.tsx';
import { type RowsWork, useRowsWork } from './rows-work.ts';
import { VirtualRows } from './virtual-rows.tsx';

/** Beyond this many rows only those near the screen are mounted. */
const virtualFrom = 50;

/** A repeating group: rows by keys, by buttons, and by pasting from a spreadsheet. */
export function ArrayTemplate(props: ArrayFieldTemplateProps) {
  const { title, items, fieldPathId, rawErrors = [], required, schema } = props;
  const id = fieldPathId.$id;
  const editable = !props.disabled && !props.readonly;
  const work = useRowsWork({ id, items: schema.items as JsonSchema, most: schema.maxItems ?? 1000 });
  return (
    <fieldset
      className="rg-group"
      id={id}
      tabIndex={-1}
      aria-describedby={rawErrors.length > 0 ? errorsId(id) : undefined}
      onKeyDown={editable ? work.onKeyDown : undefined}
      onPaste={editable ? work.onPaste : undefined}
      onClickCapture={editable ? work.onClick : undefined}
    >
      <legend>
        {title}
        {required ? <span className="rg-required">Требуется</span> : null}
      </legend>
      {schema.description ? <div className="rg-hint">{schema.description}</div> : null}
      {items.length === 0 ? <p className="rg-muted">Пока ничего не добавлено.</p> : null}
      {items.length > virtualFrom ? (
        <VirtualRows items={items} aim={work.aim} />
      ) : (
        <div className="rg-rows">{items}</div>
      )}
      <FieldErrors id={id} errors={rawErrors} />
      <RowsNotes work={work} />
      <div className="rg-array-tools">
        {props.canAdd && editable ? (
          <Button data-do="add" icon={<PlusOutlined aria-hidden="true" />} onClick={props.onAddClick}>
            Добавить
          </Button>
        ) : null}
        {items.length > 3 ? (
          <span className="rg-muted">Всего {plural(items.length, ['запись', 'записи', 'записей'])}</span>
        ) : null}
        {work.isTable && items.length > 0 && editable ? (
          <span className="rg-hint">
            Alt+Enter – добавить, Alt+Delete – удалить, Alt+↑ и Alt+↓ – переставить. Из таблицы можно вставить сразу
            много строк.
          </span>
        ) : null}
      </div>
    </fieldset>
  );
}

/** What has just been done to the rows, and the way back. */
function RowsNotes({ work: { removed, told, restore } }: { work: RowsWork }) {
  return (
    <div role="status">
      {removed === undefined ? null : (
        <div className="rg-row-note">
          Запись {removed.at + 1} удалена.
          <Button size="small" onClick={restore}>
            Вернуть
          </Button>
        </div>
      )}
      {told === undefined ? null : <div className="rg-row-note">{told}</div>}
    </div>
  );
}
