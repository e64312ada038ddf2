import { isEnded } from '@reglament/core/rules';
import type { Phase } from '@reglament/format';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ApplicationCard } from '../api.ts';
import { request } from '../client.ts';
import { Notice } from '../ui/notice.tsx';
import { StatusTag } from '../ui/status-tag.tsx';
import { newUuid } from './uuid.ts';

type LinkedCase = ApplicationCard['linked'][number];

function CaseLink({ one }: { one: LinkedCase }) {
  return (
    <>
      <Link to={`/applications/${one.id}`}>
        {one.title}, {one.number === null ? 'без номера' : `заявка № ${one.number}`}
      </Link>{' '}
      <StatusTag phase={one.phase} title={one.stateTitle} />
    </>
  );
}

/** Begins a procedure and goes to its own card, where its form is. */
function useBegin(card: ApplicationCard) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const begin = async (code: string) => {
    setBusy(code);
    setFailure(null);
    try {
      const path = `/api/applications/${card.id}/procedures/${code}`;
      const begun = await request<ApplicationCard>(path, { method: 'POST', body: { key: newUuid() } });
      queryClient.setQueryData(['application', begun.id], begun);
      void queryClient.invalidateQueries({ queryKey: ['application', card.id] });
      await navigate(`/applications/${begun.id}`);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    } finally {
      setBusy(null);
    }
  };
  return { begin, busy, failure };
}

/** What hangs together with this application, and what can be begun on its decision. */
export function LinkedCases({ card }: { card: ApplicationCard }) {
  const { begin, busy, failure } = useBegin(card);
  const headingId = useId();
  const { parent, linked, procedures } = card;
  const open = procedures.filter((one) => one.open);
  if (parent === null && linked.length === 0 && open.length === 0) return null;
  const decided = card.decision?.status === 'published' || card.decision?.status === 'revoked';
  const title = parent ? 'Процедура по заявке' : decided ? 'После решения' : 'Процедуры по заявке';
  const goesOn = parent === null && !decided && linked.some(({ phase }) => !isEnded(phase as Phase));
  // Rarely wanted while the case is in work: a line that does not push the case down.
  const quiet = parent === null && !decided && linked.length === 0;
  return (
    <section className={`rg-linked-cases${quiet ? ' rg-linked-quiet' : ''}`} aria-labelledby={headingId}>
      <h2 id={headingId}>{title}</h2>
      {parent ? <CaseLink one={parent} /> : null}
      {card.reviewers === null ? null : <p>{card.reviewers}.</p>}
      {linked.length > 0 ? (
        <ul className="rg-linked" aria-label="Процедуры по этой заявке">
          {linked.map((one) => (
            <li key={one.id}>
              <CaseLink one={one} />
            </li>
          ))}
        </ul>
      ) : null}
      {open.map(({ code, title: deed }) => (
        <Button
          key={code}
          size={quiet ? 'small' : 'middle'}
          loading={busy === code}
          disabled={busy !== null}
          onClick={() => void begin(code)}
        >
          {deed}
        </Button>
      ))}
      {goesOn ? (
        <p>Работа по заявке не останавливается: процедура идёт отдельно, её итог будет в истории заявки.</p>
      ) : null}
      {failure ? <Notice tone="error">{failure}</Notice> : null}
    </section>
  );
}
