import { Button, Modal } from 'antd';
import { matchPath, useLocation } from 'react-router';
import { type KeyBinding, useKeyBindings } from '../ui/keys.ts';
import { screenHelps } from './screen-help.ts';

const always = [
  { combo: 'Стрелки', title: 'Строка списка выше, ниже' },
  { combo: 'Enter', title: 'Открыть выбранную строку' },
  { combo: 'Del', title: 'Удалить черновик в строке' },
  { combo: 'Tab', title: 'Следующее поле или кнопка' },
  { combo: 'Esc', title: 'Закрыть окно' },
];

type Row = Pick<KeyBinding, 'combo' | 'title'>;

function Keys({ title, rows }: { title: string; rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <dl className="rg-keys">
        {rows.map(({ combo, title }) => (
          <div key={`${combo}${title}`}>
            <dt>
              {combo.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{title}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface HelpDialogProps {
  open: boolean;
  onClose: () => void;
  onTour: () => void;
}

/** `?`: what this screen is for, and the keys that work now. */
export function HelpDialog({ open, onClose, onTour }: HelpDialogProps) {
  const bindings = useKeyBindings();
  const { pathname } = useLocation();
  const help = screenHelps.find(({ path }) => matchPath(path, pathname));
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title="Помощь"
      width={720}
      destroyOnHidden
      footer={
        <>
          <Button onClick={onTour}>Знакомство с системой</Button>
          <Button type="primary" onClick={onClose}>
            Понятно
          </Button>
        </>
      }
    >
      {help ? (
        <section className="rg-screen-help">
          <h2>{help.title}</h2>
          <p>{help.text}</p>
        </section>
      ) : null}
      <div className="rg-key-groups">
        <Keys title="На этом экране" rows={[...bindings.filter(({ led }) => !led), ...always]} />
        <Keys title="Перейти: G, потом буква" rows={bindings.filter(({ led }) => led)} />
      </div>
      <p className="rg-muted">Клавиши не действуют, пока вы набираете текст; кроме тех, что с Ctrl.</p>
    </Modal>
  );
}
