import { DownOutlined, UserOutlined } from '@ant-design/icons';
import type { ApiTypes } from '@reglament/core/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { forgetDrafts, unsavedDrafts } from '../application/local-draft.ts';
import { request } from '../client.ts';
import { base } from '../place.ts';
import { administers, useMe } from '../session/me.ts';
import { ownTestRunsQuery } from '../test-run/queries.ts';
import { ButtonMenu, type MenuItems } from '../ui/button-menu.tsx';
import { plural, shortName } from '../ui/format.ts';
import { chooseScheme, useScheme } from '../ui/scheme.ts';

/** Leaves; what is not saved on the server is asked about first, since it is taken off this computer. */
function useLeave(): () => void {
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { modal } = App.useApp();
  const leave = async () => {
    const away = me.signedInBy === null ? null : await request<ApiTypes['SignOutPlace']>('/api/sign-in/leave');
    await request('/api/session', { method: 'DELETE' });
    forgetDrafts(me.user.id);
    queryClient.clear();
    // Whoever came by another place signs out there as well: on a shared computer the next person must not come in as they.
    if (away?.url) return window.location.assign(away.url);
    navigate('/login', { replace: true });
  };
  return () => {
    const unsaved = unsavedDrafts(me.user.id);
    if (unsaved === 0) return void leave();
    modal.confirm({
      title: 'Есть несохранённые данные',
      content: `На этом компьютере остались несохранённые данные: ${plural(unsaved, ['заявка', 'заявки', 'заявок'])}. При выходе они будут удалены, чтобы их не увидел другой человек.`,
      okText: 'Выйти и удалить',
      cancelText: 'Остаться',
      okButtonProps: { danger: true },
      onOk: leave,
    });
  };
}

export function UserMenu({ onKeys }: { onKeys: () => void }) {
  const me = useMe();
  const scheme = useScheme();
  const navigate = useNavigate();
  const askAndLeave = useLeave();
  const tries = useQuery({ ...ownTestRunsQuery, enabled: base === '' }).data?.items ?? [];
  const items: MenuItems = [
    { key: 'profile', label: 'Мой профиль', onClick: () => navigate('/profile') },
    { key: 'tasks', label: 'Мои задания', onClick: () => navigate('/tasks') },
    ...(me.organisations.length > 1
      ? [{ key: 'organisation', label: 'Сменить ведомство', onClick: () => navigate('/organisation') }]
      : []),
    ...tries.map(({ id, title }) => ({
      key: id,
      label: `Пробовать: ${title}`,
      onClick: () => window.location.assign(`/test/${id}/`),
    })),
    ...(administers(me)
      ? [{ key: 'admin', label: 'Администрирование', onClick: () => window.location.assign('/admin/') }]
      : []),
    {
      key: 'scheme',
      label: scheme === 'dark' ? 'Светлое оформление' : 'Тёмное оформление',
      onClick: () => chooseScheme(scheme === 'dark' ? 'light' : 'dark'),
    },
    { key: 'keys', label: 'Помощь и клавиши', extra: '?', onClick: onKeys },
    { type: 'divider' },
    { key: 'leave', label: 'Выйти', onClick: askAndLeave },
  ];
  return (
    <ButtonMenu items={items} edge="right">
      <Button type="text" className="rg-user" aria-haspopup="menu">
        <UserOutlined aria-hidden="true" />
        <span className="rg-user-text">
          <span>{shortName(me.user)}</span>
          <span className="rg-user-body">{me.organisation.shortTitle ?? me.organisation.title}</span>
        </span>
        <DownOutlined aria-hidden="true" />
      </Button>
    </ButtonMenu>
  );
}
