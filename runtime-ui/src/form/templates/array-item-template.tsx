import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import type { ArrayFieldItemTemplateProps } from '@rjsf/utils';
import { Button } from 'antd';

/** One row of a repeating group with its buttons; moving is by buttons, so it needs no mouse. */
export function ArrayItemTemplate({ children, buttonsProps, index }: ArrayFieldItemTemplateProps) {
  const { hasMoveUp, hasMoveDown, hasRemove, hasCopy, disabled, readonly } = buttonsProps;
  const number = index + 1;
  return (
    <div className="rg-row" data-row={index}>
      <div className="rg-row-body">
        <div className="rg-row-number" aria-hidden="true">
          {number}
        </div>
        <div className="rg-row-fields">{children}</div>
      </div>
      {disabled || readonly ? null : (
        <div className="rg-row-buttons">
          {hasMoveUp ? (
            <Button
              size="small"
              icon={<ArrowUpOutlined aria-hidden="true" />}
              aria-label={`Выше: запись ${number}`}
              data-do="up"
              onClick={buttonsProps.onMoveUpItem}
            />
          ) : null}
          {hasMoveDown ? (
            <Button
              size="small"
              icon={<ArrowDownOutlined aria-hidden="true" />}
              aria-label={`Ниже: запись ${number}`}
              data-do="down"
              onClick={buttonsProps.onMoveDownItem}
            />
          ) : null}
          {hasCopy ? (
            <Button
              size="small"
              icon={<CopyOutlined aria-hidden="true" />}
              aria-label={`Повторить запись ${number}`}
              data-do="copy"
              onClick={buttonsProps.onCopyItem}
            />
          ) : null}
          {hasRemove ? (
            <Button
              size="small"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={`Удалить запись ${number}`}
              data-do="remove"
              onClick={buttonsProps.onRemoveItem}
            />
          ) : null}
        </div>
      )}
    </div>
  );
}
