import { BankOutlined, UserOutlined } from '@ant-design/icons';
import type { ApiTypes } from '@reglament/core/api';
import { useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { request } from '../client.ts';
import { Notice } from '../ui/notice.tsx';

type Choice = ApiTypes['SignInChoice'];

/** The chosen name on its way: what was refused, and what has to be agreed to. */
function useEntrance(agreed: boolean, consent: Choice['consent'], consentId: string) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const enter = async (ogrn: string | null) => {
    setFailure('');
    const lacks = consent !== null && !agreed && ogrn !== null;
    setMissing(lacks);
    if (lacks) return document.getElementById(consentId)?.focus();
    setBusy(true);
    try {
      const body = { ogrn, consent: agreed };
      const { returnTo } = await request<ApiTypes['SignInDone']>('/api/sign-in/choice', { method: 'POST', body });
      queryClient.clear();
      // The administrator's interface is another page of the same server.
      if (returnTo.startsWith('/admin')) return window.location.assign(returnTo);
      return navigate(returnTo, { replace: true });
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    } finally {
      setBusy(false);
    }
  };
  return { failure, missing, busy, enter };
}

/** As a person or for one of the organisations; why one of them is closed stands beside it. */
export function SignInChoice({ choice }: { choice: Choice }) {
  const { person, organisations, consent, consentAgain } = choice;
  const consentId = useId();
  const [agreed, setAgreed] = useState(false);
  const { failure, missing, busy, enter } = useEntrance(agreed, consent, consentId);
  return (
    <>
      <p className="rg-lead">{person}</p>
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      {consent === null ? null : (
        <div className="rg-sign-in-consent">
          {consentAgain ? <p>Состав передаваемых сведений изменился, поэтому согласие нужно дать снова.</p> : null}
          <Checkbox
            id={consentId}
            checked={agreed}
            aria-invalid={missing || undefined}
            aria-describedby={missing ? `${consentId}-missing` : undefined}
            onChange={({ target }) => setAgreed(target.checked)}
          >
            {consent}
          </Checkbox>
          {missing ? (
            <p id={`${consentId}-missing`} className="rg-problem" role="alert">
              Отметьте согласие: без него войти нельзя.
            </p>
          ) : null}
        </div>
      )}
      <ul className="rg-choice-list">
        {organisations.map(({ ogrn, title, closed }) => (
          <li key={ogrn}>
            {closed === null ? (
              <button type="button" disabled={busy} onClick={() => void enter(ogrn)}>
                <BankOutlined aria-hidden="true" />
                {title}
              </button>
            ) : (
              <div className="rg-sign-in-closed">
                <strong>{title}</strong>
                <span>{closed}</span>
              </div>
            )}
          </li>
        ))}
        <li>
          <button type="button" disabled={busy} onClick={() => void enter(null)}>
            <UserOutlined aria-hidden="true" />
            Как физическое лицо
          </button>
        </li>
      </ul>
      <p className="rg-muted rg-login-help">
        <Link to="/login" replace>
          Войти под другим именем
        </Link>
      </p>
    </>
  );
}
