import type { IncomingView } from '../api.ts';
import { FormReader } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { todayIn } from '../ui/format.ts';
import { IncomingFiles } from './incoming-files.tsx';

/** What was answered, or why nothing was given. */
export function GivenAnswer({ view }: { view: IncomingView }) {
  const { organisation } = useMe();
  const files = view.files.filter(({ side }) => side === 'answer');
  return (
    <Card title={view.status === 'refused' ? 'Отказ' : 'Ответ'}>
      {view.answer !== null && view.status === 'answered' ? (
        <FormReader
          form={view.answerForm}
          answers={view.answer}
          facts={{ today: todayIn(organisation.timeZone, new Date()) }}
          bare
          filledOnly
        />
      ) : null}
      {view.answerText ? <p>{view.answerText}</p> : null}
      <IncomingFiles label="Файлы ответа" requestId={view.id} files={files} />
    </Card>
  );
}
