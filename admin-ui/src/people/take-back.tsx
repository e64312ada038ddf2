import { announce, Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type Issued, removePerson } from './people-queries.ts';

interface TakeBackProps {
  issued: readonly Issued[];
  /** `kept`: how many are used already and stay. */
  onTaken: (kept: number) => void;
}

interface Kept {
  readonly login: string;
  readonly reason: string;
}

/** «Отменить загрузку»: everybody whom the table has added goes again, but for those who have signed in meanwhile. */
export function TakeBack({ issued, onTaken }: TakeBackProps) {
  const { modal, notification } = App.useApp();
  const work = useMutation({
    mutationFn: async () => {
      const kept: Kept[] = [];
      for (const { id, login } of issued) {
        await removePerson(id).catch((failure: Error) => kept.push({ login, reason: failure.message }));
      }
      return kept;
    },
    onSuccess: (kept) => {
      if (kept.length === 0) notification.info({ title: 'Загрузка отменена: учётные записи удалены' });
      announce('Загрузка отменена');
      onTaken(kept.length);
    },
  });
  const ask = () =>
    void modal.confirm({
      title: 'Отменить загрузку?',
      content:
        'Добавленные учётные записи будут удалены, их пароли перестанут действовать. Исправьте файл и загрузите снова.',
      okText: 'Отменить загрузку',
      okButtonProps: { danger: true },
      cancelText: 'Оставить',
      onOk: () => work.mutate(),
    });
  if (work.data !== undefined && work.data.length > 0) {
    return (
      <Notice tone="warning" title={`Осталось учётных записей: ${work.data.length}`}>
        <ul>
          {work.data.map(({ login, reason }) => (
            <li key={login}>
              <strong>{login}</strong>: {reason}
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  return (
    <div className="ra-line ra-filter">
      <Button danger loading={work.isPending} onClick={ask}>
        Отменить загрузку
      </Button>
    </div>
  );
}
