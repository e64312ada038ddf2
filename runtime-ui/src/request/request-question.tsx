import { useMemo } from 'react';
import type { RequestView, ServiceView } from '../api.ts';
import { formSources } from '../application/form-sources.ts';
import { FormEditor, FormReader } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { originNotes } from './origin-note.tsx';
import { sourcesOfFields } from './request-words.ts';
import { useFilledForm } from './use-filled-form.ts';
import type { RequestWork } from './use-request-work.ts';

interface RequestQuestionProps {
  view: RequestView;
  service: ServiceView;
  work: RequestWork;
}

/** What is asked: to fill in while it is a draft, to read afterwards. */
export function RequestQuestion({ view, service, work }: RequestQuestionProps) {
  const { question } = work;
  const { form, origins } = view;
  const me = useMe();
  const sources = useMemo(() => formSources({ me, service, card: undefined, purpose: 'attachment' }), [me, service]);
  const filledForm = useFilledForm({ form, origins, service, filled: view.question, answers: work.answers });
  if (work.editing) {
    return (
      <Card title="Данные запроса">
        <div onInput={work.begin}>
          <FormEditor
            ref={question.form}
            name="question"
            bare
            form={filledForm}
            answers={work.answers}
            onChange={work.change}
            facts={question.facts}
            sources={sources}
            problems={question.problems}
          />
        </div>
      </Card>
    );
  }
  const reader = (
    <FormReader
      form={form}
      answers={view.question}
      facts={question.facts}
      sources={sources}
      bare
      origins={originNotes(sourcesOfFields({ origins, question: view.question, service }))}
    />
  );
  return (
    <Card title={work.unsent ? 'Данные запроса' : 'Просмотр данных запроса'}>
      {view.answer === null ? (
        reader
      ) : (
        <details className="rg-request-sent">
          <summary>Показать</summary>
          {reader}
        </details>
      )}
    </Card>
  );
}
