import { FilePdfOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ApplicationCard, DutyView } from '../api.ts';
import { Card } from '../ui/card.tsx';
import { Details } from '../ui/details.tsx';
import { moneyText } from '../ui/format.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { WhyNot } from '../why/why-not.tsx';
import { DutyEntries } from './duty-entries.tsx';
import { amountNote, lookOf, momentWords, requisitesOf } from './duty-words.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { type EntrySpec, exemptionSpec, paymentSpec, withdrawalSpec } from './entry-forms.ts';
import { dutyQuery } from './queries.ts';

/** «Госпошлина»: how much and why, what is paid and by what it is proved, who is free of it, where to pay. */
export function DutyTab({ card }: { card: ApplicationCard }) {
  const { data: duty, error, isPending, refetch } = useQuery(dutyQuery(card));
  const [begun, setBegun] = useState<EntrySpec>();
  const [search, setSearch] = useSearchParams();
  const stand = useRef<HTMLElement>(null);
  if (isPending) return <Loading />;
  if (duty === undefined) {
    return (
      <Notice tone="error" actions={<Button onClick={() => refetch()}>Повторить</Button>}>
        {error.message}
      </Notice>
    );
  }
  const mayEnter = duty.closed === null && duty.left > 0;
  const spec = begun ?? (mayEnter && search.get('entry') === 'payment' ? paymentSpec(card, duty) : undefined);
  const close = () => {
    setBegun(undefined);
    if (search.has('entry')) setSearch({ tab: 'duty' }, { replace: true, preventScrollReset: true });
  };
  return (
    <>
      <Card title="Госпошлина" extra={<Tag tone={lookOf(duty.status).tone}>{duty.statusTitle}</Tag>}>
        <section ref={stand} tabIndex={-1} aria-label={`Госпошлина: ${duty.statusTitle}`}>
          <Amount duty={duty} />
        </section>
        <WhyNot reason={duty.closed} />
        <Buttons card={card} duty={duty} onBegin={setBegun} />
      </Card>
      <Card title="Платежи и освобождения">
        <DutyEntries
          duty={duty}
          onWithdraw={duty.closed === null ? (entry) => setBegun(withdrawalSpec(entry)) : undefined}
        />
      </Card>
      {duty.payee === null ? null : (
        <Card title="Реквизиты для уплаты">
          <Details items={requisitesOf(duty.payee)} />
        </Card>
      )}
      {spec ? (
        <EntryDialog card={card} duty={duty} spec={spec} onClose={close} onDone={() => stand.current?.focus()} />
      ) : null}
    </>
  );
}

function Amount({ duty }: { duty: DutyView }) {
  const { amount, title, why, basis, paid, left, over, exemption, status } = duty;
  const moment = momentWords(duty);
  const owes = status === 'unpaid' || status === 'partlyPaid';
  return (
    <Details
      items={[
        {
          key: 'amount',
          label: 'Размер',
          // What is still to be answered is a long sentence; a sum stands beside the other sums, its note unbroken.
          wide: amount === null ? true : 'double',
          value: (
            <>
              {amount === null ? 'Не определён' : moneyText(amount)}
              <span className="rg-block rg-muted">{amountNote(duty)}</span>
            </>
          ),
        },
        ...(paid > 0 ? [{ key: 'paid', label: 'Уплачено', value: moneyText(paid) }] : []),
        ...(owes ? [{ key: 'left', label: 'Осталось уплатить', value: moneyText(left) }] : []),
        ...(over > 0
          ? [{ key: 'over', label: 'Переплата', value: `${moneyText(over)}: её возвращают по заявлению плательщика` }]
          : []),
        ...(exemption === null
          ? []
          : [{ key: 'exemption', label: 'Освобождение', value: `${exemption.title} (${exemption.clause})` }]),
        ...(title === null ? [] : [{ key: 'title', label: 'За что', value: title, wide: true }]),
        ...(why === null ? [] : [{ key: 'why', label: 'Почему столько', value: why, wide: true }]),
        { key: 'basis', label: 'Основание', value: basis, wide: true },
        ...(moment === undefined ? [] : [{ key: 'moment', label: 'Когда уплачивают', value: moment, wide: true }]),
      ]}
    />
  );
}

interface ButtonsProps {
  card: ApplicationCard;
  duty: DutyView;
  onBegin: (spec: EntrySpec) => void;
}

function Buttons({ card, duty, onBegin }: ButtonsProps) {
  const isFree = duty.status === 'notRequired' || duty.status === 'exempt';
  const mayEnter = duty.closed === null && !isFree;
  const mayExempt = mayEnter && duty.offered.length > 0;
  const mayPrint = duty.payee !== null && duty.left > 0;
  if (!mayEnter && !mayPrint) return null;
  return (
    <div className="rg-action-bar rg-received-bar">
      {mayEnter ? (
        <Button
          type={duty.left > 0 ? 'primary' : 'default'}
          icon={<PlusOutlined aria-hidden="true" />}
          onClick={() => onBegin(paymentSpec(card, duty))}
        >
          Внести платёж
        </Button>
      ) : null}
      {mayExempt ? <Button onClick={() => onBegin(exemptionSpec(duty))}>Отметить освобождение</Button> : null}
      {mayPrint ? (
        <Button
          icon={<FilePdfOutlined aria-hidden="true" />}
          href={`/api/applications/${card.id}/duty/invoice`}
          target="_blank"
        >
          Сведения для уплаты
        </Button>
      ) : null}
    </div>
  );
}
