import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { type Answers, ErrorSummary, FormEditor, type FormHandle, type SummaryItem } from '../src/form/index.ts';
import { Card } from '../src/ui/card.tsx';
import { Loading, Notice } from '../src/ui/notice.tsx';
import { useAccount } from './account.ts';
import { ApplicantChoice } from './applicant-choice.tsx';
import { DocumentsCard, useDocuments, usePapers } from './documents-card.tsx';
import { useFormFacts, useFormSources } from './form-facts.ts';
import { ask, type OfferedDetails, type Order, type PersonItem, type Source } from './portal-api.ts';
import { useDeed, useOffered } from './queries.ts';
import { Screen } from './screen.tsx';
import { SourceChoice } from './source-choice.tsx';

/** A new application: the service's form as the body's clerk sees it, and the papers. */
export function FilingScreen() {
  const { body = '', code = '' } = useParams();
  const { person, start } = useAccount();
  const [chosen, setChosen] = useState<string>();
  // Whoever signs in as another applies for themselves again.
  const [account, setAccount] = useState(person.key);
  if (account !== person.key) {
    setAccount(person.key);
    setChosen(undefined);
  }
  const applicant = start.people.find(({ key }) => key === chosen) ?? person;
  const { data: offered, error } = useOffered({ body, code }, applicant.kind);
  if (error) {
    return (
      <Screen title="Услуга не найдена">
        <Notice tone="error" title={error.message}>
          <Link to="/">Все услуги</Link>
        </Notice>
      </Screen>
    );
  }
  if (offered === undefined) return <Loading />;
  const key = `${offered.code} ${person.key} ${applicant.key}`;
  return <Filing key={key} offered={offered} applicant={applicant} onApplicant={setChosen} />;
}

interface FilingProps {
  offered: OfferedDetails;
  /** For whom it is filed: for oneself, or for another as their representative. */
  applicant: PersonItem;
  onApplicant: (key: string) => void;
}

function Filing({ offered, applicant, onApplicant }: FilingProps) {
  const { person } = useAccount();
  const applying = useMemo(
    () => ({ kind: applicant.kind, hasRepresentative: applicant.key !== person.key }),
    [applicant, person],
  );
  const { view } = offered;
  const [source, setSource] = useState<Source>('epgu');
  const [answers, setAnswers] = useState<Answers>({});
  const [summary, setSummary] = useState<{ items: SummaryItem[]; attempt: number }>({ items: [], attempt: 0 });
  const form = useRef<FormHandle>(null);
  const documents = useDocuments();
  const papers = usePapers({ service: view, answers, applicant: applying });
  const [lacking, setLacking] = useState<readonly string[]>([]);
  const deed = useDeed();
  const navigate = useNavigate();
  const facts = useFormFacts(view, applying);
  const sources = useFormSources(view, answers);
  const isForApplicant = view.applicants.includes(applicant.kind);
  const file = async () => {
    const given = form.current?.flush() ?? answers;
    const items = form.current?.check(true) ?? [];
    setSummary(({ attempt }) => ({ items, attempt: attempt + 1 }));
    const lacks = papers.filter(({ code, needed }) => needed && !documents.list.some((one) => one.code === code));
    setLacking(lacks.map(({ title }) => title));
    if (items.length > 0 || lacks.length > 0) return;
    const { code, body } = offered;
    const who = { person: person.key, applicant: applicant.key, source };
    const filing = { ...who, body: body.code, service: code, answers: given, documents: documents.list };
    const order = await deed.run(() => ask<Order>('orders', filing));
    if (order) navigate(`/orders/${order.id}`);
  };
  return (
    <Screen title={view.title} lead={offered.body.title}>
      <Card title="Заявитель" extra={<span className="rg-muted">сведения – из учётной записи</span>}>
        <ApplicantChoice applicant={applicant} onChoose={onApplicant} />
        <SourceChoice source={source} onChoose={setSource} />
        {isForApplicant ? null : (
          <Notice tone="warning">
            Эту услугу оказывают другим заявителям: выберите другого заявителя или войдите под другим именем.
          </Notice>
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
      <DocumentsCard service={view} answers={answers} applicant={applying} documents={documents} />
      {lacking.length === 0 ? null : <Notice tone="error">Приложите документы: {lacking.join('; ')}.</Notice>}
      {deed.problem === undefined ? null : <Notice tone="error">{deed.problem}</Notice>}
      <div className="rp-row">
        <Button
          type="primary"
          size="large"
          disabled={!isForApplicant || documents.coming !== undefined}
          loading={deed.running}
          onClick={() => void file()}
        >
          Подать заявление
        </Button>
        <Link to="/">Вернуться к услугам</Link>
      </div>
    </Screen>
  );
}
