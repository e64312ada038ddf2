import { plural, Tag } from '@reglament/runtime-ui/ui';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { TabProps } from '../../tab-props.ts';
import type { FieldPlace } from '../form-commands.ts';
import { addRows, MOST_ROWS, readRows } from './bulk-fields.ts';
import './bulk.css';

interface BulkDialogProps extends Pick<TabProps, 'edit' | 'dictionaries'> {
  /** Where the fields come; undefined: at the end. */
  place: FieldPlace | undefined;
  onClose: () => void;
}

const words = ['поле', 'поля', 'полей'] as const;

/** Fields pasted out of a spreadsheet: what comes of each row is seen before any is added. */
export function BulkDialog({ edit, dictionaries, place, onClose }: BulkDialogProps) {
  const id = useId();
  const [text, setText] = useState('');
  const rows = readRows(text, dictionaries);
  const right = rows.filter(({ problems }) => problems.length === 0);
  const wrong = rows.length - right.length;
  return (
    <Modal
      open
      width={860}
      title="Поля из таблицы"
      okText={right.length === 0 ? 'Добавить' : `Добавить ${plural(right.length, words)}`}
      cancelText="Отмена"
      okButtonProps={{ disabled: right.length === 0 }}
      onCancel={onClose}
      onOk={() => {
        edit(`Добавлено из таблицы: ${plural(right.length, words)}`, (one) => addRows(one, rows, place));
        onClose();
      }}
    >
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={id}>Вставьте строки из электронной таблицы</label>
        </div>
        <Input.TextArea
          id={id}
          rows={6}
          className="rs-code"
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="rg-hint" id={`${id}-hint`}>
          {`Столбцы: название, вид (словом палитры; пусто – строка), обязательное (да или нет), справочник. Не больше ${MOST_ROWS} строк.`}
        </div>
      </div>
      {rows.length > 0 ? (
        <>
          <p role="status">
            Будет добавлено: {right.length}. С ошибками: {wrong}.
          </p>
          <div className="rs-bulk">
            <table className="rg-table">
              <caption className="rg-visually-hidden">Что получится</caption>
              <thead>
                <tr>
                  <th scope="col">Строка</th>
                  <th scope="col">Название</th>
                  <th scope="col">Вид</th>
                  <th scope="col">Обязательное</th>
                  <th scope="col">Справочник</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ line, title, kind, required, dictionary, problems }) => (
                  <tr key={line}>
                    <td data-label="Строка">{line}</td>
                    <td data-label="Название">
                      {title}
                      {problems.length > 0 ? (
                        <span className="rg-block">
                          <Tag tone="error">{problems.join('; ')}</Tag>
                        </span>
                      ) : null}
                    </td>
                    <td data-label="Вид">{kind?.title}</td>
                    <td data-label="Обязательное">{required ? 'да' : 'нет'}</td>
                    <td data-label="Справочник">{dictionaries.find(({ value }) => value === dictionary)?.label}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
    </Modal>
  );
}
