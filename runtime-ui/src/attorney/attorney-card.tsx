import type { ApiTypes } from '@reglament/core/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { request } from '../client.ts';
import { UploadButton } from '../form/index.ts';
import { termOf } from '../signature/certificate-term.ts';
import { Card } from '../ui/card.tsx';
import { Details } from '../ui/details.tsx';
import { dateText, plural } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { sealText } from './attorney-words.ts';

type Attorney = ApiTypes['AttorneyView'];
type Result = ApiTypes['AttorneyResult'];

const path = '/api/me/attorney';
const queryKey = ['attorney'];

function useAttorney() {
  const queryClient = useQueryClient();
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => request<Result>(path, { signal }) });
  const [failure, setFailure] = useState<string>();
  const change = async (work: () => Promise<Result>) => {
    setFailure(undefined);
    try {
      queryClient.setQueryData(queryKey, await work());
    } catch (error) {
      setFailure((error as Error).message);
    }
  };
  const bring = (file: File) =>
    change(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return request<Result>(path, { method: 'PUT', query: { name: file.name }, bytes });
    });
  const seal = (file: File) =>
    change(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return request<Result>(`${path}/seal`, { method: 'PUT', bytes });
    });
  const remove = () =>
    change(async () => {
      await request(path, { method: 'DELETE' });
      return { attorney: null };
    });
  return { attorney: data?.attorney ?? null, failure, bring, seal, remove };
}

/** The power of attorney by which the person signs: attached to what they sign by itself. */
export function AttorneyCard() {
  const { attorney, failure, bring, seal, remove } = useAttorney();
  const place = useRef<HTMLDivElement>(null);
  return (
    <Card
      title="Доверенность (МЧД)"
      id="attorney"
      description="Машиночитаемая доверенность, по которой вы подписываете: сама прилагается к вашим подписям и хранится вместе с ними."
    >
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      {attorney === null ? <p className="rg-muted">Доверенность не загружена.</p> : <Facts attorney={attorney} />}
      <div className="rg-signature-ways" ref={place}>
        <UploadButton
          label="МЧД"
          text={attorney === null ? 'Загрузить файл XML' : 'Заменить'}
          accept=".xml"
          many={false}
          small
          onFiles={([file]) => (file === undefined ? undefined : void bring(file))}
        />
        {attorney === null ? null : (
          <UploadButton
            label="Подпись доверителя"
            text={attorney.seal === null ? 'Приложить подпись доверителя' : 'Заменить подпись доверителя'}
            accept=".sig,.p7s,.sgn,.p7m"
            many={false}
            small
            onFiles={([file]) => (file === undefined ? undefined : void seal(file))}
          />
        )}
        {attorney === null ? null : (
          <Button
            size="small"
            aria-label="Убрать доверенность"
            onClick={async () => {
              await remove();
              place.current?.querySelector('button')?.focus();
            }}
          >
            Убрать
          </Button>
        )}
      </div>
    </Card>
  );
}

function Facts({ attorney }: { attorney: Attorney }) {
  const { number, principal, representative, from, until, powers, problems } = attorney;
  const numbers = [principal.inn && `ИНН ${principal.inn}`, principal.ogrn && `ОГРН ${principal.ogrn}`];
  return (
    <>
      {problems.map((problem) => (
        <Notice key={problem} tone="warning">
          {problem}
        </Notice>
      ))}
      <Details
        items={[
          { key: 'number', label: 'Номер', value: number },
          {
            key: 'term',
            label: 'Действует',
            value: (
              <>
                {dateText(from)}–{dateText(until)} <Ending {...{ from, until }} />
              </>
            ),
          },
          {
            key: 'principal',
            label: 'Доверитель',
            value: [principal.name, ...numbers.filter(Boolean)].join(', '),
            wide: true,
          },
          { key: 'representative', label: 'Представитель', value: representative.name, wide: true },
          { key: 'seal', label: 'Подпись доверителя', value: sealText(attorney.seal), wide: true },
          ...(powers.length > 0 ? [{ key: 'powers', label: 'Полномочия', value: powers.join(' · '), wide: true }] : []),
        ]}
      />
    </>
  );
}

/** A new one takes its time to get: said a month before. */
function Ending({ from, until }: Pick<Attorney, 'from' | 'until'>) {
  const term = termOf(
    { validFrom: new Date(`${from}T00:00:00Z`), validTo: new Date(`${until}T23:59:59Z`) },
    new Date(),
  );
  if (term.kind === 'over') return <Tag tone="error">Срок истёк</Tag>;
  if (term.kind !== 'ending') return null;
  return <Tag tone="warning">Истекает через {plural(term.days, ['день', 'дня', 'дней'])}</Tag>;
}
