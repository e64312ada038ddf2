import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { instantText, Loading, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { type CasePlace, findByNumber } from './case-queries.ts';
import type { Trial } from './trial-edit.ts';
import type { DraftPlace } from './tryout-queries.ts';

interface FromCaseProps {
  place: DraftPlace;
  onWalk: (trial: Trial, left: readonly string[]) => void;
  onClose: () => void;
}

/** «Из заявки»: the way that a tester or a clerk has walked becomes a test, if it comes out the same here. */
export function FromCase({ place, onWalk, onClose }: FromCaseProps) {
  const [number, setNumber] = useState('');
  const field = useId();
  const cases = useQuery({
    queryKey: ['admin', 'test-cases', place.id],
    queryFn: () => request<ApiTypes['TestCaseList']>(`/api/admin/drafts/${place.id}/test-cases`),
    gcTime: 0,
  });
  const take = useMutation({
    mutationFn: async (wanted: CasePlace | { readonly number: string }) => {
      const body = 'number' in wanted ? { applicationId: await findByNumber(wanted.number) } : wanted;
      await place.flush();
      return request<ApiTypes['TrialFromCase']>(`/api/admin/drafts/${place.id}/trial`, { method: 'POST', body });
    },
    onSuccess: ({ trial, left }) => onWalk(trial as unknown as Trial, left),
  });
  const byNumber = () => number.trim() !== '' && take.mutate({ number: number.trim() });
  return (
    <Modal open width={640} title="Тест из заявки" footer={null} onCancel={onClose}>
      <div className="rg-dialog">
        <p>
          Путь заявки повторится здесь шаг за шагом: видно, где черновик ведёт себя иначе. Из настоящей заявки берутся
          только выборы, числа и даты; написанное людьми заменяют примеры.
        </p>
        {take.error ? <Notice tone="error">{take.error.message}</Notice> : null}
        <div className="rg-field">
          <div className="rg-field-label">
            <label htmlFor={field}>Номер настоящей заявки</label>
          </div>
          <div className="rst-number">
            <Input
              id={field}
              value={number}
              maxLength={60}
              onChange={({ target }) => setNumber(target.value)}
              onPressEnter={byNumber}
            />
            <Button disabled={number.trim() === ''} loading={take.isPending} onClick={byNumber}>
              Взять
            </Button>
          </div>
          <div className="rg-hint">Заявка на эту услугу, которую вы вправе видеть.</div>
        </div>
        <h2 className="rs-part">Заявки тестового режима</h2>
        {cases.data === undefined ? <Loading /> : <TestCases list={cases.data} onTake={(one) => take.mutate(one)} />}
      </div>
    </Modal>
  );
}

function TestCases({ list, onTake }: { list: ApiTypes['TestCaseList']; onTake: (one: CasePlace) => void }) {
  const { run, items } = list;
  if (run === null) return <p className="rg-muted">Услуга не в тестовом режиме: включите его кнопкой сверху.</p>;
  if (items.length === 0) return <p className="rg-muted">Тестировщики ещё не завели ни одной заявки.</p>;
  return (
    <ul className="rs-list rst-cases">
      {items.map(({ id, number, stateTitle, createdAt }) => {
        const name = number ?? `без номера, ${instantText(createdAt)}`;
        return (
          <li key={id} className="rs-row">
            <span>
              {name} <span className="rg-muted">{stateTitle}</span>
            </span>
            <Button size="small" aria-label={`Взять: ${name}`} onClick={() => onTake({ applicationId: id, run })}>
              Взять
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
