import type { ApiTypes } from '@reglament/core/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { request } from '../client.ts';
import { Notice } from '../ui/notice.tsx';

const waysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => request<ApiTypes['SignInWays']>('/api/sign-in', { signal }),
});

interface SignInButtonProps {
  connection: string;
  title: string;
  /** Path to open after it. */
  returnTo: string;
}

/** Leaves for the other place; whoever comes back goes on at `/login/return`. */
export function SignInButton({ connection, title, returnTo }: SignInButtonProps) {
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    setFailure('');
    try {
      const body = { connection, returnTo };
      const { url } = await request<ApiTypes['SignInPlace']>('/api/sign-in', { method: 'POST', body });
      window.location.assign(url);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
      setBusy(false);
    }
  };
  return (
    <>
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      <Button size="large" block loading={busy} onClick={() => void go()}>
        Войти через {title}
      </Button>
    </>
  );
}

/** Every way to sign in but the password; without one, nothing. */
export function SignInWays({ returnTo }: { returnTo: string }) {
  const { data } = useQuery(waysQuery);
  if (!data?.items.length) return null;
  return (
    <div className="rg-sign-in-ways">
      <p className="rg-sign-in-or">или</p>
      {data.items.map((way) => (
        <SignInButton key={way.connection} {...way} returnTo={returnTo} />
      ))}
    </div>
  );
}
