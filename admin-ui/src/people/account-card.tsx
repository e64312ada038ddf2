import { announce, Card, instantText, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { IssuedPassword } from './issued-password.tsx';
import { State } from './people-list.tsx';
import {
  blockPerson,
  issuePassword,
  type PersonDetails,
  peopleKey,
  personKey,
  removePerson,
} from './people-queries.ts';

/** Whether one may sign in, and a new password in place of a forgotten one. */
export function AccountCard({ details: { user, self } }: { details: PersonDetails }) {
  const client = useQueryClient();
  const { modal } = App.useApp();
  const reread = async () => {
    await client.invalidateQueries({ queryKey: personKey(user.id) });
    await client.invalidateQueries({ queryKey: peopleKey });
  };
  const blocked = user.disabledAt !== null;
  const block = useMutation({
    mutationFn: () => blockPerson(user.id, !blocked),
    onSuccess: async () => {
      await reread();
      announce(blocked ? 'Сотрудник разблокирован' : 'Сотрудник заблокирован');
    },
  });
  const issue = useMutation({ mutationFn: () => issuePassword(user.id), onSuccess: reread });
  const ask = (title: string, work: () => void) =>
    void modal.confirm({
      title,
      content: 'Все открытые сеансы сотрудника завершатся сразу.',
      okText: 'Да',
      cancelText: 'Отмена',
      onOk: work,
    });
  const failure = block.error ?? issue.error;
  return (
    <Card title="Вход">
      <p>
        <State person={user} />{' '}
        {user.disabledAt ? <span className="rg-muted">с {instantText(user.disabledAt)}</span> : null}
      </p>
      {failure ? <Notice tone="error">{failure.message}</Notice> : null}
      {issue.data ? <IssuedPassword login={user.login} password={issue.data.password} /> : null}
      {self ? (
        <p className="rg-muted">Это вы: себя не блокируют, а свой пароль меняют в «Моём профиле».</p>
      ) : (
        <div className="ra-line">
          <Button
            loading={issue.isPending}
            onClick={() => ask('Выдать новый пароль вместо прежнего?', () => issue.mutate())}
          >
            Выдать новый пароль
          </Button>
          <Button
            danger={!blocked}
            loading={block.isPending}
            onClick={() => (blocked ? block.mutate() : ask('Заблокировать сотрудника?', () => block.mutate()))}
          >
            {blocked ? 'Разблокировать' : 'Заблокировать'}
          </Button>
          {user.mustChangePassword ? <RemoveAccount id={user.id} /> : null}
        </div>
      )}
    </Card>
  );
}

/** Of an account that nobody has used yet, such as one that was entered by mistake. */
function RemoveAccount({ id }: { id: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { modal, notification } = App.useApp();
  const remove = useMutation({
    mutationFn: () => removePerson(id),
    onSuccess: async () => {
      navigate('/people');
      announce('Учётная запись удалена');
      await client.invalidateQueries({ queryKey: peopleKey });
    },
    onError: ({ message }) => notification.error({ title: 'Учётная запись остаётся', description: message }),
  });
  const ask = () =>
    void modal.confirm({
      title: 'Удалить учётную запись?',
      content: 'Удаляется только та, которой ещё не пользовались; её логин можно будет занять снова.',
      okText: 'Удалить',
      okButtonProps: { danger: true },
      cancelText: 'Отмена',
      onOk: () => remove.mutate(),
    });
  return (
    <Button danger loading={remove.isPending} onClick={ask}>
      Удалить
    </Button>
  );
}
