import { PrinterOutlined, RollbackOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import type { ApplicationCard, ServiceView } from '../api.ts';
import { applicantName } from '../applicant/applicant-form.ts';
import { summaryWords } from '../duty/duty-words.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { Details } from '../ui/details.tsx';
import { instantText } from '../ui/format.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { caseName } from './case-name.ts';
import { contentOf } from './content.ts';
import { DataReader } from './data-reader.tsx';
import { formSources } from './form-sources.ts';
import { useCardOfService } from './use-card.ts';
import { useFormFacts } from './use-form-facts.ts';

/** The application as it goes onto paper: everything that was said, nothing to press. */
export function PrintScreen() {
  const { id = '' } = useParams();
  const { card, service, failure } = useCardOfService(id);
  if (failure) {
    return (
      <Page title="Заявка не загружена">
        <Notice tone="error">{failure.message}</Notice>
      </Page>
    );
  }
  // Nothing is left of it to print.
  if (card?.destroyed) return <Navigate to={`/applications/${card.id}`} replace />;
  return card && service ? <Sheet card={card} service={service} /> : <Loading />;
}

interface SheetProps {
  card: ApplicationCard;
  service: ServiceView;
}

function Sheet({ card, service }: SheetProps) {
  const navigate = useNavigate();
  const me = useMe();
  const { organisation } = me;
  const facts = useFormFacts(service, contentOf(card), card.source);
  const sources = useMemo(() => formSources({ me, service, card, purpose: 'attachment' }), [me, service, card]);
  const title = caseName(card.number);
  const about = [
    { key: 'organisation', label: 'Орган', value: organisation.title },
    { key: 'state', label: 'Статус', value: card.stateTitle },
    card.registeredAt
      ? { key: 'at', label: 'Зарегистрирована', value: instantText(card.registeredAt, organisation.timeZone) }
      : { key: 'at', label: 'Создана', value: instantText(card.createdAt, organisation.timeZone) },
    ...(card.duty === null ? [] : [{ key: 'duty', label: 'Госпошлина', value: summaryWords(card.duty) }]),
  ];
  return (
    <div className="rg-print">
      <Page
        title={title}
        lead={service.title}
        actions={
          <>
            <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => navigate(`/applications/${card.id}`)}>
              Вернуться
            </Button>
            <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
              Напечатать
            </Button>
          </>
        }
      >
        <Card title="О заявке">
          <Details items={about} />
        </Card>
        <DataReader card={card} service={service} facts={facts} sources={sources} />
        <Papers card={card} />
        <div className="rg-print-sign">
          <span>{applicantName(card.representative ?? card.applicant)}</span>
          <span>Подпись</span>
          <span>Дата</span>
        </div>
      </Page>
    </div>
  );
}

/** What was handed in, as files and on paper. */
function Papers({ card }: Pick<SheetProps, 'card'>) {
  const files = card.files.filter(({ purpose }) => purpose !== 'decision').map(({ name }) => name);
  const papers = card.receivedDocuments.map(({ title, sheets }) => `${title}, листов: ${sheets}`);
  if (files.length + papers.length === 0) return null;
  return (
    <Card title="Приложено">
      <ol className="rg-read-rows">
        {[...files, ...papers].map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two papers may have one name, and nothing here moves
          <li key={index}>{name}</li>
        ))}
      </ol>
    </Card>
  );
}
