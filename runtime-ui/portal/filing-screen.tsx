import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { type Answers, ErrorSummary, FormEditor, type FormHandle, type SummaryItem } from '../src/form/index.ts';
import { Card } from '../src/ui/card.tsx';
import { Loading, Notice } from '../src/ui/notice.tsx';
import { useAccount } from './account.ts';
import { DocumentsCard, useDocuments, usePapers } from './documents-card.tsx';
import { formSources, useFormFacts } from './form-facts.ts';
import { ask, type OfferedDetails, type Order } from './portal-api.ts';
import { useDeed, useOffered } from './queries.ts';
import { Screen } from './screen.tsx';

/** A new application: the service's form as the body's clerk sees it, and the papers. */
export function FilingScreen() {
  const { body = '', code = '' } = useParams();
  const { person } = useAccount();
  const { data: offered, error } = useOffered({ body, code }, person.kind);
  if (error) {
    return (
      <Screen title="Услуга не найдена">
        <Notice tone="error" title={error.message}>
          <Link to="/">Все услуги</Link>
        </Notice>
      </Screen>
    );
  }
  return offered === undefined ? <Loading /> : <Filing key={`${offered.code} ${person.key}`} offered={offered} />;
}

function Filing({ offered }: { offered: OfferedDetails }) {
  const { person } = useAccount();
  const { view } = offered;
  const [answers, setAnswers] = useState<Answers>({});
  const [summary, setSummary] = useState<{ items: SummaryItem[]; attempt: number }>({ items: [], attempt: 0 });
  const form = useRef<FormHandle>(null);
  const documents = useDocuments();
  const papers = usePapers({ service: view, answers, applicant: person.kind });
  const [lacking, setLacking] = useState<readonly string[]>([]);
  const deed = useDeed();
  const navigate = useNavigate();
  const facts = useFormFacts(view, person.kind);
  const sources = useMemo(() => formSources(view), [view]);
  const isForPerson = view.applicants.includes(person.kind);
  const file = async () => {
    const given = form.current?.flush() ?? answers;
    const items = form.current?.check(true) ?? [];
    setSummary(({ attempt }) => ({ items, attempt: attempt + 1 }));
    const lacks = papers.filter(({ code, needed }) => needed && !documents.list.some((one) => one.code === code));
    setLacking(lacks.map(({ title }) => title));
    if (items.length > 0 || lacks.length > 0) return;
    const { code, body } = offered;
    const filing = { person: person.key, body: body.code, service: code, answers: given, documents: documents.list };
    const order = await deed.run(() => ask<Order>('orders', filing));
    if (order) navigate(`/orders/${order.id}`);
  };
  return (
    <Screen title={view.title} lead={offered.body.title}>
      <Card title="Заявитель" extra={<span className="rg-muted">сведения – из учётной записи</span>}>
        {person.title}
        {isForPerson ? null : (
          <Notice tone="warning">Эту услугу оказывают другим заявителям: выберите другую учётную запись.</Notice>
        )}
      </Card>
      <div className="rp-row">
        <Button onClick={() => setAnswers(offered.example)}>Заполнить примером</Button>
      </div>
      <ErrorSummary {...summary} onGo={(item) => form.current?.focus(item.pointer)} />
      <FormEditor
        name="answers"
        ref={form}
        form={view.form}
        answers={answers}
        onChange={setAnswers}
        facts={facts}
        sources={sources}
      />
      <DocumentsCard service={view} answers={answers} applicant={person.kind} documents={documents} />
      {lacking.length === 0 ? null : <Notice tone="error">Приложите документы: {lacking.join('; ')}.</Notice>}
      {deed.problem === undefined ? null : <Notice tone="error">{deed.problem}</Notice>}
      <div className="rp-row">
        <Button type="primary" size="large" disabled={!isForPerson} loading={deed.running} onClick={() => void file()}>
          Подать заявление
        </Button>
        <Link to="/">Вернуться к услугам</Link>
      </div>
    </Screen>
  );
}
