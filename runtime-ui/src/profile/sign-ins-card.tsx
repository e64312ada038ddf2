import type { ApiTypes } from '@reglament/core/api';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { request } from '../client.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { instantText } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';

type Link = ApiTypes['LinkedWay'];

const signInsQuery = queryOptions({
  queryKey: ['own-sign-ins'],
  queryFn: ({ signal }) => request<ApiTypes['LinkedWays']>('/api/me/sign-ins', { signal }),
});

/** What one has agreed to when one came by another system, and the way to take it back; without any, nothing. */
export function SignInsCard() {
  const { data } = useQuery(signInsQuery);
  if (!data?.items.length) return null;
  return (
    <Card title="Согласия" id="consents" description="Даны при входе через другую систему; хранятся дословно.">
      {data.items.map((link) => (
        <Consent key={link.connection} link={link} />
      ))}
    </Card>
  );
}

function useWithdrawal({ connection }: Link) {
  const { signedInBy } = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [failure, setFailure] = useState('');
  const withdraw = async () => {
    try {
      await request(`/api/me/sign-ins/${connection}`, { method: 'DELETE' });
      announce('Согласие отозвано');
      if (signedInBy?.connection !== connection) return await client.invalidateQueries(signInsQuery);
      client.clear();
      return await navigate('/login', { replace: true });
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
  };
  return { failure, withdraw };
}

function Consent({ link }: { link: Link }) {
  const { organisation } = useMe();
  const { modal } = App.useApp();
  const { failure, withdraw } = useWithdrawal(link);
  const text = (instant: string) => instantText(instant, organisation.timeZone);
  const ask = () =>
    modal.confirm({
      title: `Отозвать согласие, данное при входе через ${link.title}?`,
      content: 'Сеансы, начатые так, завершатся сразу. Войти так снова можно, только дав согласие заново.',
      okText: 'Отозвать',
      cancelText: 'Не отзывать',
      okButtonProps: { danger: true },
      onOk: withdraw,
    });
  return (
    <div className="rg-consent">
      <p>{link.consent}</p>
      <p className="rg-muted">
        Дано {text(link.consentedAt)}, последний вход {text(link.lastLoginAt)}.
      </p>
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      <Button onClick={ask}>Отозвать согласие</Button>
    </div>
  );
}
