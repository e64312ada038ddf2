import { BankOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { request } from '../client.ts';
import { Logo } from '../ui/logo.tsx';
import { Notice } from '../ui/notice.tsx';
import { safeNext } from './login-screen.tsx';
import { useMe } from './me.ts';

/** On whose behalf one works: asked of those who belong to several bodies. */
export function OrganisationScreen() {
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [search] = useSearchParams();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    document.title = 'Выбор ведомства – Регламент';
  }, []);
  const choose = async (organisation: string) => {
    try {
      await request('/api/session', { method: 'PATCH', body: { organisation } });
      await queryClient.resetQueries();
      navigate(safeNext(search.get('next')), { replace: true });
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
  };
  return (
    <main className="rg-login">
      <div className="rg-login-card">
        <Logo large />
        <h1>Выберите ведомство</h1>
        <p className="rg-lead">От имени какого ведомства вы будете работать?</p>
        {failure ? <Notice tone="error">{failure}</Notice> : null}
        <ul className="rg-choice-list">
          {me.organisations.map((organisation) => (
            <li key={organisation.id}>
              <button
                type="button"
                onClick={() => choose(organisation.id)}
                aria-current={organisation.id === me.organisation.id || undefined}
              >
                <BankOutlined aria-hidden="true" />
                {organisation.title}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
