import type { ApiTypes } from '@reglament/core/api';
import type { RequestType } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { type Answers, type FormHandle, FormReader } from '@reglament/runtime-ui/form';
import { Card, Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef } from 'react';
import { FormPreview } from './form-preview.tsx';

type Tried = ApiTypes['RequestTypeAnswer'];

/** «Проба»: a question as a clerk fills it in, and what comes of it – by the draft as it was last saved. */
export function EmulatorTrial({ draft, type }: { draft: string; type: RequestType }) {
  const form = useRef<FormHandle>(null);
  const ask = useMutation({
    mutationFn: (body: Answers) =>
      request<Tried>(`/api/admin/request-types/drafts/${draft}/answer`, { method: 'POST', body: { question: body } }),
  });
  if (type.message === undefined) return null;
  return (
    <Card title="Проба" description="Заполните вопрос, как сотрудник, и посмотрите, что ответит эмулятор.">
      {/* Above the form: a remark beneath a field that comes or goes must not move the button from under the pointer. */}
      <div className="rs-toolbar">
        <Button type="primary" loading={ask.isPending} onClick={() => ask.mutate(form.current?.flush() ?? {})}>
          Спросить эмулятор
        </Button>
      </div>
      <div aria-live="polite">
        {ask.error ? <Notice tone="error">{ask.error.message}</Notice> : null}
        {ask.data ? <Said tried={ask.data} type={type} /> : null}
      </div>
      <FormPreview name="tried" form={type.message.question.form} ref={form} />
    </Card>
  );
}

function Said({ tried: { problems, interim, outcome, answer, reason }, type }: { tried: Tried; type: RequestType }) {
  if (problems.length > 0) {
    return (
      <Notice tone="error">
        Вопрос не уйдёт:
        <ul>
          {problems.map(({ pointer, message }) => (
            <li key={`${pointer} ${message}`}>{message}</li>
          ))}
        </ul>
      </Notice>
    );
  }
  return (
    <>
      {interim === null ? null : <Notice tone="info">Сначала: {interim}</Notice>}
      {outcome === 'silence' ? <Notice tone="warning">Поставщик промолчит.</Notice> : null}
      {outcome === 'refuse' ? <Notice tone="warning">Поставщик откажет: {reason}</Notice> : null}
      {outcome === 'answer' && type.message !== undefined ? (
        <section aria-label="Ответ эмулятора">
          <h3>Ответ поставщика</h3>
          <FormReader
            form={type.message.answer.form}
            answers={(answer ?? {}) as Answers}
            facts={{ today: new Date().toISOString().slice(0, 10), rules: {}, caseFacts: {} }}
          />
        </section>
      ) : null}
    </>
  );
}
