import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, type InputRef, Modal } from 'antd';
import { type FormEvent, useId, useRef, useState } from 'react';
import { base } from '../place.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { type ListView, searchOfView } from './list-view.ts';
import { contentOfView, type SavedView, savedViewsQuery, useSavedViewChange } from './saved-view-queries.ts';

interface SaveViewProps {
  view: ListView;
  onClose: () => void;
}

/** The list as it is now, under a name. */
export function SaveViewDialog({ view, onClose }: SaveViewProps) {
  const { change, busy, failure } = useSavedViewChange();
  const [name, setName] = useState('');
  const [usual, setUsual] = useState(false);
  const [missing, setMissing] = useState(false);
  const form = useId();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() === '') return;
    const body = { name: name.trim(), usual, content: contentOfView(view) };
    if (!(await change('/api/me/views', { method: 'POST', body }))) return;
    announce(`Вид «${name.trim()}» сохранён`);
    onClose();
  };
  const problem = missing ? 'Назовите вид: по названию вы его найдёте' : failure?.message;
  return (
    <Modal
      open
      title="Сохранить вид"
      onCancel={onClose}
      width={460}
      destroyOnHidden
      footer={
        <>
          <Button onClick={onClose}>Отменить</Button>
          <Button type="primary" htmlType="submit" form={form} loading={busy}>
            Сохранить
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} className="rg-view-form">
        <label htmlFor={`${form}-name`}>Название</label>
        <Input
          id={`${form}-name`}
          value={name}
          maxLength={80}
          autoFocus
          status={problem ? 'error' : ''}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${form}-problem` : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        {problem ? (
          <p id={`${form}-problem`} className="rg-field-problem" role="alert">
            {problem}
          </p>
        ) : null}
        <Checkbox checked={usual} onChange={(event) => setUsual(event.target.checked)}>
          Открывать этот вид первым
        </Checkbox>
        <p className="rg-muted">
          Сохранятся вкладка, фильтр, порядок и столбцы. Вид видите только вы; ссылку на него можно дать коллеге.
        </p>
      </form>
    </Modal>
  );
}

interface ViewRowProps {
  saved: SavedView;
  view: ListView;
  run: (saved: SavedView, method: 'PATCH' | 'DELETE', body?: object) => void;
  busy: boolean;
}

function ViewRow({ saved, view, run, busy }: ViewRowProps) {
  return (
    <li className="rg-saved-view">
      <strong>{saved.name}</strong>
      <Checkbox checked={saved.usual} onChange={(event) => run(saved, 'PATCH', { usual: event.target.checked })}>
        <span>
          Открывать первым<span className="rg-visually-hidden">: {saved.name}</span>
        </span>
      </Checkbox>
      <span className="rg-saved-view-buttons">
        <Button
          size="small"
          disabled={busy}
          aria-label={`Записать то, что на экране: ${saved.name}`}
          onClick={() => run(saved, 'PATCH', { content: contentOfView(view) })}
        >
          Записать то, что на экране
        </Button>
        <Button
          size="small"
          danger
          disabled={busy}
          aria-label={`Удалить: ${saved.name}`}
          onClick={() => run(saved, 'DELETE')}
        >
          Удалить
        </Button>
      </span>
    </li>
  );
}

/** All views of one's own: which opens first, what each shows. */
export function ViewsDialog({ view, onClose }: SaveViewProps) {
  const { data: views = [] } = useQuery(savedViewsQuery);
  const { change, busy, failure } = useSavedViewChange();
  const run = async (saved: SavedView, method: 'PATCH' | 'DELETE', body?: object) => {
    const done = await change(`/api/me/views/${saved.id}`, { method, ...(body ? { body } : {}) });
    if (done) announce(method === 'DELETE' ? `Вид «${saved.name}» удалён` : `Вид «${saved.name}» изменён`);
  };
  return (
    <Modal
      open
      title="Мои виды"
      onCancel={onClose}
      width={640}
      destroyOnHidden
      footer={<Button onClick={onClose}>Закрыть</Button>}
    >
      {failure ? <Notice tone="error">{failure.message}</Notice> : null}
      {views.length === 0 ? <Empty title="Сохранённых видов нет" /> : null}
      <ul className="rg-saved-views">
        {views.map((saved) => (
          <ViewRow key={saved.id} saved={saved} view={view} run={run} busy={busy} />
        ))}
      </ul>
    </Modal>
  );
}

/** The address of what is on the screen. A page that may not write to the clipboard leaves it to the person's own Ctrl+C. */
export function LinkDialog({ view, onClose }: SaveViewProps) {
  const address = `${window.location.origin}${base}/applications${searchOfView(view)}`;
  const field = useRef<InputRef>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setSaid('Ссылка скопирована.');
    } catch {
      field.current?.focus({ cursor: 'all' });
      setSaid('Браузер не дал скопировать ссылку: она выделена, нажмите Ctrl+C.');
    }
  };
  return (
    <Modal
      open
      title="Ссылка на вид"
      onCancel={onClose}
      width={560}
      destroyOnHidden
      footer={
        <>
          <Button onClick={onClose}>Закрыть</Button>
          <Button type="primary" onClick={() => void copy()}>
            Скопировать
          </Button>
        </>
      }
    >
      <p>По ней откроются те же вкладка, фильтр, порядок и столбцы, а заявки – только доступные тому, кто открыл.</p>
      <Input ref={field} readOnly value={address} aria-label="Ссылка" onFocus={(event) => event.target.select()} />
      <p role="status" className="rg-muted">
        {said}
      </p>
    </Modal>
  );
}
