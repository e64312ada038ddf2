import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { canonical } from '../src/application/content.ts';
import {
  type Answers,
  ErrorSummary,
  FormEditor,
  type FormHandle,
  labelOf,
  type SummaryItem,
} from '../src/form/index.ts';
import { Card } from '../src/ui/card.tsx';
import { Notice } from '../src/ui/notice.tsx';
import { DocumentsCard, useDocuments } from './documents-card.tsx';
import { useFormFacts, useFormSources } from './form-facts.ts';
import { applyingOf } from './order-words.ts';
import { ask, type OpenedOrder, type Order } from './portal-api.ts';
import { useDeed } from './queries.ts';

/** What the body has sent back: only now may it be changed; only what has changed goes. */
export function CorrectCard({ order, offered, kind }: OpenedOrder) {
  const { view } = offered;
  const [answers, setAnswers] = useState<Answers>(order.answers);
  const [summary, setSummary] = useState<{ items: SummaryItem[]; attempt: number }>({ items: [], attempt: 0 });
  const form = useRef<FormHandle>(null);
  const documents = useDocuments();
  const deed = useDeed();
  const applying = useMemo(() => applyingOf(order, kind), [order, kind]);
  const facts = useFormFacts(view, applying);
  const sources = useFormSources(view, answers);
  const said = order.events.findLast(({ kind: one }) => one === 'status')?.text;
  const changed = Object.keys(view.form.schema.properties).filter(
    (code) => canonical(answers[code]) !== canonical(order.answers[code]),
  );
  const send = async () => {
    const given = form.current?.flush() ?? answers;
    const items = form.current?.check(true) ?? [];
    setSummary(({ attempt }) => ({ items, attempt: attempt + 1 }));
    if (items.length > 0) return;
    const correction = { answers: given, documents: documents.list };
    await deed.run(() => ask<Order>(`orders/${order.id}/correction`, correction));
  };
  return (
    <Card title="Исправьте заявление">
      <Notice tone="warning" title="Ведомство вернуло заявление">
        {said ?? 'Исправьте то, о чём оно просит, и отправьте снова.'}
      </Notice>
      <ErrorSummary {...summary} onGo={(item) => form.current?.focus(item.pointer)} />
      <FormEditor
        name="correction"
        ref={form}
        form={view.form}
        answers={answers}
        onChange={setAnswers}
        facts={facts}
        sources={sources}
      />
      <DocumentsCard
        service={view}
        answers={answers}
        applicant={applying}
        documents={documents}
        earlier={order.documents}
      />
      <p role="status" className="rp-changed">
        {changed.length === 0
          ? 'Пока ничего не изменено.'
          : `Изменено: ${changed.map((code) => labelOf(view.form, `/${code}`)).join('; ')}.`}
      </p>
      {deed.problem === undefined ? null : <Notice tone="error">{deed.problem}</Notice>}
      <Button
        type="primary"
        loading={deed.running}
        disabled={documents.coming !== undefined}
        onClick={() => void send()}
      >
        Отправить исправления
      </Button>
    </Card>
  );
}
