import { Modal } from 'antd';
import { useKeyBindings } from '../ui/keys.ts';

const always = [
  { combo: 'Стрелки', title: 'Строка списка выше, ниже' },
  { combo: 'Enter', title: 'Открыть выбранную строку' },
  { combo: 'Tab', title: 'Следующее поле или кнопка' },
  { combo: 'Esc', title: 'Закрыть окно' },
];

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const own = useKeyBindings();
  const rows = [...own.map(({ combo, title }) => ({ combo, title })), ...always];
  return (
    <Modal open={open} onCancel={onClose} title="Клавиши" footer={null} width={420} destroyOnHidden>
      <dl className="rg-keys">
        {rows.map(({ combo, title }) => (
          <div key={`${combo}${title}`}>
            <dt>
              <kbd>{combo}</kbd>
            </dt>
            <dd>{title}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
