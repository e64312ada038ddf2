import type { FormDefinition } from '@reglament/format';
import { type Answers, FormReader, type FormSources } from '@reglament/runtime-ui/form';
import { Notice } from '@reglament/runtime-ui/ui';
import type { Walk } from './tryout-queries.ts';

interface RequestContentProps {
  request: Walk['requests'][number];
  today: string;
  dictionaries: FormSources['dictionaries'] | undefined;
}

/** The question as it would go, where each value comes from, and what would keep it. */
export function RequestContent({ request, today, dictionaries = {} }: RequestContentProps) {
  const { form, question, origins, problems } = request;
  return (
    <>
      {problems.length > 0 ? (
        <Notice tone="warning" title="Так не уйдёт">
          {problems.join('; ')}
        </Notice>
      ) : null}
      {form === null ? (
        <p className="rg-muted">Форма запроса неизвестна: вид не опубликован или модуль не установлен.</p>
      ) : (
        <FormReader
          bare
          form={form as unknown as FormDefinition}
          answers={question as Answers}
          facts={{ today }}
          sources={{ dictionaries }}
        />
      )}
      {origins.length > 0 ? (
        <ul className="rst-origins">
          {origins.map(({ title, from }) => (
            <li key={title}>
              {title} – {from.length === 0 ? 'постоянное значение' : <code>{from.join(', ')}</code>}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
